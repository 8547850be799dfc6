using Delight.Contracts;
using Delight.Fulfilment.Giving;
using Delight.Fulfilment.Packing;
using Delight.Fulfilment.Parcels;
using Delight.Fulfilment.Pausing;
using Delight.ObjectMother;
using Delight.ObjectMother.Buses;
using Delight.ObjectMother.Stores;
using Delight.Platform.Story;

namespace Delight.Fulfilment.Tests;

/// <summary>An empty parcel book, and a packing desk whose broker keeps what it is given.</summary>
public abstract class OnEachParcelBook(StoreKind kind) : OnEachStore(kind, typeof(FulfilmentModule))
{
    private readonly List<ParcelBook> _books = [];

    /// <summary>What the packing desk publishes goes here.</summary>
    internal PretendBroker Broker { get; private set; } = null!;

    internal PackingDesk Desk { get; private set; } = null!;

    internal HeldAnswers Held { get; private set; } = null!;

    internal ParcelBook Book => _books[0];

    /// <summary>Of no shop, until a test says otherwise.</summary>
    internal GivingSettings Giving { get; private set; } = null!;

    internal ShopZones Zones { get; private set; } = null!;

    internal StandingClock Clock { get; private set; } = null!;

    [SetUp]
    public void OpenForBusiness()
    {
        (Giving, Zones, Clock) = (new GivingSettings(), new ShopZones(), new StandingClock());
        OpenBook();
        Broker = new PretendBroker();
        Held = new HeldAnswers(Store, Broker, new Logbook<HeldAnswers>());
        Desk = new PackingDesk(Store, Broker, Held, Clock);
    }

    [TearDown]
    public async Task Close()
    {
        foreach (var book in _books)
        {
            await book.DisposeAsync();
        }

        _books.Clear();
    }

    /// <summary>As another process opens it.</summary>
    internal ParcelBook OpenBook(Platform.Store.IStore? store = null)
    {
        var gifts = new GiftChooser(new GivingShops(new InForce<GivingSettings>(Giving), new InForce<ShopZones>(Zones)), Clock);
        var book = new ParcelBook(store ?? Store, gifts, Clock);
        _books.Add(book);
        return book;
    }

    internal async Task<FulfilmentChanged?> EnterAsync(GestureDecided decision) => (await Book.EnterAsync(decision, CancellationToken.None)).Parcel;

    /// <summary>In one transaction.</summary>
    internal async Task<FulfilmentChanged?[]> EnterTogetherAsync(params GestureDecided[] decisions)
    {
        var store = new HeldStore(Store);
        var book = OpenBook(store);
        var first = book.EnterAsync(Shop.Decided(9_999).Passing() with { CustomerId = null }, CancellationToken.None);
        await store.FirstHasCome.WaitAsync(Limit.Patience);
        var together = decisions.Select(d => book.EnterAsync(d, CancellationToken.None)).ToArray();
        store.LetGo();
        await first;
        return [.. (await Task.WhenAll(together)).Select(e => e.Parcel)];
    }

    internal Task<FulfilmentChanged?> CurrentAsync(int number) => Book.CurrentAsync(Shop.Domain, Shop.OrderId(number), CancellationToken.None);

    internal Task<FulfilmentChanged?> PackAsync(int number, string packer = "Pat") =>
        Desk.PackAsync(Shop.Domain, Shop.OrderId(number), packer, CancellationToken.None);

    internal async Task<List<string>> StoryAsync(int number) =>
        [.. (await ReadAsync(s => s.StoryAsync(Shop.Domain, Shop.OrderId(number)))).Select(l => $"{l.Step}: {l.Text}")];
}
