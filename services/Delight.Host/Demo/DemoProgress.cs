using Delight.Simulator;
using Spectre.Console;

namespace Delight.Host.Demo;

/// <summary>A live table while the shop posts; one line now and then where the output is no terminal.</summary>
internal sealed class DemoProgress(IAnsiConsole console, int all, DemoReader reader) : IProgress<SendProgress>
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan LineEvery = TimeSpan.FromSeconds(5);
    private volatile SendProgress _sent = new(0, 0, 0, TimeSpan.Zero, null);

    public void Report(SendProgress value) => _sent = value;

    /// <summary>Returns when everything was posted and nothing is pending.</summary>
    public async Task ShowAsync(Task sending, CancellationToken cancellationToken)
    {
        if (console.Profile.Capabilities.Interactive)
        {
            await console.Live(new Text("")).AutoClear(true).StartAsync(live => FollowAsync(sending, state => live.UpdateTarget(Table(state)), cancellationToken));
        }
        else
        {
            var last = -LineEvery;
            await FollowAsync(sending, state =>
            {
                if (_sent.Elapsed - last >= LineEvery || (sending.IsCompleted && state.Pending == 0))
                {
                    last = _sent.Elapsed;
                    console.WriteLine($"{_sent.Answered:N0} of {all:N0} deliveries taken, {state.Orders:N0} orders known, {state.Gifts:N0} gifts queued");
                }
            }, cancellationToken);
        }
    }

    private async Task FollowAsync(Task sending, Action<DemoState> show, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(LookEvery);
        DemoState state;
        do
        {
            await timer.WaitForNextTickAsync(cancellationToken);
            state = await reader.StateAsync(cancellationToken);
            show(state);
        }
        while (!sending.IsCompleted || state.Pending > 0);

        await sending;
    }

    private Table Table(DemoState state)
    {
        var rate = _sent.Elapsed > TimeSpan.Zero ? _sent.Answered / _sent.Elapsed.TotalSeconds : 0;
        var table = new Table { Border = TableBorder.Rounded, ShowHeaders = false, Title = new TableTitle("A pretend shop posts its orders") };
        table.AddColumn("").AddColumn(new TableColumn("").RightAligned());
        table.AddRow("Deliveries taken", $"{_sent.Answered:N0} of {all:N0}");
        table.AddRow("Rate", $"{rate:N0}/s");
        table.AddRow("Orders known", $"{state.Orders:N0}");
        table.AddRow("Customers recognised", $"{state.Customers:N0}");
        table.AddRow("Gifts queued", $"{state.Gifts:N0}");
        table.AddRow("Under way", $"{state.Pending:N0}");
        if (_sent.LastFailure is { } failure)
        {
            table.AddRow(new Text("Last trouble"), new Text(failure));
        }

        return table;
    }
}
