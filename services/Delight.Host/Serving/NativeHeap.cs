using System.Runtime.InteropServices;

namespace Delight.Host.Serving;

/// <summary>Memory that SQLite and the runtime's own libraries take, beside the collected heap. glibc gives threads arenas of their own, eight for
/// each core, and what was ever needed in one stays in it: with all roles in one process and a flood, 150 MB where 50 are in use.</summary>
internal static class NativeHeap
{
    private const int MostArenas = -8; // M_ARENA_MAX of glibc's malloc.h
    private const int OwnMappingFrom = -3; // M_MMAP_THRESHOLD, in bytes; unset, it grows to 32 MiB with what is freed
    private const int Large = 512 * 1024;
    private static readonly TimeSpan GiveBackEvery = TimeSpan.FromSeconds(5);
    private static Timer? _givesBack;

    /// <summary>Two arenas, enough for two threads at a time in SQLite, beside those that the runtime has made by now; what is free in them goes back,
    /// and what is large lies outside and goes back at once.</summary>
    public static void KeepSmall()
    {
        try
        {
            _ = SetOption(MostArenas, 2);
            _ = SetOption(OwnMappingFrom, Large);
            _givesBack = new Timer(static _ => _ = GiveBack(0), null, GiveBackEvery, GiveBackEvery);
        }
        catch (Exception other) when (other is EntryPointNotFoundException or DllNotFoundException)
        {
            // Another C library, without arenas.
        }
    }

    [DllImport("libc", EntryPoint = "mallopt"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetOption(int option, int value);

    [DllImport("libc", EntryPoint = "malloc_trim"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int GiveBack(nint stays);
}
