using System.Text.Json;
using Delight.Host.Calling;
using Spectre.Console;

namespace Delight.Host.Backfill;

/// <summary>Asks for a shop's history and follows it. The work is the service's own; whoever ends this ends nothing of it.</summary>
internal sealed class BackfillRun(ApiClient api, string shop, TimeProvider time)
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(1);
    private readonly string _path = $"shopify/{Uri.EscapeDataString(shop)}/backfill";

    public async Task<BackfillEnd> RunAsync(IAnsiConsole console, bool wait, CancellationToken cancellationToken)
    {
        if (wait)
        {
            await api.GetAsync($"shopify/{Uri.EscapeDataString(shop)}", cancellationToken); // Whoever may not look is told before anything begins.
        }

        var state = await api.PostAsync(_path, new { }, cancellationToken);
        if (!wait)
        {
            return BackfillEnd.Of(state);
        }

        await console.Progress().Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn()).StartAsync(async progress =>
        {
            var bars = new Bars(progress);
            while (bars.Show(state))
            {
                await Task.Delay(BetweenLooks, time, cancellationToken);
                state = await api.GetAsync(_path, cancellationToken);
            }
        });
        return BackfillEnd.Of(state);
    }

    /// <summary>One for the platform's file, one for reading, one for counting; those of which the end is not known only say how far they are.</summary>
    private sealed class Bars(ProgressContext progress)
    {
        private readonly ProgressTask _exporting = progress.AddTask("The platform writes", autoStart: true);
        private readonly ProgressTask _reading = progress.AddTask("Reading", autoStart: false);
        private readonly ProgressTask _counting = progress.AddTask("Counting", autoStart: false);

        /// <returns>False when it is over.</returns>
        public bool Show(JsonElement state)
        {
            var (name, total, position, counted) = (state.GetProperty("state").GetString(), state.GetProperty("total").GetInt64(), state.GetProperty("position").GetInt64(), state.GetProperty("counted").GetInt64());
            _exporting.IsIndeterminate = name is "asked" or "exporting";
            _exporting.Description = FormattableString.Invariant($"The platform writes {total:N0}");
            Set(_reading, "Reading", position, total, name is "counting" or "done");
            Set(_counting, "Counting", counted, position, name == "done");
            if (name is "reading" or "counting" or "done")
            {
                _exporting.Value = _exporting.MaxValue;
            }

            return name is not ("done" or "failed");
        }

        private static void Set(ProgressTask bar, string what, long value, long of, bool isOver)
        {
            if (value == 0 && !isOver)
            {
                return;
            }

            bar.StartTask();
            bar.MaxValue = Math.Max(1, isOver ? Math.Max(value, 1) : Math.Max(of, value + 1));
            bar.Value = isOver ? bar.MaxValue : value;
            bar.Description = FormattableString.Invariant($"{what} {value:N0}");
        }
    }
}

/// <param name="Says">For the user.</param>
internal sealed record BackfillEnd(bool IsFailed, bool IsLimited, string Says)
{
    public static BackfillEnd Of(JsonElement state) => new(
        state.GetProperty("state").GetString() == "failed", state.GetProperty("limited").GetBoolean(), state.GetProperty("says").GetString()!);
}
