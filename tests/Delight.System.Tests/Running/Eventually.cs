using System.Diagnostics;

namespace Delight.SystemTests.Running;

/// <summary>Waits for a condition, and says which one when it does not come true.</summary>
internal static class Eventually
{
    public static async Task BecomesTrueAsync(string what, Func<Task<bool>> condition, TimeSpan? within = null)
    {
        var limit = within ?? TimeSpan.FromMinutes(2);
        var clock = Stopwatch.StartNew();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (!await condition())
        {
            if (clock.Elapsed > limit)
            {
                Assert.Fail($"Not within {limit}: {what}");
            }

            await timer.WaitForNextTickAsync();
        }
    }
}
