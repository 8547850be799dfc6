using System.Text;
using System.Text.Json.Nodes;
using Delight.Platform.Privacy;
using Delight.Platform.Store;

namespace Delight.Receiver.Privacy;

/// <summary>What was set aside whole and speaks of the person.</summary>
internal sealed class QuarantineOfPerson : IPersonalData
{
    public string Name => "quarantine";

    public async Task<JsonNode?> ExportAsync(ISession session, Person person)
    {
        var found = await OfAsync(session, person);
        return found.Count == 0 ? null : new JsonArray([.. found.Select(f => JsonValue.Create(f.Text))]);
    }

    public async Task<int> RedactAsync(ISession session, Person person)
    {
        var found = await OfAsync(session, person);
        await session.EachAsync("delete from quarantine where delivery_id = @DeliveryId", found);
        return found.Count;
    }

    public async Task<int> RedactShopAsync(ISession session, string shop) =>
        (await session.QueryAsync<string>("delete from quarantine where shop = @Shop returning shop", new { Shop = shop })).Count;

    private static async Task<IReadOnlyList<SetAside>> OfAsync(ISession session, Person person) =>
        [.. (await session.QueryAsync<SetAside>("select delivery_id, body from quarantine where shop = @Shop", new { person.Shop })).Where(q => person.IsIn(q.Text))];

    private sealed record SetAside
    {
        public string DeliveryId { get; init; } = "";
        public byte[] Body { get; init; } = [];

        internal string Text => Encoding.UTF8.GetString(Body);
    }
}
