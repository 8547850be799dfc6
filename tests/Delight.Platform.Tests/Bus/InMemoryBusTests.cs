using Delight.ObjectMother;
using Delight.Platform.Bus;
using Delight.Platform.Failures;
using Delight.Platform.Store;
using Delight.Platform.Tests.Failures;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Delight.Platform.Tests.Bus;

public class InMemoryBusTests
{
    private static readonly QueueConsumer[] Everybody = [new("carrier", typeof(CarryParcel)), new("labels", typeof(LabelParcel))];
    private readonly Guid _id = Guid.NewGuid();
    private Instructions _instructions = null!;
    private TestProcess _process = null!;

    [SetUp]
    public async Task Start()
    {
        _instructions = new Instructions();
        _process = await StartAsync();
    }

    [TearDown]
    public async Task Stop() => await _process.DisposeAsync();

    [Test]
    public async Task A_handover_is_complete_when_every_queue_has_worked_it_off()
    {
        var mayCarry = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _instructions.WhenCarrying = _ => mayCarry.Task;

        var handover = HandOverAsync(1);
        await Limit.UntilAsync(() => !_instructions.Labelled.IsEmpty, "the other queue works it off");
        Assert.That(handover.IsCompleted, Is.False);
        mayCarry.SetResult();
        await handover.WaitAsync(Limit.Patience);

        Assert.That((_instructions.Carried, _instructions.Labelled), Is.EqualTo((new[] { 1 }, new[] { 1 })));
    }

    [Test]
    public void A_message_does_not_outlive_the_process() => Assert.That(_process.Handover.Outlives, Is.False);

    [Test]
    public async Task What_passes_by_itself_is_tried_again_until_it_has_passed()
    {
        var attempts = 0;
        _instructions.WhenCarrying = _ => ++attempts < 4 ? throw new SqliteException("The database is locked.", 5) : Task.CompletedTask;

        await HandOverAsync(1).WaitAsync(Limit.Patience);

        Assert.That((attempts, _instructions.Carried.Count), Is.EqualTo((4, 1)));
        Assert.That(await FailuresAsync(), Is.Empty);
    }

    [Test]
    public async Task A_mistake_is_tried_four_times_and_then_kept_with_its_cause()
    {
        var attempts = 0;
        _instructions.WhenCarrying = _ =>
        {
            attempts++;
            throw new InvalidOperationException("The string broke.");
        };

        await HandOverAsync(1).WaitAsync(Limit.Patience);

        Assert.That(attempts, Is.EqualTo(4));
        Assert.That(await FailuresAsync(), Is.EqualTo(new[] { $"carrier|{_id}|InvalidOperationException: The string broke." }));
        Assert.That(_instructions.Labelled, Is.EqualTo(new[] { 1 }));
    }

    [Test]
    public async Task What_failed_is_listed_by_its_cause()
    {
        await FailureChecks.ListedByCauseAsync(_process, _instructions);
    }

    [Test]
    public async Task What_failed_is_worked_off_once_when_it_is_replayed()
    {
        await FailureChecks.ReplayedOnceAsync(_process, _instructions);
    }

    [Test]
    public async Task What_fails_again_is_there_again()
    {
        await FailureChecks.OneThatFailsAgainIsThereAgainAsync(_process, _instructions);
    }

    [Test]
    public async Task One_message_is_looked_at_and_discarded()
    {
        await FailureChecks.OneOfThemDiscardedAsync(_process, _instructions);
    }

    [Test]
    public async Task What_fails_is_tried_again_later_and_given_up_at_last()
    {
        await using var process = await StartAsync(("Bus:RetryAfterSeconds:0", "1"), ("Bus:RetryAfterSeconds:1", "1"));
        await FailureChecks.TriedAgainLaterAsync(process, _instructions);
    }

    [Test]
    public async Task What_waits_to_be_tried_again_is_found_when_it_must_go()
    {
        await using var process = await StartAsync(("Bus:RetryAfterSeconds:0", "600"));
        await FailureChecks.WhatWaitsCanBeDiscardedAsync(process, _instructions);
    }

    [Test]
    public async Task What_failed_is_redacted_in_its_place()
    {
        await FailureChecks.RedactedInItsPlaceAsync(_process, _instructions);
    }

