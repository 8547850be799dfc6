namespace Delight.Benchmarks.Doors;

/// <summary>Checks the signature and nothing else: what no door can do without.</summary>
internal static class BareSignatureDoor
{
    public static Task RunAsync(CancellationToken cancellationToken) => BareProgram.RunAsync(async http =>
    {
        using var body = await SignedBody.ReadAsync(http);
    }, cancellationToken);
}
