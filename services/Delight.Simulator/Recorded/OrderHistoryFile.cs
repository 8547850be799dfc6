namespace Delight.Simulator;

/// <summary>A shop's recorded history in a CSV file, UTF-8, in one of two forms that its header tells apart: the platform's
/// own order export, or plain <c>order_id,customer_id,created_at,total</c>.</summary>
public static class OrderHistoryFile
{
    private static readonly string Forms =
        $"Delight reads {string.Join(',', PlainHistory.Columns)}, or the platform's order export ({string.Join(", ", PlatformExport.Columns)}, …), separated by commas.";

    /// <summary>Reads and checks the whole file before anything is returned. Orders stand as in the file.</summary>
    /// <exception cref="OrderHistoryException">The file cannot be opened, or something in it is wrong; the message says what and where.</exception>
    public static IReadOnlyList<ShopOrder> Read(string path)
    {
        if (string.IsNullOrWhiteSpace(path))
            throw new OrderHistoryException("No file is named; give the path of a CSV file.");

        try
        {
            using var table = new HistoryTable(path);
            var orders = Read(table);
            return orders.Count > 0 ? orders : throw table.Fault("the header is not followed by any order; there is nothing to send.");
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new OrderHistoryException($"{HistoryTable.Quoted(path)} cannot be read: {Why(unreadable)}", unreadable);
        }
    }

    private static List<ShopOrder> Read(HistoryTable table)
    {
        if (table.Header.Count == 0)
            throw table.Fault($"the file is empty. {Forms}");

        var plain = table.Has("order_id") || table.Has("customer_id") || table.Has("created_at");
        if (!plain && !table.Has("Name") && !table.Has("Created at") && !table.Has("Financial Status"))
            throw table.Fault($"the header {HistoryTable.Quoted(string.Join(',', table.Header))} is of no known form. {Forms}");

        var missing = (plain ? PlainHistory.Columns : PlatformExport.Columns).Where(column => !table.Has(column)).ToList();
        if (missing.Count > 0)
            throw table.Fault($"{(missing.Count == 1 ? "the column" : "the columns")} {string.Join(", ", missing.Select(HistoryTable.Quoted))} " +
                $"{(missing.Count == 1 ? "is" : "are")} missing. {Forms}");

        return plain ? PlainHistory.Read(table) : new PlatformExport(table).Read();
    }

    private static string Why(Exception unreadable) => unreadable switch
    {
        FileNotFoundException or DirectoryNotFoundException => "there is no such file; check the path.",
        UnauthorizedAccessException => "it is a folder, or this user may not read it.",
        _ => unreadable.Message,
    };
}
