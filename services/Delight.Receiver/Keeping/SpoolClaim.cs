namespace Delight.Receiver.Keeping;

/// <summary>That a spool is this process's, until it ends.</summary>
internal sealed class SpoolClaim(string file) : IDisposable
{
    private FileStream? _lock;

    public void Take()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        try
        {
            _lock ??= new FileStream(file + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException) when (File.Exists(file + ".lock"))
        {
            throw new SpoolInUseException($"The spool {file} is in use by another receiver. Give each its own Delight:Spool:Path.");
        }
    }

    public void Dispose() => _lock?.Dispose();
}

/// <summary>Two receivers would hand over the same deliveries.</summary>
internal sealed class SpoolInUseException(string message) : IOException(message);
