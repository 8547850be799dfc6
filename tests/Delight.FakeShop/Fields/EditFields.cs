using System.Globalization;

namespace Delight.FakeShops;

/// <summary>A line of an order that is being edited.</summary>
internal sealed record EditedLine(EditSession Session, FakeLine Line);

/// <summary>Editing an order: begin, change, commit. Nothing of it is safe to repeat, as with the platform.</summary>
internal static class EditFields
{
    public static void AddTo(FieldTable table)
    {
        table.Add("Mutation", "orderEditBegin", Begin);
        table.Add("Mutation", "orderEditAddCustomItem", asked => InSession(asked, AddCustomItem));
        table.Add("Mutation", "orderEditAddVariant", asked => InSession(asked, AddVariant));
        table.Add("Mutation", "orderEditAddLineItemDiscount", asked => InSession(asked, AddDiscount));
        table.Add("Mutation", "orderEditSetQuantity", asked => InSession(asked, SetQuantity));
        table.Add("Mutation", "orderEditCommit", asked => InSession(asked, Commit));

        var order = table.For<EditSession>("CalculatedOrder");
        order["id"] = (it, _) => Gid.Of("CalculatedOrder", it.Id);
        order["originalOrder"] = (it, _) => it.Order;
        order["committed"] = (it, asked) => !asked.Shop.Edits.ContainsKey(it.Id);
        order["lineItems"] = (it, asked) => Page.Of([.. it.Lines.Select(line => new EditedLine(it, line))], asked);
        order["addedLineItems"] = (it, asked) => Page.Of([.. it.Lines.Where(it.IsAdded).Select(line => new EditedLine(it, line))], asked);
        order["subtotalLineItemsQuantity"] = (it, _) => it.Lines.Sum(line => line.CurrentQuantity);
        order["totalPriceSet"] = (it, _) => Money.Bag(it.Order.CurrentTotal + it.Difference, it.Order.Currency);
        order["subtotalPriceSet"] = (it, _) => Money.Bag(it.Order.CurrentTotal + it.Difference, it.Order.Currency);
        order["totalOutstandingSet"] = (it, _) => Money.Bag(it.Difference, it.Order.Currency);

        var line = table.For<EditedLine>("CalculatedLineItem");
        line["id"] = (it, _) => Gid.Of("CalculatedLineItem", it.Line.Id);
        line["title"] = (it, _) => it.Line.Title;
        line["sku"] = (it, _) => it.Line.Sku;
        line["quantity"] = (it, _) => it.Line.CurrentQuantity;
        line["editableQuantity"] = (it, _) => it.Session.Order.EditErrors().Any() ? 0 : it.Line.CurrentQuantity;
        line["originalUnitPriceSet"] = (it, _) => Money.Bag(it.Line.Price, it.Session.Order.Currency);
        line["discountedUnitPriceSet"] = (it, _) => Money.Bag(it.Line.UnitPrice, it.Session.Order.Currency);
        line["hasStagedLineItemDiscount"] = (it, _) => it.Line.Discount > 0;
        line["variant"] = (it, _) => it.Line.Variant;
    }

    private static Answer Begin(Asked asked)
    {
        if (asked.Shop.Order(Gid.Read(asked.Text("id"), "Order")) is not { } order)
            return UserErrors.Of("The order does not exist.", code: null, "id");
        if (order.EditErrors().ToList() is { Count: > 0 } errors)
            return UserErrors.Of(errors.Select(sentence => (sentence, (string?)null, new[] { "id" })));

        var session = new EditSession(asked.Shop.NextId(), order);
        asked.Shop.Edits[session.Id] = session;
        return UserErrors.None(("calculatedOrder", session), ("orderEditSession", Session(session)));
    }

    private static Answer InSession(Asked asked, Func<Asked, EditSession, Answer> change)
    {
        var id = Gid.Read(asked.Text("id"), "CalculatedOrder") ?? Gid.Read(asked.Text("id"), "OrderEditSession");
        return id is { } known && asked.Shop.Edits.TryGetValue(known, out var session) ? change(asked, session)
            : UserErrors.Of("The calculated order does not exist.", code: null, "id");
    }

    private static Answer AddCustomItem(Asked asked, EditSession session)
    {
        var (title, quantity, price) = (asked.Text("title") ?? "", asked.Number("quantity") ?? 0, asked.Given("price"));
        if (title.Length is 0 or > 255)
            return UserErrors.Of("Title must have between 1 and 255 characters.", code: null, "title");
        if (quantity <= 0)
            return UserErrors.Of("Quantity must be greater than 0.", code: null, "quantity");
        if (price.Amount("amount") is not (>= 0 and var amount))
            return UserErrors.Of("Price must be greater than or equal to 0.", code: null, "price");
        if (price.Text("currencyCode") != session.Order.Currency)
            return UserErrors.Of($"Currency must be {session.Order.Currency}.", code: null, "price", "currencyCode");

        return Added(session, new FakeLine
        {
            Id = asked.Shop.NextId(), Title = title, Quantity = quantity, CurrentQuantity = quantity, Price = amount,
            RequiresShipping = asked.Flag("requiresShipping"), Taxable = !asked.Denies("taxable"),
        });
    }

