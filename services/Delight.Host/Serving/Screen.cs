using Spectre.Console;

namespace Delight.Host.Serving;

internal static class Screen
{
    /// <summary>Where a file or another program reads what is printed, there are neither colours nor broken lines.</summary>
    public static void Prepare()
    {
        if (Console.IsOutputRedirected)
        {
            AnsiConsole.Profile.Capabilities.Ansi = false;
            AnsiConsole.Profile.Width = 1000;
        }
    }
}
