using Delight.Contracts;
using Delight.Platform.Store;
using Delight.Platform.Story;
using Delight.Platform.Work;

namespace Delight.Fulfilment.Parcels;

/// <summary>Enters the rules' answers, many to a transaction.</summary>
internal sealed class ParcelBook : IAsyncDisposable
{
    private readonly IStore _store;
    private readonly TimeProvider _time;
    private readonly Coalescer<GestureDecided, FulfilmentChanged?> _entries;

    public ParcelBook(IStore store, TimeProvider time)
    {
        _store = store;
        _time = time;
        _entries = new Coalescer<GestureDecided, FulfilmentChanged?>(
            (decisions, cancellationToken) => _store.WriteAsync(session => EnterAsync(session, decisions), cancellationToken));
    }

    /// <summary>Returns, when all is durable, how the parcel now stands; nothing when the answer did not change it.</summary>
    public Task<FulfilmentChanged?> EnterAsync(GestureDecided decision, CancellationToken cancellationToken) => _entries.AddAsync(decision, cancellationToken);

    /// <summary>How the parcel stands; nothing when there never was anything in it.</summary>
    public Task<FulfilmentChanged?> CurrentAsync(string shop, long orderId, CancellationToken cancellationToken) => _store.WriteAsync(async session =>
    {
        var parcels = await ParcelTable.HoldAsync(session, [new OrderKey(shop, orderId)], []);
        return parcels.Values.FirstOrDefault() is { Row.Version: > 0 } parcel ? parcel.ToMessage() : null;
    }, cancellationToken);

    /// <summary>What was emptied because this parcel left with the same gift.</summary>
    public Task<IReadOnlyList<FulfilmentChanged>> EmptiedByAsync(FulfilmentChanged packed, CancellationToken cancellationToken) =>
        _store.ReadAsync(session => GivingWay.EmptiedAsync(session, packed), cancellationToken);

    public ValueTask DisposeAsync() => _entries.DisposeAsync();

    private async Task<IReadOnlyList<FulfilmentChanged?>> EnterAsync(ISession session, IReadOnlyList<GestureDecided> received)
    {
        var wanted = await ForgottenAnswers.OfShopsAsync(session, received);
        var parcels = await ParcelTable.HoldAsync(session, wanted.Select(KeyOf), wanted.Select(d => (d.Shop, d.CustomerId)));
        var decisions = await ForgottenAnswers.OfCustomersAsync(session, wanted);
        var before = parcels.ToDictionary(p => p.Key, p => ParcelSums.Of(p.Value));
        var given = await GivenBeforeAsync(session, decisions);
        var story = new List<StoryLine>();
        var touched = new HashSet<Parcel>();
        foreach (var decision in decisions)
        {
            var key = KeyOf(decision);
            parcels.TryAdd(key, Parcel.New(decision.Shop, decision.OrderId));
            var parcel = parcels[key];
            if (parcel.Apply(decision, OtherOrder(given, decision)) is { } became)
            {
                touched.Add(parcel);
                story.Add(Tell(decision, became));
            }
        }

        var shipped = touched.Where(p => p.IsPacked && before.GetValueOrDefault(ParcelTable.KeyOf(p))?.Packed != true);
        touched.UnionWith(await GivingWay.ToAsync(session, shipped, parcels, before, story, _time.GetUtcNow()));
        await ParcelTable.SaveAsync(session, touched, before);
        await session.EachAsync("""
            insert into decisions (shop, order_id, rule, version, ordinal, warning) values (@Shop, @OrderId, @Rule, @Version, @Ordinal, @Warning)
            on conflict (shop, order_id, rule) do update set version = excluded.version, ordinal = excluded.ordinal, warning = excluded.warning
            """, [.. from d in decisions.Select(d => (Key: KeyOf(d), d.Rule)).Distinct()
                     let parcel = parcels[d.Key]
                     where touched.Contains(parcel)
                     select parcel.Decisions.First(x => x.Rule == d.Rule)]);
        await session.SettleAsync([.. decisions.Select(d => new WorkItem
        {
            Shop = d.Shop, SubjectId = d.OrderId, Worker = Queues.OfRule(d.Rule), Version = d.Version, Cause = "",
        })]);
        await session.TellAsync(story);
        var changes = Changes(decisions, parcels, before);
        var next = 0;
        return [.. received.Select(r => next < wanted.Count && ReferenceEquals(wanted[next], r) ? changes[next++] : null)];
    }

    /// <summary>The last answer for a parcel of this batch publishes how it stands.</summary>
    private static FulfilmentChanged?[] Changes(IReadOnlyList<GestureDecided> decisions, Dictionary<OrderKey, Parcel> parcels, Dictionary<OrderKey, ParcelSums> before)
    {
        var changes = new FulfilmentChanged?[decisions.Count];
        var told = new HashSet<OrderKey>();
        for (var i = decisions.Count - 1; i >= 0; i--)
        {
            var key = KeyOf(decisions[i]);
            var parcel = parcels[key];
            var was = before.GetValueOrDefault(key);
            var worthTelling = was?.Lines > 0 || parcel.Lines.Any();
            if (worthTelling && parcel.Row.Version > (was?.Version ?? 0) && told.Add(key))
            {
                changes[i] = parcel.ToMessage();
            }
        }

        return changes;
    }

    private static async Task<ILookup<GivenKey, long>> GivenBeforeAsync(ISession session, IReadOnlyList<GestureDecided> decisions)
    {
        var keys = decisions.Where(d => d is { Gives: true, CustomerId: not null, Ordinal: not null })
            .Select(d => new GivenKey { Shop = d.Shop, CustomerId = d.CustomerId!.Value, Rule = d.Rule, Ordinal = d.Ordinal!.Value }).Distinct().ToArray();
        var rows = await session.EachAsync<GivenKey, GivenRow>(
            "select * from given where shop = @Shop and customer_id = @CustomerId and rule = @Rule and ordinal = @Ordinal", keys);
        return rows.ToLookup(r => new GivenKey { Shop = r.Shop, CustomerId = r.CustomerId, Rule = r.Rule, Ordinal = r.Ordinal }, r => r.OrderId);
    }

    private static long? OtherOrder(ILookup<GivenKey, long> given, GestureDecided d) => d is { CustomerId: { } customer, Ordinal: { } ordinal }
        && given[new GivenKey { Shop = d.Shop, CustomerId = customer, Rule = d.Rule, Ordinal = ordinal }].FirstOrDefault(d.OrderId) is var order
        && order != d.OrderId ? order : null;

    private StoryLine Tell(GestureDecided decision, string became) => new()
    {
        Shop = decision.Shop,
        SubjectId = decision.OrderId,
        Key = $"3 decided/{decision.Rule}/{decision.Version:D9}",
        At = _time.GetUtcNow(),
        Step = decision.Rule,
        Text = $"{decision.Rule}, on standing {decision.Version}, {(decision.Gives ? "gives" : "passes")}: {decision.Why}. {became}",
    };

    private static OrderKey KeyOf(GestureDecided decision) => new(decision.Shop, decision.OrderId);

    private sealed record GivenKey
    {
        public string Shop { get; init; } = "";
        public long CustomerId { get; init; }
        public string Rule { get; init; } = "";
        public long Ordinal { get; init; }
    }

    private sealed record GivenRow
    {
        public string Shop { get; init; } = "";
        public long CustomerId { get; init; }
        public string Rule { get; init; } = "";
        public long Ordinal { get; init; }
        public long OrderId { get; init; }
    }
}