    private static Answer AddVariant(Asked asked, EditSession session)
    {
        var quantity = asked.Number("quantity") ?? 0;
        if (Gid.Read(asked.Text("variantId"), "ProductVariant") is not { } id || !asked.Shop.Variants.TryGetValue(id, out var variant))
            return UserErrors.Of("The variant does not exist.", code: null, "variantId");
        if (quantity <= 0)
            return UserErrors.Of("Quantity must be greater than 0.", code: null, "quantity");
        if (!asked.Flag("allowDuplicates") && session.Lines.Exists(line => line.Variant?.Id == id && line.CurrentQuantity > 0))
            return UserErrors.Of("The variant has already been added to the order.", code: null, "variantId");
        if (variant.Available < quantity)
            return UserErrors.Of("The variant is out of stock.", code: null, "variantId");

        return Added(session, new FakeLine
        {
            Id = asked.Shop.NextId(), Title = variant.Title, Sku = variant.Sku, Vendor = variant.Vendor, Quantity = quantity, CurrentQuantity = quantity, Price = variant.Price,
            RequiresShipping = variant.RequiresShipping, Variant = variant,
        });
    }

    private static Answer AddDiscount(Asked asked, EditSession session)
    {
        if (Line(asked, session) is not { } line)
            return UserErrors.Of("The line item does not exist.", code: null, "lineItemId");
        if (!session.IsAdded(line))
            return UserErrors.Of("Discounts can only be added to line items of this edit.", code: null, "lineItemId");

        var discount = asked.Given("discount");
        var amount = discount.Amount("percentValue") is { } percent ? line.Price * percent / 100 : discount.Inner("fixedValue")?.Amount("amount") ?? 0;
        if (amount < 0 || amount > line.Price)
            return UserErrors.Of("The discount must be between nothing and the price.", code: null, "discount");
        return Put(session, line with { Discount = amount }, $"{line.Title}: {amount.ToString(CultureInfo.InvariantCulture)} off, {discount.Text("description")}");
    }

    private static Answer SetQuantity(Asked asked, EditSession session)
    {
        var quantity = asked.Number("quantity") ?? 0;
        if (Line(asked, session) is not { } line)
            return UserErrors.Of("The line item does not exist.", code: null, "lineItemId");
        if (quantity < 0)
            return UserErrors.Of("Quantity must be greater than or equal to 0.", code: null, "quantity");
        return Put(session, line with { CurrentQuantity = quantity, Quantity = Math.Max(line.Quantity, quantity) }, $"{line.Title}: {line.CurrentQuantity} → {quantity}");
    }

    private static Answer Commit(Asked asked, EditSession session)
    {
        var (shop, order) = (asked.Shop, session.Order);
        if (order.EditErrors().ToList() is { Count: > 0 } errors)
            return UserErrors.Of(errors.Select(sentence => (sentence, (string?)null, new[] { "id" })));
        if (session.Changes.Count == 0)
            return UserErrors.Of("There are no changes to commit.", code: null, "id");

        var edit = new FakeEdit(session.Id, shop.Now, asked.Text("staffNote"), asked.Flag("notifyCustomer"), session.Changes);
        var (deltas, difference) = (session.Deltas.ToList(), session.Difference);
        shop.Edits.Remove(session.Id);
        foreach (var line in session.Lines.Where(line => session.Touched.Contains(line.Id)))
        {
            if (order.Lines.FirstOrDefault(known => known.Id == line.Id) is { } before)
                order.Lines[order.Lines.IndexOf(before)] = line;
            else
                order.Lines.Add(line);
        }

        order.CurrentTotal += difference;
        order.Edits.Add(edit);
        shop.CustomerNotifications += edit.NotifiedCustomer ? 1 : 0;
        shop.Changed(order);
        shop.Tell("orders/edited", order.Id, () => OrderJson.Edit(order, edit, deltas));
        return UserErrors.None(("order", order), ("successMessages", new[] { "Order updated" }));
    }

    private static FakeLine? Line(Asked asked, EditSession session)
    {
        var id = Gid.Read(asked.Text("lineItemId"), "CalculatedLineItem") ?? Gid.Read(asked.Text("lineItemId"), "LineItem");
        return session.Lines.Find(line => line.Id == id);
    }

    private static Answer Added(EditSession session, FakeLine line) => Put(session, line, $"{line.Title}: {line.Quantity} added");

    private static Answer Put(EditSession session, FakeLine line, string change)
    {
        session.Put(line, change);
        return UserErrors.None(("calculatedLineItem", new EditedLine(session, line)), ("calculatedOrder", session), ("orderEditSession", Session(session)));
    }

    private static Answer Session(EditSession session) => new("OrderEditSession") { ["id"] = Gid.Of("OrderEditSession", session.Id) };
}
