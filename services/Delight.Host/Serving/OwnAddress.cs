namespace Delight.Host.Serving;

/// <summary>Where a process calls itself.</summary>
internal static class OwnAddress
{
    /// <returns>Nothing where it listens by TLS or on a socket's file alone: the name in a certificate is not this machine's.</returns>
    public static Uri? Of(IEnumerable<string> addresses) =>
        addresses.FirstOrDefault(a => a.StartsWith("http://", StringComparison.OrdinalIgnoreCase) && !a.Contains("unix:", StringComparison.Ordinal)) is { } address ? Reachable(address) : null;

    /// <summary>Where it listens on every address of the machine, it is called by one of them.</summary>
    public static Uri Reachable(string address) => new(address.Replace("0.0.0.0", "127.0.0.1", StringComparison.Ordinal).Replace("[::]", "[::1]", StringComparison.Ordinal));
}
