using System.Net.Http.Json;
using System.Text.Json;
using Delight.ChaosTests.Trials;
using Delight.ObjectMother;
using Delight.SystemTests.Running;

namespace Delight.ChaosTests;

/// <summary>The clocks of all processes jump, as they do when a machine wakes or somebody sets them; what counts intervals goes on.</summary>
[Parallelizable]
internal sealed class ClockJumpTests
{
    [Test]
    public async Task Clocks_that_jump_an_hour_forwards_and_backwards_change_nothing()
    {
        using var folder = new TemporaryFolder();
        var clock = folder.File("clock");
        Set(clock, "+0");
        await using var trial = await Trial.StartAsync("Clocks jump an hour forwards, two backwards, and home", new Arrangement
        {
            Settings = new Dictionary<string, string>
            {
                ["LD_PRELOAD"] = Library(),
                ["FAKETIME_TIMESTAMP_FILE"] = clock,
                ["FAKETIME_CACHE_DURATION"] = "1",
                ["FAKETIME_DONT_FAKE_MONOTONIC"] = "1",
            },
        });

        await trial.SellDuringAsync(JumpAsync(trial, clock));

        await trial.EndsExactlyAsync();
        var told = await TimesAsync(trial);
        Assert.That(told.Max() - told.Min(), Is.GreaterThan(TimeSpan.FromHours(1.9)), "the clocks did jump");
    }

    private static async Task JumpAsync(Trial trial, string clock)
    {
        foreach (var hours in new[] { 1, -1, 0 })
        {
            await trial.AcceptedAsync(SharedData.Long ? 150 : 50);
            Set(clock, $"{hours * 3600:+0;-0;+0}");
            await Eventually.BecomesTrueAsync($"every clock is {hours} h off", () => AreOffAsync(trial, TimeSpan.FromHours(hours)));
            await trial.AcceptedAsync(SharedData.Long ? 300 : 100);
        }

        trial.FaultIsOver();
    }

    /// <summary>Each process says what time it has beside every answer; it looks at its clock anew once a second.</summary>
    private static async Task<bool> AreOffAsync(Trial trial, TimeSpan offset)
    {
        using var client = new HttpClient();
        foreach (var process in trial.Installation.Processes)
        {
            using var answer = await client.GetAsync(new Uri(process.Address, "/health/live"));
            if ((answer.Headers.Date! - TimeProvider.System.GetUtcNow() - offset).Value.Duration() > TimeSpan.FromMinutes(1))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>When orders' stories say that something happened.</summary>
    private static async Task<IReadOnlyList<DateTimeOffset>> TimesAsync(Trial trial)
    {
        var times = new List<DateTimeOffset>();
        foreach (var order in trial.Shop.Sold.Where(o => o.Id % 20 == 0))
        {
            var story = await trial.Installation.Api.GetFromJsonAsync<JsonElement>($"/api/v1/orders/{Installation.Shop}/{order.Id}");
            times.AddRange(story.GetProperty("story").EnumerateArray().Select(l => l.GetProperty("at").GetDateTimeOffset()));
        }

        return times;
    }

    /// <summary>Whole at once: a process must never read half of it.</summary>
    private static void Set(string clock, string time)
    {
        File.WriteAllText(clock + ".next", time + "\n");
        File.Move(clock + ".next", clock, overwrite: true);
    }

    private static string Library()
    {
        var found = Directory.GetDirectories("/usr/lib", "*-linux-gnu*").Select(d => Path.Combine(d, "faketime", "libfaketime.so.1")).FirstOrDefault(File.Exists);
        if (found is null)
        {
            Assert.Ignore("faketime is not installed: run tests/run.sh.");
        }

        return found!;
    }
}
