using System.Text;
using Delight.ObjectMother;
using Delight.Platform.Bus;
using Delight.Platform.Failures;
using Delight.Platform.Tests.Bus;
using Microsoft.Extensions.DependencyInjection;

namespace Delight.Platform.Tests.Failures;

/// <summary>What holds for failed messages on either bus, where <c>carrier</c> gives up on what it is told to.</summary>
internal static class FailureChecks
{
    private const string Cause = "InvalidOperationException: The string broke.";

    public static async Task ListedByCauseAsync(TestProcess process, Instructions instructions)
    {
        var failures = await FailAsync(process, instructions, 3);

        var groups = await failures.ListAsync(new FailureSelection(), CancellationToken.None);

        Assert.That(groups.Select(g => (g.Queue, g.Cause, g.Messages)), Is.EqualTo(new[] { ("carrier", Cause, 3) }));
        Assert.That(groups[0].Oldest, Is.EqualTo(TimeProvider.System.GetUtcNow()).Within(TimeSpan.FromMinutes(5)).And.LessThanOrEqualTo(groups[0].Newest));
        Assert.That(await failures.ListAsync(new FailureSelection("rule-labels"), CancellationToken.None), Is.Empty);
        var messages = await failures.MessagesAsync(new FailureSelection(Group: groups[0].Id), CancellationToken.None);
        Assert.That(messages.Select(m => m.MessageId), Is.EquivalentTo(groups[0].MessageIds));
        Assert.That(messages.Select(m => m.At), Is.Ordered);
        Assert.That(await failures.MessagesAsync(new FailureSelection(Group: "of no group"), CancellationToken.None), Is.Empty);
    }

    public static async Task ReplayedOnceAsync(TestProcess process, Instructions instructions)
    {
        var failures = await FailAsync(process, instructions, 2);
        var cameAgain = new System.Collections.Concurrent.ConcurrentQueue<bool>();
        instructions.WhenCarrying = context =>
        {
            cameAgain.Enqueue(context.CameAgain());
            return Task.CompletedTask;
        };

        var handled = new Handled();
        await failures.ReplayAsync(new FailureSelection("carrier", Cause), handled, CancellationToken.None);
        await Limit.UntilAsync(() => instructions.Carried.Count == 2, "both are carried");

        Assert.That(handled.Done, Is.EqualTo(2));
        Assert.That(cameAgain, Is.EqualTo(new[] { true, true }), "a consumer may have had them before");
        Assert.That(instructions.Carried, Is.EquivalentTo(new[] { 1, 2 }));
        Assert.That(await failures.ListAsync(new FailureSelection(), CancellationToken.None), Is.Empty);
        Assert.That(instructions.Labelled, Has.Count.EqualTo(2), "nobody else got them again");
    }

    public static async Task OneThatFailsAgainIsThereAgainAsync(TestProcess process, Instructions instructions)
    {
        var failures = await FailAsync(process, instructions, 1);

        await failures.ReplayAsync(new FailureSelection(), new Handled(), CancellationToken.None);

        await UntilFailedAsync(failures, 1);
    }

    /// <param name="process">One in which failed messages are tried again after a second, twice.</param>
    public static async Task TriedAgainLaterAsync(TestProcess process, Instructions instructions)
    {
        const int InARow = 4;
        var failures = process.Services.GetRequiredService<IFailures>();
        var attempts = new System.Collections.Concurrent.ConcurrentDictionary<int, int>();
        var cameAgain = new System.Collections.Concurrent.ConcurrentQueue<bool>();
        instructions.WhenCarrying = context =>
        {
            cameAgain.Enqueue(context.CameAgain());
            return attempts.AddOrUpdate(context.Message.Number, 1, (_, before) => before + 1) <= InARow || context.Message.Number == 2
                ? throw new InvalidOperationException("The string broke.") : Task.CompletedTask;
        };
        await process.Handover.HandOverAsync(new ParcelSealed { Number = 1 }, Guid.NewGuid(), CancellationToken.None).WaitAsync(Limit.Patience);
        await Limit.UntilAsync(() => instructions.Carried.Count == 1, "it is carried at the second try");
        Assert.That(await failures.ListAsync(new FailureSelection(), CancellationToken.None), Is.Empty, "nothing is given up that is tried again");
        Assert.That(cameAgain, Is.EqualTo(new[] { false, true, true, true, true }), "a consumer may have had it before");

        await process.Handover.HandOverAsync(new ParcelSealed { Number = 2 }, Guid.NewGuid(), CancellationToken.None).WaitAsync(Limit.Patience);
        await UntilFailedAsync(failures, 1);

        Assert.That(attempts, Is.EquivalentTo(new Dictionary<int, int> { [1] = InARow + 1, [2] = 3 * InARow }));
        Assert.That(instructions.Labelled, Is.EqualTo(new[] { 1, 2 }), "nobody else got them again");
    }

