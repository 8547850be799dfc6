namespace Delight.FakeShops;

/// <summary>Small changes to orders and customers.</summary>
internal static class WriteFields
{
    public static void AddTo(FieldTable table)
    {
        table.Add("Mutation", "tagsAdd", asked => Tags(asked, (tags, tag) =>
        {
            if (!tags.Contains(tag, StringComparer.OrdinalIgnoreCase))
                tags.Add(tag);
        }));
        table.Add("Mutation", "tagsRemove", asked => Tags(asked, (tags, tag) =>
        {
            foreach (var known in tags.Where(known => known.Equals(tag, StringComparison.OrdinalIgnoreCase)).ToList())
                tags.Remove(known);
        }));
        table.Add("Mutation", "orderUpdate", Update);
        table.Add("Mutation", "customerMerge", Merge);
        table.Add("Order", "events", asked => Page.Of([.. ((FakeOrder)asked.Source!).Edits.Select(edit => Event((FakeOrder)asked.Source!, edit))], asked));
    }

    private static Answer Tags(Asked asked, Action<IList<string>, string> change)
    {
        var node = QueryFields.Node(asked.Shop, asked.Text("id"));
        var tags = node switch { FakeOrder order => order.Tags, FakeCustomer customer => customer.Tags, _ => null };
        if (tags is null)
            return UserErrors.Of("The resource does not exist.", code: null, "id");

        var before = tags.ToList();
        foreach (var tag in asked.Texts("tags")!.SelectMany(tag => tag.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)))
        {
            if (tag.Length > 40 && node is FakeOrder)
                return UserErrors.Of("Tags must be 40 characters or less.", code: null, "tags");
            change(tags, tag);
        }

        if (node is FakeOrder changed && !before.SequenceEqual(tags, StringComparer.Ordinal))
            asked.Shop.Changed(changed);
        return UserErrors.None(("node", node));
    }

    /// <summary>Note and tags are overwritten whole.</summary>
    private static Answer Update(Asked asked)
    {
        var given = asked.Given("input");
        if (asked.Shop.Order(Gid.Read(given.Text("id"), "Order")) is not { } order)
            return UserErrors.Of("Order does not exist.", code: null, "id");
        if (given.Has("note"))
            order.Note = given.Text("note");
        if (given.Texts("tags") is { } tags)
        {
            order.Tags.Clear();
            foreach (var tag in tags)
                order.Tags.Add(tag);
        }

        asked.Shop.Changed(order);
        return UserErrors.None(("order", order));
    }

    private static Answer Merge(Asked asked)
    {
        var (one, two) = (Gid.Read(asked.Text("customerOneId"), "Customer"), Gid.Read(asked.Text("customerTwoId"), "Customer"));
        if (one is not { } kept || two is not { } gone || kept == gone || asked.Shop.Customer(kept) is null || asked.Shop.Customer(gone) is null)
            return UserErrors.Of("The customers do not exist, or are the same.", "INVALID_CUSTOMER_ID", "customerOneId");
        asked.Shop.Merge(kept, gone);
        return UserErrors.None(("resultingCustomerId", Gid.Of("Customer", kept)), ("job", new Answer("Job") { ["id"] = Gid.Of("Job", asked.Shop.NextId()), ["done"] = true }));
    }

    private static Answer Event(FakeOrder order, FakeEdit edit) => new("BasicEvent")
    {
        ["id"] = Gid.Of("BasicEvent", edit.Id),
        ["action"] = "edited",
        ["appTitle"] = "Delight",
        ["attributeToApp"] = true,
        ["attributeToUser"] = false,
        ["criticalAlert"] = false,
        ["hasAdditionalContent"] = false,
        ["createdAt"] = edit.At,
        ["message"] = edit.StaffNote is null ? "Delight edited this order." : $"Delight edited this order. {edit.StaffNote}",
        ["subjectId"] = Gid.Of("Order", order.Id),
        ["subjectType"] = "ORDER",
    };
}
