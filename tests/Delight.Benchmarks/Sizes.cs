namespace Delight.Benchmarks;

/// <summary>How much is sent how often.</summary>
internal sealed record Sizes
{
    /// <summary>Keep-alive connections, each with one request under way.</summary>
    public int Connections { get; } = 64;

    /// <summary>Requests to each door before the first round, so that the code is compiled.</summary>
    public required int DoorWarmUp { get; init; }

    /// <summary>Requests to each door in each round.</summary>
    public required int DoorRequests { get; init; }
    public required int DoorRounds { get; init; }

    /// <summary>Orders sent end to end, at most.</summary>
    public required int Orders { get; init; }
    public required int WayRounds { get; init; }

    /// <summary>Orders known before: a small ledger and a large one.</summary>
    public required int SmallLedger { get; init; }
    public required int LargeLedger { get; init; }

    /// <summary>New orders sent to each ledger in each round.</summary>
    public required int NewOrders { get; init; }
    public required int LedgerRounds { get; init; }

    public static Sizes Full { get; } = new()
    {
        DoorWarmUp = 30_000, DoorRequests = 30_000, DoorRounds = 9,
        Orders = int.MaxValue, WayRounds = 3,
        SmallLedger = 10_000, LargeLedger = 1_000_000, NewOrders = 5_000, LedgerRounds = 5,
    };

    /// <summary>For seeing that everything works; its figures say little.</summary>
    public static Sizes Quick { get; } = new()
    {
        DoorWarmUp = 1_000, DoorRequests = 1_000, DoorRounds = 2,
        Orders = 1_500, WayRounds = 1,
        SmallLedger = 1_000, LargeLedger = 10_000, NewOrders = 300, LedgerRounds = 1,
    };
}
