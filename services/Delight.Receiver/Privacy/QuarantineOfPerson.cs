using System.Text;
using System.Text.Json.Nodes;
using Delight.Platform.Privacy;
using Delight.Platform.Store;
using Delight.Platform.Work;

namespace Delight.Receiver.Privacy;

/// <summary>What was set aside whole and speaks of the person; also what a spool held and nobody could read, which names no shop but in its body.</summary>
internal sealed class QuarantineOfPerson : IPersonalData
{
    // Of bodies that may have 5 MiB each.
    private const int Page = 20;

    public string Name => "quarantine";

    public async Task<JsonNode?> ExportAsync(ISession session, Person person)
    {
        var found = new JsonArray();
        await EachAsync(session, person.Shop, row => row.IsOf(person.Shop) && person.IsIn(row.Text), row =>
        {
            found.Add((JsonNode?)JsonValue.Create(row.Text));
            return Task.CompletedTask;
        });
        return found.Count == 0 ? null : found;
    }

    public async Task<int> RedactAsync(ISession session, Person person)
    {
        await session.LockAsync([LockOf(person.Shop)]);
        return await EachAsync(session, person.Shop, row => row.IsOf(person.Shop) && person.IsIn(row.Text), row => RemoveAsync(session, row));
    }

    public Task<int> RedactShopAsync(ISession session, string shop) => EachAsync(session, shop, row => row.IsOf(shop), row => RemoveAsync(session, row));

    /// <summary>Held by who sets something of the shop aside, so that it is not done while somebody is being forgotten.</summary>
    public static string LockOf(string shop) => $"quarantine/{shop}";

    /// <summary>It was counted as taken when it was set aside, and is not when it comes once more.</summary>
    private static async Task RemoveAsync(ISession session, SetAside row)
    {
        await session.EachAsync("""
            insert into dropped (shop, received_at, delivery_id) select shop, received_at, delivery_id from quarantine where delivery_id = @DeliveryId
            on conflict (delivery_id) do nothing
            """, [row]);
        await session.EachAsync("delete from quarantine where delivery_id = @DeliveryId", [row]);
        await session.ForgetHandoversAsync([Intake.ReplayOf(row.DeliveryId)]);
    }

    private static async Task<int> EachAsync(ISession session, string shop, Func<SetAside, bool> which, Func<SetAside, Task> actAsync)
    {
        var (found, after) = (0, "");
        while (await session.QueryAsync<SetAside>("""
            select delivery_id, shop, body from quarantine where shop in (@Shop, '') and delivery_id > @After order by delivery_id limit @Page
            """, new { Shop = shop, After = after, Page }) is { Count: > 0 } page)
        {
            foreach (var row in page.Where(which))
            {
                await actAsync(row);
                found++;
            }

            after = page[^1].DeliveryId;
        }

        return found;
    }

    private sealed record SetAside
    {
        public string DeliveryId { get; init; } = "";
        public string Shop { get; init; } = "";
        public byte[] Body { get; init; } = [];

        internal string Text => Encoding.UTF8.GetString(Body);

        internal bool IsOf(string shop) => Shop == shop || Text.Contains($"\"{shop}\"", StringComparison.OrdinalIgnoreCase);
    }
}
