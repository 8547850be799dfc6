using Delight.Platform.Store;
using MassTransit;

namespace Delight.Platform.Bus;

/// <summary>The in-memory bus forgets its error queues with the process: what a consumer could not work off is kept in the store,
/// to be tried again later or, at last, to be looked at.</summary>
internal sealed class KeepFailure(IStore store, IReadOnlyList<TimeSpan> retries, TimeProvider time) : IFilter<ExceptionReceiveContext>
{
    public async Task Send(ExceptionReceiveContext context, IPipe<ExceptionReceiveContext> next)
    {
        var now = time.GetUtcNow();
        var failure = new
        {
            Queue = context.InputAddress.Segments[^1],
            MessageId = (context.GetMessageId() ?? Guid.Empty).ToString(),
            At = now.ToStore(),
            Cause = $"{context.Exception.GetType().Name}: {context.Exception.Message}",
            ContentType = context.ContentType?.MediaType ?? "",
            Body = context.Body.GetBytes(),
        };
        var isGivenUp = await store.WriteAsync(async session =>
        {
            var attempts = (await session.EachAsync<object, long>("""
                insert into failures (queue, message_id, at, cause, content_type, body, attempts)
                values (@Queue, @MessageId, @At, @Cause, @ContentType, @Body, 1)
                on conflict (queue, message_id) do update set at = excluded.at, cause = excluded.cause, attempts = failures.attempts + 1
                returning attempts
                """, [failure]))[0];
            long? due = attempts <= retries.Count ? (now + retries[(int)attempts - 1]).ToStore() : null;
            await session.EachAsync<object>("update failures set due_at = @Due where queue = @Queue and message_id = @MessageId", [new { failure.Queue, failure.MessageId, Due = due }]);
            return due is null;
        }, context.CancellationToken);
        if (isGivenUp)
        {
            await next.Send(context);
        }
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("keepFailure");
}
