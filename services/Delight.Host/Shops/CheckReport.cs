using System.Text.Json;
using Spectre.Console;

namespace Delight.Host.Shops;

/// <summary>A line for each thing that was looked at.</summary>
internal static class CheckReport
{
    /// <returns>Whether nothing is wrong.</returns>
    public static bool Write(IAnsiConsole console, JsonElement checkedShop)
    {
        foreach (var finding in checkedShop.GetProperty("findings").EnumerateArray())
        {
            Line(console, finding.GetProperty("state").GetString()!, finding.GetProperty("item").GetString()!, finding.GetProperty("says").GetString()!);
        }

        return checkedShop.GetProperty("ok").GetBoolean();
    }

    /// <summary>What the shop says comes from outside, and is not to colour anything.</summary>
    public static void Line(IAnsiConsole console, string state, string item, string says)
    {
        console.Write(new Text(state.PadRight(9), new Style(state switch { "ok" => Color.Green, "warning" => Color.Yellow, _ => Color.Red })));
        console.WriteLine($"{item}: {says}");
    }
}
