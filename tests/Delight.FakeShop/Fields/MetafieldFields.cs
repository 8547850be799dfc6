using System.Text.Json;

namespace Delight.FakeShops;

internal static class MetafieldFields
{
    private const int MostAtOnce = 25;

    public static void AddTo(FieldTable table)
    {
        foreach (var kind in new[] { "Order", "Customer", "Shop" })
        {
            table.Add(kind, "metafield", asked => asked.Shop.Metafields.GetValueOrDefault((Owner(asked), Full(asked.Text("namespace")), asked.Text("key")!)));
            table.Add(kind, "metafields", Many);
        }

        table.Add("Mutation", "metafieldsSet", Set);
        table.Add("Mutation", "metafieldsDelete", Delete);

        var field = table.For<FakeMetafield>("Metafield");
        field["id"] = (it, _) => Gid.Of("Metafield", it.Id);
        field["legacyResourceId"] = (it, _) => it.Id;
        field["namespace"] = (it, _) => it.Namespace;
        field["key"] = (it, _) => it.Key;
        field["type"] = (it, _) => it.Type;
        field["value"] = (it, _) => it.Value;
        field["jsonValue"] = (it, _) => it.Type == "json" ? JsonSerializer.Deserialize<JsonElement>(it.Value) : it.Value;
        field["compareDigest"] = (it, _) => it.CompareDigest;
        field["createdAt"] = (it, _) => it.CreatedAt;
        field["updatedAt"] = (it, _) => it.UpdatedAt;
        field["ownerType"] = (it, _) => Gid.Read(it.Owner)!.Value.Kind.ToUpperInvariant();
        field["owner"] = (it, asked) => QueryFields.Node(asked.Shop, it.Owner);
    }

    private static string Owner(Asked asked) => asked.Source switch
    {
        FakeOrder order => Gid.Of("Order", order.Id),
        FakeCustomer customer => Gid.Of("Customer", customer.Id),
        _ => Gid.Of("Shop", 1),
    };

    // What an app reserves for itself is kept under its own name.
    private static string Full(string? given) => given is null or "$app" ? "app--580111" : given.StartsWith("$app:", StringComparison.Ordinal) ? $"app--580111--{given["$app:".Length..]}" : given;

    private static Answer Many(Asked asked)
    {
        var (owner, space, keys) = (Owner(asked), asked.Text("namespace"), asked.Texts("keys"));
        return Page.Of([.. asked.Shop.Metafields.Values.Where(f => f.Owner == owner && (space is null || f.Namespace == Full(space)) && (keys is null || keys.Contains($"{f.Namespace}.{f.Key}") || keys.Contains(f.Key)))], asked);
    }

    private static Answer Set(Asked asked)
    {
        var (shop, given) = (asked.Shop, asked.AllGiven("metafields"));
        if (given.Count > MostAtOnce)
            return UserErrors.Of($"Exceeded the maximum metafields input limit of {MostAtOnce}.", "LESS_THAN_OR_EQUAL_TO", "metafields");
        var errors = given.Select((field, place) => (Error: Wrong(shop, field), place)).Where(each => each.Error is not null).ToList();
        if (errors.Count > 0)
            return UserErrors.Of(errors.Select(each => (each.Error!.Value.Message, (string?)each.Error.Value.Code, new[] { "metafields", each.place.ToString(), each.Error.Value.Field })));

        var written = given.Select(field => Write(shop, field)).ToList();
        Touch(shop, written.Select(field => field.Owner));
        return UserErrors.None(("metafields", written));
    }

    private static (string Message, string Code, string Field)? Wrong(ShopState shop, Given field)
    {
        var known = shop.Metafields.GetValueOrDefault(Place(field));
        if (QueryFields.Node(shop, field.Text("ownerId")) is null && field.Text("ownerId") != Gid.Of("Shop", 1))
            return ("Owner does not exist.", "INVALID", "ownerId");
        if (field.Has("compareDigest") && field.Text("compareDigest") != known?.CompareDigest)
            return ("The resource has been updated since it was loaded. Try again with an updated `compareDigest` value.", "STALE_OBJECT", "compareDigest");
        if (string.IsNullOrEmpty(field.Text("value")))
            return ("Value can't be blank.", "BLANK", "value");
        if (known is null && string.IsNullOrEmpty(field.Text("type")))
            return ("Type can't be blank.", "BLANK", "type");
        if (field.Text("type") == "json" && !IsJson(field.Text("value")!))
            return ("Value is invalid JSON.", "INVALID_VALUE", "value");
        return field.Text("key")!.Length is < 2 or > 64 ? ("Key must have between 2 and 64 characters.", "INVALID", "key") : null;
    }

    private static FakeMetafield Write(ShopState shop, Given field)
    {
        var place = Place(field);
        var known = shop.Metafields.GetValueOrDefault(place);
        return shop.Metafields[place] = new(
            known?.Id ?? shop.NextId(), place.Owner, place.Namespace, place.Key, field.Text("type") ?? known!.Type, field.Text("value")!, known?.CreatedAt ?? shop.Now, shop.Now);
    }

    private static Answer Delete(Asked asked)
    {
        var gone = asked.AllGiven("metafields").Select(field => asked.Shop.Metafields.Remove(Place(field), out var was)
            ? new Answer { ["key"] = was.Key, ["namespace"] = was.Namespace, ["ownerId"] = was.Owner } : null).ToList();
        Touch(asked.Shop, gone.Select(field => field?["ownerId"] as string));
        return UserErrors.None(("deletedMetafields", gone));
    }

    private static void Touch(ShopState shop, IEnumerable<string?> owners)
    {
        foreach (var order in owners.Distinct(StringComparer.Ordinal).Select(owner => shop.Order(Gid.Read(owner, "Order"))).OfType<FakeOrder>())
            shop.Changed(order);
    }

    private static (string Owner, string Namespace, string Key) Place(Given field) => (field.Text("ownerId")!, Full(field.Text("namespace")), field.Text("key")!);

    private static bool IsJson(string text)
    {
        try
        {
            using var parsed = JsonDocument.Parse(text);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
