using System.Diagnostics;

namespace Delight.Dashboard.Tests.Million;

/// <summary>How long the server works for each answer: from the request to the end of the page's first picture.</summary>
internal static class ServerWork
{
    private const int Times = 7;

    /// <returns>By the name of the question.</returns>
    public static async Task<IReadOnlyDictionary<string, Taken>> MeasureAsync(Questions questions, IShopToLookAt shop, SignedIn somebody)
    {
        var taken = questions.All.ToDictionary(q => q.Name, _ => new List<TimeSpan>());
        for (var number = 0; number <= Times; number++)
        {
            foreach (var (name, askAsync) in questions.All)
            {
                await somebody.LetThemAskAnewAsync(shop.Order(number));
                var began = Stopwatch.GetTimestamp();
                await askAsync(number);
                taken[name].Add(Stopwatch.GetElapsedTime(began));
            }

            await questions.GiveBackAsync(number);
        }

        return taken.ToDictionary(t => t.Key, t => Taken.Of([.. t.Value.Skip(1).Order()])); // The first warmed up.
    }
}

internal sealed record Taken(TimeSpan Least, TimeSpan Median)
{
    /// <param name="sorted">The shortest first.</param>
    public static Taken Of(IReadOnlyList<TimeSpan> sorted) => new(sorted[0], sorted[sorted.Count / 2]);

    public override string ToString() => $"{Median.TotalMilliseconds:0} ({Least.TotalMilliseconds:0})";
}
