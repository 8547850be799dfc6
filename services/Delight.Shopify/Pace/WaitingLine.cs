using Delight.Shopify.Door;

namespace Delight.Shopify.Pace;

/// <summary>Who waits for a turn at a shop. While both kinds wait, write-back gets three of four points, counted in points and not in
/// questions; who waits alone gets all, and saves nothing up.</summary>
internal sealed class WaitingLine
{
    public const int MostWaiting = 1000; // of each kind
    private static readonly Urgency[] Kinds = [Urgency.WriteBack, Urgency.Background]; // Whoever stands first goes first among equals.
    private readonly Dictionary<Urgency, LinkedList<Waiting>> _lines = Kinds.ToDictionary(k => k, _ => new LinkedList<Waiting>());
    private readonly Dictionary<Urgency, double> _spent = Kinds.ToDictionary(k => k, _ => 0d);
    private double _now;

    /// <returns>False when too many wait already.</returns>
    public bool Add(Waiting waiting)
    {
        var line = _lines[waiting.Urgency];
        if (line.Count >= MostWaiting)
        {
            return false;
        }

        if (line.Count == 0)
        {
            _spent[waiting.Urgency] = Math.Max(_spent[waiting.Urgency], _now);
        }

        line.AddLast(waiting);
        return true;
    }

    public void Remove(Waiting waiting) => _lines[waiting.Urgency].Remove(waiting);

    public Waiting? Next() => Kinds.Where(k => _lines[k].Count > 0).Select(k => _lines[k].First!.Value).MinBy(w => _spent[w.Urgency]);

    public void Served(Waiting waiting, double cost)
    {
        Remove(waiting);
        _now = _spent[waiting.Urgency];
        _spent[waiting.Urgency] += cost / Weight(waiting.Urgency);
    }

    private static double Weight(Urgency urgency) => urgency == Urgency.WriteBack ? 3 : 1;
}

/// <summary>Somebody who waits for a turn.</summary>
internal sealed class Waiting(string document, double firstCost, Urgency urgency)
{
    private readonly TaskCompletionSource<Turn> _turn = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Document => document;

    public double FirstCost => firstCost;

    public Urgency Urgency => urgency;

    public Task<Turn> Turn => _turn.Task;

    public void Grant(Turn turn) => _turn.SetResult(turn);

    public void GiveUp(CancellationToken cancellationToken) => _turn.SetCanceled(cancellationToken);
}
