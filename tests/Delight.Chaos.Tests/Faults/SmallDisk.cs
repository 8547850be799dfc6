using System.Diagnostics;

namespace Delight.ChaosTests.Faults;

/// <summary>A file system of a few megabytes that can be filled up and freed. Mounting needs root, or sudo without a password.</summary>
internal sealed class SmallDisk : IAsyncDisposable
{
    private SmallDisk(string path) => Path = path;

    public string Path { get; }

    private string Ballast => System.IO.Path.Combine(Path, "ballast");

    public static async Task<SmallDisk> MountAsync(int megabytes)
    {
        var disk = new SmallDisk(Directory.CreateTempSubdirectory("delight-disk-").FullName);
        await AsRootAsync("mount", "-t", "tmpfs", "-o", $"size={megabytes}m,mode=777", "delight-chaos", disk.Path);
        return disk;
    }

    /// <summary>Takes whatever is left, to the last byte.</summary>
    public void Fill()
    {
        using var file = new FileStream(Ballast, FileMode.Append, FileAccess.Write, FileShare.None, bufferSize: 0);
        for (var size = 1 << 20; size > 0; size /= 2)
        {
            TryToTake(file, size);
        }
    }

    public void Free() => File.Delete(Ballast);

    public async ValueTask DisposeAsync()
    {
        await AsRootAsync("umount", "--lazy", Path);
        Directory.Delete(Path);
    }

    private static void TryToTake(FileStream file, int size)
    {
        try
        {
            while (true)
            {
                file.Write(new byte[size]);
            }
        }
        catch (IOException)
        {
            // No room for so much: the caller goes on with half of it.
        }
    }

    private static async Task AsRootAsync(params string[] command)
    {
        string[] whole = Environment.UserName == "root" ? command : ["sudo", "-n", .. command];
        using var process = Process.Start(new ProcessStartInfo(whole[0], whole[1..]) { UseShellExecute = false, RedirectStandardError = true })!;
        var said = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.That(process.ExitCode, Is.Zero, $"{string.Join(' ', whole)}: {said}");
    }
}
