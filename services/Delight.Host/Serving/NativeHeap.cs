using System.Runtime.InteropServices;

namespace Delight.Host.Serving;

/// <summary>Memory that SQLite and the runtime's own libraries take, beside the collected heap.</summary>
internal static class NativeHeap
{
    private const int MostArenas = -8; // M_ARENA_MAX of glibc's malloc.h

    /// <summary>glibc gives threads arenas of their own, eight for each core, and what was ever needed in one stays in it: with all roles in one
    /// process that came to 150 MB where 50 are in use. Two are enough for two threads at a time in SQLite.</summary>
    public static void KeepTogether()
    {
        try
        {
            _ = SetOption(MostArenas, 2);
        }
        catch (Exception other) when (other is EntryPointNotFoundException or DllNotFoundException)
        {
            // Another C library, without arenas.
        }
    }

    [DllImport("libc", EntryPoint = "mallopt"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetOption(int option, int value);
}
