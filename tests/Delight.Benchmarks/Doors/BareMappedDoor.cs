namespace Delight.Benchmarks.Doors;

/// <summary>Checks the signature, maps by hand and publishes what is needed; answers when the broker has confirmed it.</summary>
internal static class BareMappedDoor
{
    public static async Task RunAsync(ContenderSettings settings, CancellationToken cancellationToken)
    {
        await using var channel = await RawChannel.OpenAsync(settings.RabbitMq, cancellationToken);
        await channel.DeclareAsync(settings.Queue, cancellationToken);
        await BareProgram.RunAsync(async http =>
        {
            using var body = await SignedBody.ReadAsync(http);
            if (body is { } signed)
            {
                await channel.PublishAsync(settings.Queue, SmallOrder.Read(signed.Bytes.Span).ToJson(), http.RequestAborted);
            }
        }, cancellationToken);
    }
}
