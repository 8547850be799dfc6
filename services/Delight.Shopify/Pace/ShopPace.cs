using Delight.Shopify.Door;

namespace Delight.Shopify.Pace;

/// <summary>Lets questions go to one shop as its bucket allows, so that the share of its other apps stays in it.</summary>
internal sealed class ShopPace : IDisposable
{
    /// <summary>Under way at once; each takes the platform a fifth of a second or so, and a bucket of 1,000 points a second is used up by these.</summary>
    private const int MostAtOnce = 10;

    private readonly Lock _gate = new();
    private readonly Bucket _bucket;
    private readonly WaitingLine _line = new();
    private readonly Costs _costs;
    private readonly ITimer _later;
    private int _underWay;
    private long _sent;

    public ShopPace(Costs costs, TimeProvider time)
    {
        (_costs, _bucket) = (costs, new Bucket(time));
        _later = time.CreateTimer(_ => LetGo(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Of the bucket, that stays in it.</summary>
    public double Share { get; set; }

    /// <returns>Nothing when too many wait already.</returns>
    public async Task<Turn?> EnterAsync(string document, double firstCost, Urgency urgency, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var waiting = new Waiting(document, firstCost, urgency);
        lock (_gate)
        {
            if (!_line.Add(waiting))
            {
                return null;
            }
        }

        LetGo();
        await using var givesUp = cancellationToken.Register(() => GiveUp(waiting, cancellationToken));
        return await waiting.Turn;
    }

    public void Told(Turn turn, ToldCost told)
    {
        _costs.Learn(turn.Document, told.Requested);
        if (told.Status is { } status)
        {
            lock (_gate)
            {
                _bucket.Told(status, turn.Number);
            }
        }
    }

    public void WasEmpty()
    {
        lock (_gate)
        {
            _bucket.WasEmpty();
        }
    }

    public void LeaveAlone(TimeSpan span)
    {
        lock (_gate)
        {
            _bucket.LeaveAlone(span);
        }
    }

    public void Leave(Turn turn)
    {
        lock (_gate)
        {
            _underWay--;
            _bucket.GiveBack(turn.Cost);
        }

        LetGo();
    }

    public void Dispose() => _later.Dispose();

    private void GiveUp(Waiting waiting, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (waiting.Turn.IsCompleted)
            {
                return;
            }

            _line.Remove(waiting);
            waiting.GiveUp(cancellationToken);
        }

        LetGo(); // Who stood behind may need less.
    }

    /// <summary>Whoever is next goes; nobody overtakes the next while the bucket fills for it.</summary>
    private void LetGo()
    {
        lock (_gate)
        {
            while (_underWay < MostAtOnce && _line.Next() is { } next)
            {
                if (!_bucket.IsKnown && _underWay > 0)
                {
                    return; // The first answer tells what there is.
                }

                var cost = _costs.Of(next.Document, next.FirstCost);
                var wait = _bucket.UntilItHolds(cost, Share);
                if (wait > TimeSpan.Zero)
                {
                    _later.Change(TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds)), Timeout.InfiniteTimeSpan);
                    return;
                }

                _line.Served(next, cost);
                _bucket.Take(cost);
                _underWay++;
                next.Grant(new Turn(this, next.Document, cost, ++_sent));
            }
        }
    }
}
