using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Delight.Fulfilment.Finding;

/// <summary>The place before which the search goes on.</summary>
/// <param name="Told">How many of the lines found in the first parcel there were told already: a page may end in the middle of one.</param>
internal sealed record LineCursor(ParcelPlace Place, int Told = 0)
{
    private const int MostTold = 10_000;

    public static LineCursor Newest { get; } = new(new ParcelPlace { OrderedAt = long.MaxValue });

    /// <returns>Nothing for a text that no answer has given.</returns>
    public static LineCursor? Parse(string? text)
    {
        if (text is null)
        {
            return Newest;
        }

        if (!Base64Url.IsValid(text))
        {
            return null;
        }

        var parts = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text)).Split('|');
        return parts.Length == 4 && !parts[1].Any(char.IsControl)
            && long.TryParse(parts[0], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var at)
            && long.TryParse(parts[2], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var order)
            && int.TryParse(parts[3], NumberStyles.None, CultureInfo.InvariantCulture, out var told) && told <= MostTold
            ? new LineCursor(new ParcelPlace { OrderedAt = at, Shop = parts[1], OrderId = order }, told) : null;
    }

    /// <summary>What was not told yet of what is found from here on.</summary>
    public IEnumerable<FoundLine> Rest(IEnumerable<FoundLine> found)
    {
        var told = 0;
        return found.Where(line => !(IsBegun(line) && told++ < Told));
    }

    /// <summary>After these, the last of which may not be the last of its parcel.</summary>
    public LineCursor AfterThese(IReadOnlyList<FoundLine> told)
    {
        var last = told[^1];
        var ofLast = told.Count(l => (l.Shop, l.OrderId) == (last.Shop, last.OrderId));
        return new LineCursor(new ParcelPlace { OrderedAt = last.OrderedAt, Shop = last.Shop, OrderId = last.OrderId + 1 }, ofLast + (IsBegun(last) ? Told : 0));
    }

    private bool IsBegun(FoundLine line) => Told > 0 && (line.OrderedAt, line.Shop, line.OrderId + 1) == (Place.OrderedAt, Place.Shop, Place.OrderId);

    public override string ToString() => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Place.OrderedAt}|{Place.Shop}|{Place.OrderId}|{Told}")));
}

/// <summary>A parcel's place in the order of their orders, whether there is such a parcel or not.</summary>
internal sealed record ParcelPlace
{
    public long OrderedAt { get; init; }
    public string Shop { get; init; } = "";
    public long OrderId { get; init; }
}
