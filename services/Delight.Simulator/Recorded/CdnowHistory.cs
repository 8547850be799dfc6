using System.Globalization;

namespace Delight.Simulator;

/// <summary>The purchase history of a CD shop's customers, January 1997 to June 1998, as Fader and Hardie published it
/// (CDNOW_master.txt: customer, date, number of CDs, dollars; separated by blanks, after one header line).</summary>
public static class CdnowHistory
{
    /// <summary>Row k is order k. Times are days, at midnight UTC: orders of one day are told apart by their ids. Read as needed.</summary>
    /// <exception cref="OrderHistoryException">A row is not as described.</exception>
    public static IEnumerable<ShopOrder> Read(string path) =>
        File.ReadLines(path).Skip(1).Where(row => !string.IsNullOrWhiteSpace(row))
            .Select((row, index) => Order(row, index + 1) ?? throw new OrderHistoryException(
                $"{Path.GetFileName(path)}, row {index + 1}: {HistoryTable.Quoted(row)} is not a purchase; write it like 00001 19970101 1 11.77."));

    private static ShopOrder? Order(string row, int number)
    {
        var fields = row.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (fields.Length != 4
            || !long.TryParse(fields[0], NumberStyles.None, CultureInfo.InvariantCulture, out var customer)
            || !DateTimeOffset.TryParseExact(fields[1], "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var day)
            || !decimal.TryParse(fields[3], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var dollars))
            return null;

        return new()
        {
            Id = number,
            Name = $"#{number}",
            CustomerId = customer,
            CreatedAt = day,
            FinancialStatus = "paid",
            Total = dollars,
            Currency = "USD",
        };
    }
}
