namespace Delight.Simulator;

/// <summary>What an order's total is made of. A history tells lines and a total: what the total has more is shipping,
/// what it has less is a discount.</summary>
/// <param name="Goods">The lines at their list prices.</param>
internal readonly record struct OrderSums(decimal Goods, decimal Total)
{
    public decimal Discount => Math.Max(0, Goods - Total);
    public decimal Shipping => Math.Max(0, Total - Goods);
    public decimal Subtotal => Goods - Discount;

    public static OrderSums Of(IReadOnlyList<ShopLine> lines, decimal total)
    {
        var goods = 0m;
        foreach (var line in lines)
            goods += line.Quantity * line.Price;
        return new(goods, total);
    }
}
