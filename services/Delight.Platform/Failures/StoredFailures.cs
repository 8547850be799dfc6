using System.Text.Json;
using Delight.Platform.Bus;
using Delight.Platform.Store;
using MassTransit;
using MassTransit.Serialization;

namespace Delight.Platform.Failures;

/// <summary>What <see cref="KeepFailure"/> put into the store.</summary>
internal sealed class StoredFailures(IStore store, CurrentBus bus, InMemoryLoad load, Topology topology) : IFailures
{
    private const int AtOnce = 50;

    public async Task<IReadOnlyList<FailedMessage>> MessagesAsync(FailureSelection selection, CancellationToken cancellationToken) =>
        [.. (await ReadAsync(selection, withBody: false, cancellationToken)).Select(r => r.ToMessage()).Where(selection.Fits)];

    public async Task<FailedMessage?> FindAsync(string queue, string messageId, CancellationToken cancellationToken) =>
        (await ReadAsync(new FailureSelection(queue, MessageId: messageId), withBody: true, cancellationToken)).Select(r => r.ToMessage()).FirstOrDefault();

    public async Task ReplayAsync(FailureSelection selection, Handled handled, CancellationToken cancellationToken)
    {
        foreach (var row in await ReadAsync(selection, withBody: true, cancellationToken))
        {
            try
            {
                _ = Message(row);
                await Reckoning.GiveBackAsync(store, [row.ToMessage()], cancellationToken);
                await ReplayAsync(row, cancellationToken);
                handled.Add(1);
            }
            catch (InvalidDataException nobodyTakesIt)
            {
                handled.Leave(nobodyTakesIt.Message);
            }
        }
    }

    /// <summary>Gives those back whose time has come to be tried again, some at once.</summary>
    public async Task ReplayDueAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var due = await store.ReadAsync(session => session.QueryAsync<Row>(
            "select queue, message_id, at, cause, body from failures where due_at <= @Now order by due_at limit @AtOnce", new { Now = now.ToStore(), AtOnce }), cancellationToken);
        await Task.WhenAll(due.Select(row => TryReplayAsync(row, cancellationToken)));
    }

    private async Task TryReplayAsync(Row row, CancellationToken cancellationToken)
    {
        try
        {
            await ReplayAsync(row, cancellationToken);
        }
        catch (InvalidDataException)
        {
            // Nobody takes it any more: it waits for a person.
            await store.WriteAsync(session => session.EachAsync("update failures set due_at = null where queue = @Queue and message_id = @MessageId", [row]), cancellationToken);
        }
    }

    public async Task DiscardAsync(FailureSelection selection, Handled handled, CancellationToken cancellationToken)
    {
        var rows = await ReadAsync(selection, withBody: true, cancellationToken);
        await Reckoning.DiscardAsync(store, rows.Select(r => r.ToMessage()), cancellationToken);
        await RemoveAsync(rows, cancellationToken);
        handled.Add(rows.Count);
    }

    public async Task<int> RedactAsync(Func<FailedMessage, Task<byte[]?>> redact, CancellationToken cancellationToken)
    {
        var (redacted, last) = (0, new Row());
        while (await PageAsync(last, cancellationToken) is { Count: > 0 } page)
        {
            foreach (var row in page)
            {
                redacted += await PutAsync(row, await redact(row.ToMessage()), cancellationToken) ? 1 : 0;
            }

            last = page[^1];
        }

        return redacted;
    }

    private Task<IReadOnlyList<Row>> PageAsync(Row after, CancellationToken cancellationToken) => store.ReadAsync(session => session.QueryAsync<Row>("""
        select queue, message_id, at, cause, body from failures
        where (queue, message_id) > (@Queue, @MessageId) order by queue, message_id limit @AtOnce
        """, new { after.Queue, after.MessageId, AtOnce }), cancellationToken);

    /// <returns>Whether that changes anything.</returns>
    private async Task<bool> PutAsync(Row row, byte[]? instead, CancellationToken cancellationToken)
    {
        if (instead is null)
        {
            await RemoveAsync([row], cancellationToken);
        }
        else if (!ReferenceEquals(instead, row.Body))
        {
            var redacted = row with { Body = instead, Cause = FailedMessage.WithoutDetails(row.Cause) };
            await store.WriteAsync(session => session.EachAsync("update failures set body = @Body, cause = @Cause where queue = @Queue and message_id = @MessageId", [redacted]), cancellationToken);
        }

        return !ReferenceEquals(instead, row.Body);
    }

    private async Task ReplayAsync(Row row, CancellationToken cancellationToken)
    {
        var (message, type) = Message(row);
        var finished = load.FinishedAsync(Guid.Parse(row.MessageId), copies: 1);
        var queue = await bus.Now.GetSendEndpoint(new Uri("queue:" + row.Queue));
        load.AddSent(row.Queue);
        await queue.Send(message, type, Pipe.Execute<SendContext>(c =>
        {
            c.MessageId = Guid.Parse(row.MessageId);
            c.Headers.Set(ComingAgain.GivenBack, "true");
        }), cancellationToken);
        await finished.WaitAsync(cancellationToken);
        await RemoveAsync([row], cancellationToken);
    }

    /// <summary>One that failed again meanwhile has another time and stays.</summary>
    private Task RemoveAsync(IReadOnlyCollection<Row> rows, CancellationToken cancellationToken) => store.WriteAsync(
        session => session.EachAsync("delete from failures where queue = @Queue and message_id = @MessageId and at = @At", rows), cancellationToken);

    private Task<IReadOnlyList<Row>> ReadAsync(FailureSelection selection, bool withBody, CancellationToken cancellationToken) => store.ReadAsync(session => session.QueryAsync<Row>($"""
        select queue, message_id, at, cause {(withBody ? ", body" : "")} from failures
        where due_at is null and (@Queue = '' or queue = @Queue) and (@Cause = '' or cause = @Cause) and (@MessageId = '' or message_id = @MessageId)
        order by at, message_id limit @Most
        """, new { Queue = selection.Queue ?? "", Cause = selection.Cause ?? "", MessageId = selection.MessageId ?? "", IFailures.Most }), cancellationToken);

    /// <exception cref="InvalidDataException">Its consumer no longer takes such messages.</exception>
    private (object Message, Type Type) Message(Row row)
    {
        try
        {
            return Read(row);
        }
        catch (Exception unreadable) when (unreadable is JsonException or KeyNotFoundException)
        {
            throw new InvalidDataException($"Message {row.MessageId} of {row.Queue} can no longer be read; discard it.", unreadable);
        }
    }

    private (object Message, Type Type) Read(Row row)
    {
        using var envelope = JsonDocument.Parse(row.Body);
        var names = envelope.RootElement.GetProperty("messageType").EnumerateArray().Select(t => t.GetString()).ToArray();
        var type = topology.All.Where(c => c.Queue == row.Queue).SelectMany(c => c.Messages).FirstOrDefault(m => names.Contains(MessageUrn.ForTypeString(m)))
            ?? throw new InvalidDataException($"The consumer of {row.Queue} takes no {names.FirstOrDefault()} any more; discard message {row.MessageId} or bring the consumer back.");
        return (envelope.RootElement.GetProperty("message").Deserialize(type, SystemTextJsonMessageSerializer.Options)!, type);
    }

    private sealed record Row
    {
        public string Queue { get; init; } = "";
        public string MessageId { get; init; } = "";
        public long At { get; init; }
        public string Cause { get; init; } = "";
        public byte[] Body { get; init; } = [];

        public FailedMessage ToMessage() => new(Queue, MessageId, Instant.FromStore(At), Cause, Body);
    }
}
