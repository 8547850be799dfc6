using System.Globalization;
using Delight.Platform.Merging;
using Delight.Platform.Store;

namespace Delight.Platform.Privacy;

/// <summary>Who is forgotten, which shops are paused, and the proof of each request.</summary>
public static class PrivacyTables
{
    /// <summary>In SQL, for a person's <c>@Shop</c> and <c>@CustomerId</c>: that, and those whom the platform merged into them.</summary>
    public const string IdsOfPerson = "(select @CustomerId union all select customer_id from customer_aliases where shop = @Shop and kept_id = @CustomerId)";

    public static async Task BuryAsync(this ISession session, Person person, DateTimeOffset at)
    {
        await HoldAsync(session, person.Ids.Select(id => (person.Shop, id)));
        await session.EachAsync<object>("""
            insert into tombstones (shop, customer_id, at) values (@Shop, @CustomerId, @At)
            on conflict (shop, customer_id) do update set at = excluded.at where excluded.at > tombstones.at
            """, [.. person.Ids.Select(id => new { person.Shop, CustomerId = id, At = at.ToStore() })]);
        await session.EachAsync<object>("""
            insert into tombstone_marks (shop, customer_id, mark) values (@Shop, @CustomerId, @Mark) on conflict (shop, customer_id, mark) do nothing
            """, [.. person.SubjectIds.Select(s => s.ToString(CultureInfo.InvariantCulture))
                .Concat(new[] { person.Email, person.Phone }.Select(a => AddressDigest.Of(person.Shop, a)).OfType<string>())
                .SelectMany(mark => person.Ids.Select(id => new { person.Shop, CustomerId = id, Mark = mark }))]);
    }

    /// <summary>The person whom the request means, with everybody whom the platform merged into them, or them into.</summary>
    public static async Task<Person> WholeAsync(this ISession session, Person person)
    {
        var kept = await session.KeptCustomerAsync(person.Shop, person.CustomerId);
        return person with { CustomerId = kept, MergedIds = await session.MergedIntoAsync(person.Shop, kept) };
    }

    /// <summary>When those of these customers who asked for it were forgotten. Nobody else of them is while the transaction lasts:
    /// an order that is entered at the same moment would keep the name.</summary>
    public static async Task<IReadOnlyDictionary<(string Shop, long CustomerId), DateTimeOffset>> ForgottenAsync(
        this ISession session, IEnumerable<(string Shop, long CustomerId)> customers)
    {
        var asked = customers.Distinct().ToArray();
        await HoldAsync(session, asked);
        return await session.TombstonesAsync(asked);
    }

    /// <summary>The same, for who holds them already or need not.</summary>
    public static async Task<IReadOnlyDictionary<(string Shop, long CustomerId), DateTimeOffset>> TombstonesAsync(
        this ISession session, IEnumerable<(string Shop, long CustomerId)> customers)
    {
        var rows = await session.EachAsync<object, Tombstone>(
            "select shop, customer_id, at from tombstones where shop = @Shop and customer_id = @CustomerId",
            [.. customers.Distinct().Select(c => new { c.Shop, c.CustomerId })]);
        return rows.ToDictionary(r => (r.Shop, r.CustomerId), r => Instant.FromStore(r.At));
    }

    /// <summary>Whether what was set aside whole speaks of a shop or a customer that asked to be forgotten after it came.</summary>
    /// <param name="shop">Empty where only the text tells whose it is.</param>
    public static async Task<bool> SpeaksOfForgottenAsync(this ISession session, string shop, DateTimeOffset receivedAt, string text)
    {
        bool IsOf(string other) => shop.Length > 0 ? shop == other : text.Contains($"\"{other}\"", StringComparison.OrdinalIgnoreCase);
        var asked = new { Since = receivedAt.ToStore() };
        if ((await session.QueryAsync<string>("select shop from shop_tombstones where at >= @Since", asked)).Any(IsOf))
        {
            return true;
        }

        var marks = await session.QueryAsync<Mark>("""
            select t.shop, t.customer_id, m.mark as text from tombstones t
            left join tombstone_marks m on m.shop = t.shop and m.customer_id = t.customer_id
            where t.at >= @Since
            """, asked);
        return marks.Where(m => IsOf(m.Shop)).GroupBy(m => (m.Shop, m.CustomerId)).Any(g => Known(g.Key.Shop, g.Key.CustomerId, [.. g.Select(m => m.Text).OfType<string>()]).IsIn(text));
    }

    /// <summary>Whether anybody was ever forgotten.</summary>
    public static async Task<bool> AnybodyIsForgottenAsync(this ISession session) =>
        (await session.QueryAsync<string>("select shop from tombstones union all select shop from shop_tombstones limit 1")).Count > 0;

    /// <summary>What is held while somebody's words are read and written again.</summary>
    public static string NameOf(string shop, long customerId) => $"person/{shop}/{customerId}";

    private static Task HoldAsync(ISession session, IEnumerable<(string Shop, long CustomerId)> customers) =>
        session.LockAsync(customers.Select(c => NameOf(c.Shop, c.CustomerId)));