    [Test]
    public async Task Depths_tell_what_is_in_work_and_what_failed()
    {
        var mayCarry = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var carrying = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _instructions.WhenCarrying = _ =>
        {
            carrying.SetResult();
            return mayCarry.Task;
        };
        await _process.Store.WriteAsync(s => s.ScriptAsync(
            "insert into failures (queue, message_id, at, cause, content_type, body) values ('labels', 'x', 0, 'y', 'z', x'00')"), CancellationToken.None);

        var handover = HandOverAsync(1);
        await carrying.Task.WaitAsync(Limit.Patience);
        await Limit.UntilAsync(() => !_instructions.Labelled.IsEmpty, "the other queue works it off");
        var depths = await _process.Depths.ReadAsync(CancellationToken.None);
        mayCarry.SetResult();
        await handover.WaitAsync(Limit.Patience);

        Assert.That(depths.Select(d => (d.Name, d.Consumers, d.ErrorDepth, d.Orphan)), Is.EqualTo(new[] { ("carrier", 1, 0, false), ("labels", 1, 1, false) }));
        Assert.That(depths[0].Ready + depths[0].Unacknowledged, Is.EqualTo(1));
        await Limit.UntilAsync(async () => (await _process.Depths.ReadAsync(CancellationToken.None)).All(d => d.Ready + d.Unacknowledged == 0), "the queues are empty");
    }

    [Test]
    public async Task More_messages_than_the_bus_takes_at_once_are_all_worked_off()
    {
        await Task.WhenAll(Enumerable.Range(0, 4_500).Select(n => _process.Handover.HandOverAsync(
            new ParcelSealed { Number = n }, Guid.NewGuid(), CancellationToken.None))).WaitAsync(Limit.Patience);

        Assert.That(_instructions.Carried.Order(), Is.EqualTo(Enumerable.Range(0, 4_500)));
        Assert.That(_instructions.Labelled.Order(), Is.EqualTo(Enumerable.Range(0, 4_500)));
    }

    [TestCase("""{"messageType":["urn:message:Long:Gone"],"message":{}}""", "takes no urn:message:Long:Gone any more")]
    [TestCase("""{"messageType":["urn:message:Delight.Platform.Tests.Bus:ParcelSealed"],"message":{"number":"none"}}""", "can no longer be read")]
    public async Task One_that_nobody_can_take_is_left_and_does_not_stop_the_others(string envelope, string says)
    {
        _instructions.WhenCarrying = _ => throw new InvalidOperationException("The string broke.");
        await HandOverAsync(1).WaitAsync(Limit.Patience);
        await _process.Store.WriteAsync(s => s.EachAsync<object>(
            "insert into failures (queue, message_id, at, cause, content_type, body) values ('carrier', @Id, 1, 'Old.', '', @Body)",
            [new { Id = Guid.NewGuid().ToString(), Body = System.Text.Encoding.UTF8.GetBytes(envelope) }]), CancellationToken.None);
        _instructions.WhenCarrying = _ => Task.CompletedTask;
        var handled = new Handled();

        await _process.Services.GetRequiredService<IFailures>().ReplayAsync(new FailureSelection(), handled, CancellationToken.None);

        Assert.That((handled.Done, _instructions.Carried.Count), Is.EqualTo((1, 1)));
        Assert.That(handled.Left.Single(), Does.Contain(says));
        Assert.That(await FailuresAsync(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_message_that_no_queue_awaits_is_handed_over_at_once() =>
        await _process.Handover.HandOverAsync(Shop.Decided(), Guid.NewGuid(), CancellationToken.None).WaitAsync(Limit.Patience);

    private Task HandOverAsync(int number) => _process.Handover.HandOverAsync(new ParcelSealed { Number = number }, _id, CancellationToken.None);

    private Task<TestProcess> StartAsync(params (string Name, string Value)[] settings) =>
        TestProcess.StartAsync(new Topology(Everybody, Everybody), services => services.AddSingleton(_instructions), settings);

    private Task<IReadOnlyList<string>> FailuresAsync() =>
        _process.Store.ReadAsync(s => s.QueryAsync<string>("select queue || '|' || message_id || '|' || cause from failures"), CancellationToken.None);
}
