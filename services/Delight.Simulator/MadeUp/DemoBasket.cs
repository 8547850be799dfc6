namespace Delight.Simulator;

/// <summary>Fills a basket with goods worth what the customer spends; what remains pays the shipping.</summary>
internal static class DemoBasket
{
    private const int MostLines = 5;

    private static readonly ShopLine[] Goods =
    [
        new("TEA-MINT", "Peppermint tea, loose", 1, 4.50m),
        new("SOAP-LAV", "Lavender soap", 1, 5.90m),
        new("PATTERN-01", "Knitting pattern, to download", 1, 6.00m, RequiresShipping: false),
        new("CHOC-70", "Dark chocolate with sea salt", 1, 6.80m),
        new("HONEY-250", "Linden honey, 250 g", 1, 8.40m),
        new("NOTE-A5", "Notebook, A5, dotted", 1, 9.50m),
        new("CANDLE-BW", "Beeswax candle", 1, 12.00m),
        new("MUG-BLUE", "Stoneware mug, blue", 1, 16.50m),
        new("SEEDS-MEADOW", "Meadow seeds for four square metres", 1, 18.00m),
        new("PUZZLE-500", "Wooden puzzle, 500 pieces", 1, 24.90m),
        new("TOWEL-LIN", "Linen kitchen towels, three", 1, 29.00m),
        new("SCARF-WOOL", "Lambswool scarf", 1, 39.00m),
        new("TEAPOT-1L", "Cast-iron teapot, 1 litre", 1, 58.00m),
        new("BLANKET-M", "Merino blanket", 1, 89.00m),
    ];

    public static IReadOnlyList<ShopLine> Worth(decimal spend, Chance chance)
    {
        List<ShopLine> basket = [];
        for (var left = spend; basket.Count < MostLines;)
        {
            var affordable = Goods.TakeWhile(good => good.Price <= left).ToArray();
            if (affordable.Length == 0)
                break;

            var chosen = chance.OneOf(affordable);
            left -= chosen.Price;
            var there = basket.FindIndex(line => line.Sku == chosen.Sku);
            if (there < 0)
                basket.Add(chosen);
            else
                basket[there] = chosen with { Quantity = basket[there].Quantity + 1 };
        }

        return basket.Count > 0 ? basket : [Goods[0]];
    }
}
