namespace Delight.FakeShops;

/// <summary>The ways in which the platform fails, or the network before it.</summary>
public enum FaultKind
{
    /// <summary>HTTP 200, an error with the code THROTTLED, and no data.</summary>
    Throttled,

    /// <summary>429 with Retry-After.</summary>
    TooManyRequests,
    InternalServerError,
    BadGateway,
    ServiceUnavailable,

    /// <summary>No answer for <see cref="Fault.Seconds"/>, and then a broken connection.</summary>
    Hang,

    /// <summary>The connection breaks before anything is done.</summary>
    CutBefore,

    /// <summary>Everything is done, and then the connection breaks.</summary>
    CutAfter,

    /// <summary>HTTP 200 with something else than JSON.</summary>
    Garbage,
    Unauthorized,

    /// <summary>403, as when a shop is frozen or an app removed.</summary>
    Forbidden,

    /// <summary>HTTP 200, an error with the code ACCESS_DENIED, and no data.</summary>
    AccessDenied,

    /// <summary>HTTP 200, an error with the code INTERNAL_SERVER_ERROR, and no data.</summary>
    InternalError,

    /// <summary>Mutations do nothing and answer <see cref="Fault.Message"/> as a user error.</summary>
    UserError,
}

/// <summary>What the next requests meet.</summary>
public sealed record Fault(FaultKind Kind)
{
    /// <summary>How many requests meet it.</summary>
    public int Times { get; init; } = 1;

    /// <summary>Only requests whose operation's name contains this; absent for all. Asking for a token is called <c>access_token</c>,
    /// reading the file of a bulk operation <c>bulk</c>.</summary>
    public string? Operation { get; init; }

    /// <summary>Of <see cref="FaultKind.Hang"/>, or the Retry-After of <see cref="FaultKind.TooManyRequests"/>.</summary>
    public double Seconds { get; init; } = 2;

    /// <summary>Of a user error.</summary>
    public string Message { get; init; } = "Something is not possible.";
}

/// <summary>What was ordered to go wrong. Each request meets at most one fault, the first that fits.</summary>
public sealed class Faults
{
    private readonly Lock gate = new();
    private readonly List<Fault> waiting = [];

    public IReadOnlyList<Fault> Waiting
    {
        get
        {
            lock (gate)
                return [.. waiting];
        }
    }

    public void Add(Fault fault)
    {
        lock (gate)
            waiting.Add(fault);
    }

    public void Add(FaultKind kind, int times = 1, string? operation = null) => Add(new Fault(kind) { Times = times, Operation = operation });

    public void Clear()
    {
        lock (gate)
            waiting.Clear();
    }

    internal Fault? Take(string? operation)
    {
        lock (gate)
        {
            var place = waiting.FindIndex(f => f.Operation is null || operation?.Contains(f.Operation, StringComparison.OrdinalIgnoreCase) == true);
            if (place < 0)
                return null;
            var fault = waiting[place];
            if (fault.Times <= 1)
                waiting.RemoveAt(place);
            else
                waiting[place] = fault with { Times = fault.Times - 1 };
            return fault;
        }
    }
}
