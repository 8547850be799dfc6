namespace Delight.Benchmarks.Doors;

/// <summary>Checks the signature and publishes the raw body; answers when the broker has confirmed it.</summary>
internal static class BareRawDoor
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
                await channel.PublishAsync(settings.Queue, signed.Bytes, http.RequestAborted);
            }
        }, cancellationToken);
    }
}
