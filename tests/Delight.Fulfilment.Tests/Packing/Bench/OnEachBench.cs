using Delight.Contracts;
using Delight.Fulfilment.Packing.Bench;
using Delight.Fulfilment.Parcels;
using Delight.Fulfilment.Pausing;
using Delight.ObjectMother;
using Delight.ObjectMother.Stores;
using Delight.Platform.Bus;
using Delight.Platform.Store;

namespace Delight.Fulfilment.Tests.Packing.Bench;

/// <summary>Benches beside a parcel book; what is given back to the queue is entered at once.</summary>
public abstract class OnEachBench(StoreKind kind) : OnEachParcelBook(kind)
{
    internal static readonly AtBench Left = new("tablet-left", "Mia"), Right = new("tablet-right", "Pat");
    protected static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    internal BenchDesk Benches { get; private set; } = null!;

    internal UndoMinute Minute { get; private set; } = null!;

    internal IEnumerable<FulfilmentChanged> Told => Broker.Offered.Select(o => o.Message).OfType<FulfilmentChanged>();

    [SetUp]
    public void OpenBenches()
    {
        Benches = BenchesOf(Store);
        Minute = new UndoMinute(Store, Benches, Held, Clock);
        Broker.WhenOffered = (message, _) => message is GestureDecided answer ? EnterAsync(answer) : Task.CompletedTask;
    }

    /// <summary>As another process has them.</summary>
    internal BenchDesk BenchesOf(IStore store) => new(store, new FreeParcels(store, Clock), Clock);

    internal static OrderKey Key(int number) => new(Shop.Domain, Shop.OrderId(number));

    internal Task<NextParcel> NextAsync(AtBench at, string? shop = null, params IEnumerable<int> passOver) =>
        Benches.NextAsync(shop, at, passOver.Select(Key).ToHashSet(), CancellationToken.None);

    internal Task<BenchAnswer> TakeAsync(int number, AtBench at) => Benches.TakeAsync(Key(number), at, CancellationToken.None);

    internal async Task<BenchParcel> ShowAsync(int number, AtBench at) => (await Benches.ShowAsync(Key(number), at.Bench, CancellationToken.None)).Parcel!;

    internal Task<BenchAnswer> FinishAsync(int number, AtBench at) => Minute.FinishAsync(Key(number), at, CancellationToken.None);

    internal Task<BenchAnswer> UndoAsync(int number, AtBench at) => Minute.UndoAsync(Key(number), at, CancellationToken.None);

    internal Task TickAsync(int number, string key, bool ticked = true) => Benches.TickAsync(Key(number), key, ticked, CancellationToken.None);

    /// <summary>As the run does every other second.</summary>
    internal Task PackFinishedAsync() => Desk.PackFinishedAsync(CancellationToken.None);

    internal static string IdOf(int number) => Shop.OrderId(number).ToString(System.Globalization.CultureInfo.InvariantCulture);
}
