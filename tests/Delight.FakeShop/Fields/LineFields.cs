namespace Delight.FakeShops;

/// <summary>A line together with its order, whose currency it has.</summary>
internal sealed record LineOf(FakeOrder Order, FakeLine Line);

internal static class LineFields
{
    public static void AddTo(FieldTable table)
    {
        var line = table.For<LineOf>("LineItem");
        line["id"] = (it, _) => Gid.Of("LineItem", it.Line.Id);
        line["title"] = (it, _) => it.Line.Title;
        line["name"] = (it, _) => it.Line.Title;
        line["sku"] = (it, _) => it.Line.Sku;
        line["vendor"] = (it, _) => it.Line.Vendor;
        line["quantity"] = (it, _) => it.Line.Quantity;
        line["currentQuantity"] = (it, _) => it.Line.CurrentQuantity;
        line["unfulfilledQuantity"] = (it, _) => it.Order.FulfillmentStatus == "fulfilled" ? 0 : it.Line.CurrentQuantity;
        line["fulfillableQuantity"] = (it, _) => it.Order.FulfillmentStatus == "fulfilled" ? 0 : it.Line.CurrentQuantity;
        line["refundableQuantity"] = (it, _) => it.Line.CurrentQuantity;
        line["requiresShipping"] = (it, _) => it.Line.RequiresShipping;
        line["taxable"] = (it, _) => it.Line.Taxable;
        line["isGiftCard"] = (_, _) => false;
        line["merchantEditable"] = (it, _) => !it.Order.EditErrors().Any();
        line["customAttributes"] = (it, _) => it.Line.Attributes.Select(pair => new Answer { ["key"] = pair.Key, ["value"] = pair.Value }).ToList();
        line["originalUnitPriceSet"] = (it, _) => Money.Bag(it.Line.Price, it.Order.Currency);
        line["discountedUnitPriceSet"] = (it, _) => Money.Bag(it.Line.UnitPrice, it.Order.Currency);
        line["originalTotalSet"] = (it, _) => Money.Bag(it.Line.Price * it.Line.Quantity, it.Order.Currency);
        line["discountedTotalSet"] = (it, _) => Money.Bag(it.Line.UnitPrice * it.Line.Quantity, it.Order.Currency);
        line["totalDiscountSet"] = (it, _) => Money.Bag(it.Line.Discount * it.Line.Quantity, it.Order.Currency);
        line["variant"] = (it, _) => it.Line.Variant;
        line["product"] = (it, _) => it.Line.Variant is { } variant ? Product(variant) : null;

        var thing = table.For<FakeVariant>("ProductVariant");
        thing["id"] = (it, _) => Gid.Of("ProductVariant", it.Id);
        thing["legacyResourceId"] = (it, _) => it.Id;
        thing["title"] = (it, _) => it.Title;
        thing["displayName"] = (it, _) => it.Title;
        thing["sku"] = (it, _) => it.Sku;
        thing["price"] = (it, _) => it.Price;
        thing["inventoryQuantity"] = (it, _) => it.Available;
        thing["product"] = (it, _) => Product(it);
        table.Add("QueryRoot", "productVariant", asked => Gid.Read(asked.Text("id"), "ProductVariant") is { } id ? asked.Shop.Variants.GetValueOrDefault(id) : null);
    }

    private static Answer Product(FakeVariant variant) => new("Product")
    {
        ["id"] = Gid.Of("Product", variant.Id),
        ["legacyResourceId"] = variant.Id,
        ["title"] = variant.Title,
        ["vendor"] = variant.Vendor,
        ["productType"] = variant.ProductType,
        ["tags"] = variant.Tags,
        ["status"] = "ACTIVE",
    };
}
