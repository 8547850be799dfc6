namespace Delight.Receiver;

/// <summary>How much the door takes at once; what is beyond is refused early instead of swelling the process. Large bodies have
/// room of their own, so that they never cost an ordinary delivery its place.</summary>
internal sealed class Admission
{
    /// <summary>Bytes; the platform's own limit for a webhook.</summary>
    public const int LargestBody = 5 * 1024 * 1024;

    /// <summary>Bytes; an order with a hundred lines has some 60 KB, and hardly one is larger.</summary>
    public const int OrdinaryBody = 64 * 1024;

    /// <summary>Deliveries whose body is there and that are not kept yet. A busy machine keeps some 500 a second: the last in line
    /// is answered within a second of the 5 that the platform waits.</summary>
    public const int MostInWork = 512;

    /// <summary>Bytes; three thousand bodies of 15 KB, which a flash sale brings.</summary>
    public const int MostInOrdinaryBodies = 48 * 1024 * 1024;

    /// <summary>Bytes; two of the largest. One that is set aside is in memory some five times until it is kept.</summary>
    public const int MostInLargeBodies = 2 * LargestBody;

    private int _inWork;
    private int _ordinary;
    private int _large;

    /// <summary>Looked at before a body is read; only <see cref="TryEnter"/> is sure.</summary>
    public bool IsFull => Volatile.Read(ref _inWork) >= MostInWork;

    /// <summary>A place among the deliveries in work, for one whose body is there: whoever dawdles with it has none.</summary>
    public bool TryEnter() => TryAdd(ref _inWork, 1, MostInWork);

    public void Leave() => Interlocked.Decrement(ref _inWork);

    /// <summary>Room for a body, before it is read.</summary>
    public bool TryHold(int bytes) => bytes <= OrdinaryBody ? TryAdd(ref _ordinary, bytes, MostInOrdinaryBodies) : TryAdd(ref _large, bytes, MostInLargeBodies);

    public void Release(int bytes) => Interlocked.Add(ref bytes <= OrdinaryBody ? ref _ordinary : ref _large, -bytes);

    private static bool TryAdd(ref int taken, int more, int most)
    {
        var before = Volatile.Read(ref taken);
        while (before <= most - more)
        {
            var found = Interlocked.CompareExchange(ref taken, before + more, before);
            if (found == before)
            {
                return true;
            }

            before = found;
        }

        return false;
    }
}
