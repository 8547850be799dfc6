namespace Delight.FakeShops;

/// <summary>The points that the app has in this shop: they come back in real time, and whoever lacks them is put off.</summary>
public sealed class Bucket
{
    private readonly Lock gate = new();
    private readonly FakeShopOptions options;
    private double available;
    private long filledAt;

    internal Bucket(FakeShopOptions options)
    {
        this.options = options;
        available = options.MaximumAvailable;
        filledAt = options.Time.GetTimestamp();
    }

    /// <summary>Points at this moment.</summary>
    public double CurrentlyAvailable
    {
        get
        {
            lock (gate)
            {
                Fill();
                return available;
            }
        }
    }

    /// <summary>Takes points as the shop's other apps would, down to none. (The platform documents a bucket for each app, and
    /// is seen to restore less under load.)</summary>
    public void TakeForOthers(double points)
    {
        lock (gate)
        {
            Fill();
            available = Math.Max(0, available - points);
        }
    }

    internal bool TryTake(double points)
    {
        lock (gate)
        {
            Fill();
            if (available < points)
                return false;
            available -= points;
            return true;
        }
    }

    internal void GiveBack(double points)
    {
        lock (gate)
        {
            Fill();
            available = Math.Min(options.MaximumAvailable, available + points);
        }
    }

    private void Fill()
    {
        var now = options.Time.GetTimestamp();
        available = Math.Min(options.MaximumAvailable, available + (options.Time.GetElapsedTime(filledAt, now).TotalSeconds * options.RestoreRate));
        filledAt = now;
    }
}
