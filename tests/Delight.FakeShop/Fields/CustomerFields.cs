namespace Delight.FakeShops;

internal static class CustomerFields
{
    public static void AddTo(FieldTable table)
    {
        var customer = table.For<FakeCustomer>("Customer");
        customer["id"] = (it, _) => Gid.Of("Customer", it.Id);
        customer["legacyResourceId"] = (it, _) => it.Id;
        customer["firstName"] = (it, _) => it.FirstName;
        customer["lastName"] = (it, _) => it.LastName;
        customer["displayName"] = (it, _) => $"{it.FirstName} {it.LastName}".Trim();
        customer["email"] = (it, _) => it.Email;
        customer["defaultEmailAddress"] = (it, _) => it.Email is null ? null : new Answer { ["emailAddress"] = it.Email, ["validFormat"] = true, ["marketingState"] = "NOT_SUBSCRIBED" };
        customer["locale"] = (it, _) => it.Locale;
        customer["tags"] = (it, _) => it.Tags.Order(StringComparer.OrdinalIgnoreCase).ToList();
        customer["numberOfOrders"] = (it, asked) => asked.Shop.Orders.CountOf(it.Id);
        customer["amountSpent"] = (it, asked) => Money.Of(asked.Shop.Orders.Of(it.Id).Sum(order => order.CurrentTotal), asked.Shop.Options.Currency);
        customer["orders"] = (it, asked) => Page.Of([.. asked.Shop.Orders.Of(it.Id).Where(asked.Shop.IsShown)], asked);
        customer["state"] = (_, _) => "ENABLED";
        customer["verifiedEmail"] = (_, _) => true;
    }
}
