using System.Text.Json;
using Spectre.Console;

namespace Delight.Host.Shops;

/// <summary>A line for each topic, and one for each subscription that was left alone.</summary>
internal static class ConnectReport
{
    /// <returns>Whether every topic comes.</returns>
    public static bool Write(IAnsiConsole console, JsonElement report)
    {
        var all = true;
        foreach (var topic in report.GetProperty("topics").EnumerateArray())
        {
            var there = topic.GetProperty("standing").GetString() == "there";
            all &= there;
            CheckReport.Line(console, there ? "ok" : "wrong", topic.GetProperty("topic").GetString()!, there ? Done(topic.GetProperty("done").GetString()) : Fault(topic));
        }

        foreach (var other in report.GetProperty("others").EnumerateArray())
        {
            console.WriteLine($"Left alone: {other.GetProperty("topic").GetString()} to {other.GetProperty("address").GetString()}");
        }

        console.WriteLine($"With the app itself are set up: {string.Join(", ", report.GetProperty("ofTheApp").EnumerateArray().Select(t => t.GetString()))}; let them go to {report.GetProperty("address").GetString()}, too.");
        return all;
    }

    private static string Done(string? done) => done switch
    {
        "made" => "now comes.",
        "moved" => "now comes here, and no longer to another address.",
        "mended" => "now comes whole, as JSON.",
        _ => "comes already.",
    };

    private static string Fault(JsonElement topic) => topic.GetProperty("fault").GetString() ?? "does not come; run shop connect again.";
}