    /// <param name="process">One in which failed messages wait long before they are tried again.</param>
    public static async Task WhatWaitsCanBeDiscardedAsync(TestProcess process, Instructions instructions)
    {
        var tried = new TaskCompletionSource();
        var attempts = 0;
        instructions.WhenCarrying = _ =>
        {
            if (Interlocked.Increment(ref attempts) == 4)
            {
                tried.TrySetResult();
            }

            throw new InvalidOperationException("The string broke.");
        };
        await process.Handover.HandOverAsync(new ParcelSealed { Number = 1 }, Guid.NewGuid(), CancellationToken.None).WaitAsync(Limit.Patience);
        await tried.Task.WaitAsync(Limit.Patience);
        var failures = process.Services.GetRequiredService<IFailures>();

        await Limit.UntilAsync(async () => await failures.RedactAsync(m => Task.FromResult(m.Queue == "carrier" ? null : m.Body), CancellationToken.None) == 1, "it is found and taken out");

        Assert.That(await failures.RedactAsync(_ => Task.FromResult<byte[]?>(null), CancellationToken.None), Is.Zero);
    }

    public static async Task RedactedInItsPlaceAsync(TestProcess process, Instructions instructions)
    {
        var failures = await FailAsync(process, instructions, 3);

        var redacted = await failures.RedactAsync(m => Task.FromResult<byte[]?>(
            Text(m).Contains("\"number\": 2", StringComparison.Ordinal) ? Encoding.UTF8.GetBytes(Text(m).Replace("\"number\": 2", "\"number\": 22", StringComparison.Ordinal))
            : Text(m).Contains("\"number\": 3", StringComparison.Ordinal) ? null : m.Body), CancellationToken.None);
        var groups = await failures.ListAsync(new FailureSelection(), CancellationToken.None);
        instructions.WhenCarrying = _ => Task.CompletedTask;
        await failures.ReplayAsync(new FailureSelection(), new Handled(), CancellationToken.None);
        await Limit.UntilAsync(() => instructions.Carried.Count == 2, "both that are left are carried");

        Assert.That(redacted, Is.EqualTo(2), "one changed, one taken out");
        Assert.That(groups.Select(g => (g.Cause, g.Messages)), Is.EquivalentTo(new[]
        {
            (Cause, 1), ("InvalidOperationException: (the message is removed: a customer asked to be forgotten)", 1),
        }));
        Assert.That(instructions.Carried, Is.EquivalentTo(new[] { 1, 22 }));

        static string Text(FailedMessage message) => System.Text.RegularExpressions.Regex.Replace(
            Encoding.UTF8.GetString(message.Body), "\"number\":\\s*", "\"number\": ", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1));
    }

    public static async Task SeenWholeByEachAsync(TestProcess process, Instructions instructions)
    {
        const int Messages = 20;
        var failures = await FailAsync(process, instructions, Messages);

        var seen = await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            var number = 0;
            await failures.RedactAsync(m =>
            {
                number++;
                return Task.FromResult<byte[]?>(m.Body);
            }, CancellationToken.None);
            return number;
        }));

        Assert.That(seen, Is.All.EqualTo(Messages));
    }

    public static async Task OneOfThemDiscardedAsync(TestProcess process, Instructions instructions)
    {
        var failures = await FailAsync(process, instructions, 0);
        var id = Guid.NewGuid();
        await process.Handover.HandOverAsync(new ParcelSealed { Number = 7 }, id, CancellationToken.None).WaitAsync(Limit.Patience);
        await process.Handover.HandOverAsync(new ParcelSealed { Number = 8 }, Guid.NewGuid(), CancellationToken.None).WaitAsync(Limit.Patience);
        await UntilFailedAsync(failures, 2);

        var found = await failures.FindAsync("carrier", id.ToString(), CancellationToken.None);
        var discarded = new Handled();
        await failures.DiscardAsync(new FailureSelection("carrier", MessageId: id.ToString()), discarded, CancellationToken.None);

        Assert.That(Masked.Of(found!.Body)["message"]!["number"]!.GetValue<int>(), Is.EqualTo(7));
        Assert.That(discarded.Done, Is.EqualTo(1));
        Assert.That((await failures.ListAsync(new FailureSelection(), CancellationToken.None)).Single().Messages, Is.EqualTo(1));
        Assert.That(await failures.FindAsync("carrier", id.ToString(), CancellationToken.None), Is.Null);
    }

    private static async Task<IFailures> FailAsync(TestProcess process, Instructions instructions, int messages)
    {
        instructions.WhenCarrying = _ => throw new InvalidOperationException("The string broke.");
        for (var number = 1; number <= messages; number++)
        {
            await process.Handover.HandOverAsync(new ParcelSealed { Number = number }, Guid.NewGuid(), CancellationToken.None).WaitAsync(Limit.Patience);
        }

        var failures = process.Services.GetRequiredService<IFailures>();
        await UntilFailedAsync(failures, messages);
        return failures;
    }

    private static Task UntilFailedAsync(IFailures failures, int messages) => Limit.UntilAsync(
        async () => (await failures.ListAsync(new FailureSelection(), CancellationToken.None)).Sum(g => g.Messages) == messages, $"{messages} have failed");
}
