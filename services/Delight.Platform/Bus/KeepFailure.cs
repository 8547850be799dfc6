using Delight.Platform.Store;
using MassTransit;

namespace Delight.Platform.Bus;

/// <summary>The in-memory bus forgets its error queues with the process: what a consumer gave up on is kept in the store.</summary>
internal sealed class KeepFailure(IStore store, TimeProvider time) : IFilter<ExceptionReceiveContext>
{
    public async Task Send(ExceptionReceiveContext context, IPipe<ExceptionReceiveContext> next)
    {
        var failure = new
        {
            Queue = context.InputAddress.Segments[^1],
            MessageId = (context.GetMessageId() ?? Guid.Empty).ToString(),
            At = time.GetUtcNow().ToStore(),
            Cause = $"{context.Exception.GetType().Name}: {context.Exception.Message}",
            ContentType = context.ContentType?.MediaType ?? "",
            Body = context.Body.GetBytes(),
        };
        await store.WriteAsync(async session =>
        {
            await session.EachAsync("""
                insert into failures (queue, message_id, at, cause, content_type, body)
                values (@Queue, @MessageId, @At, @Cause, @ContentType, @Body)
                on conflict (queue, message_id) do update set at = excluded.at, cause = excluded.cause
                """, [failure]);
        }, context.CancellationToken);
        await next.Send(context);
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("keepFailure");
}