    public static Task PauseShopAsync(this ISession session, string shop, DateTimeOffset since) => session.EachAsync<object>("""
        insert into paused_shops (shop, since) values (@Shop, @Since)
        on conflict (shop) do update set since = excluded.since where excluded.since > paused_shops.since
        """, [new { Shop = shop, Since = since.ToStore() }]);

    /// <summary>A shop in which somebody orders again has come back; an old order that is sent once more says nothing of the kind.</summary>
    public static Task ResumeShopsAsync(this ISession session, IEnumerable<(string Shop, DateTimeOffset OrderedAt)> seen) => session.EachAsync<object>(
        "delete from paused_shops where shop = @Shop and since < @At",
        [.. seen.GroupBy(s => s.Shop).Select(g => new { Shop = g.Key, At = g.Max(s => s.OrderedAt).ToStore() })]);

    public static async Task<bool> IsPausedAsync(this ISession session, string shop) =>
        (await session.QueryAsync<string>("select shop from paused_shops where shop = @Shop", new { Shop = shop })).Count > 0;

    /// <returns>False when this request was recorded before.</returns>
    public static async Task<bool> RecordAsync(this ISession session, PrivacyRecord done) => (await session.EachAsync<object, string>("""
        insert into privacy_requests (id, shop, kind, received_at, done_at, done, customer_id, answer)
        values (@Id, @Shop, @Kind, @ReceivedAt, @DoneAt, @Done, @CustomerId, @Answer)
        on conflict (id) do nothing returning id
        """, [new { done.Id, done.Shop, done.Kind, ReceivedAt = done.ReceivedAt.ToStore(), DoneAt = done.DoneAt.ToStore(), done.Done, done.CustomerId, done.Answer }])).Count > 0;

    public static async Task<bool> IsRecordedAsync(this ISession session, string id) =>
        (await session.QueryAsync<string>("select id from privacy_requests where id = @Id", new { Id = id })).Count > 0;

    /// <summary>Takes back the answers to this customer's earlier data requests, or to those of the whole shop.</summary>
    public static Task ForgetAnswersAsync(this ISession session, string shop, long? customerId) => session.EachAsync<object>($"""
        update privacy_requests set answer = null, customer_id = null
        where shop = @Shop and customer_id is not null {(customerId is null ? "" : "and customer_id = @CustomerId")}
        """, [new { Shop = shop, CustomerId = customerId }]);

    /// <summary>Whoever asked has had the time to fetch it.</summary>
    /// <returns>How many answers are gone.</returns>
    public static async Task<int> DropAnswersAsync(this ISession session, DateTimeOffset doneBefore) => (await session.EachAsync<object, string>(
        "update privacy_requests set answer = null, customer_id = null where answer is not null and done_at < @Before returning id", [new { Before = doneBefore.ToStore() }])).Count;

    /// <summary>The latest first, without the answers.</summary>
    public static async Task<IReadOnlyList<PrivacyRecord>> PrivacyRecordsAsync(this ISession session, string? shop, int most)
    {
        var rows = await session.QueryAsync<Row>($"""
            select id, shop, kind, received_at, done_at, done from privacy_requests
            {(shop is null ? "" : "where shop = @Shop")} order by received_at desc, id desc limit @Most
            """, new { Shop = shop, Most = most });
        return [.. rows.Select(r => r.ToRecord())];
    }

    public static async Task<PrivacyRecord?> PrivacyRecordAsync(this ISession session, string id) =>
        (await session.FirstOrDefaultAsync<Row>("select * from privacy_requests where id = @Id", new { Id = id }))?.ToRecord();

    private static Person Known(string shop, long customerId, IReadOnlyList<string> marks)
    {
        var subjects = marks.Select(m => long.TryParse(m, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : (long?)null).ToArray();
        return new Person(shop, customerId, [.. subjects.OfType<long>()], Guid.Empty) { Digests = [.. marks.Where((_, i) => subjects[i] is null)] };
    }

    private sealed record Mark
    {
        public string Shop { get; init; } = "";
        public long CustomerId { get; init; }
        public string? Text { get; init; }
    }

    private sealed record Tombstone
    {
        public string Shop { get; init; } = "";
        public long CustomerId { get; init; }
        public long At { get; init; }
    }

    private sealed record Row
    {
        public string Id { get; init; } = "";
        public string Shop { get; init; } = "";
        public string Kind { get; init; } = "";
        public long ReceivedAt { get; init; }
        public long DoneAt { get; init; }
        public string Done { get; init; } = "";
        public string? Answer { get; init; }

        public PrivacyRecord ToRecord() => new(Id, Shop, Kind, Instant.FromStore(ReceivedAt), Instant.FromStore(DoneAt), Done, null, Answer);
    }
}

/// <param name="Done">JSON: the name of each place, and how many rows or messages of it were changed, removed or handed out.</param>
/// <param name="CustomerId">Only beside an answer, so that it can be taken back.</param>
/// <param name="Answer">JSON: the export; for data requests only.</param>
public sealed record PrivacyRecord(
    string Id, string Shop, string Kind, DateTimeOffset ReceivedAt, DateTimeOffset DoneAt, string Done, long? CustomerId, string? Answer);
