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
            var form = FormOf(table);
            var known = new KnownOrders(table);
            var column = form.IsPlain ? table.Column("order_id") : form.Export!.Naming;
            List<ShopOrder> orders = [.. form.Read(order => known.Add(order, column))];
            return orders.Count > 0 ? orders : throw table.Fault("the header is not followed by any order; there is nothing to send.");
        }
        catch (Exception unreadable) when (IsUnreadable(unreadable))
        {
            throw Unreadable(path, unreadable);
        }
    }

    /// <summary>Reads the orders one after the other, for files of any size: what is wrong further down shows when it is reached, and
    /// whether an order is there twice is not looked at. The platform's export must have its column Id.</summary>
    /// <exception cref="OrderHistoryException">As for <see cref="Read"/>.</exception>
    public static IEnumerable<ShopOrder> Stream(string path)
    {
        if (string.IsNullOrWhiteSpace(path))
            throw new OrderHistoryException("No file is named; give the path of a CSV file.");

        HistoryTable table;
        try
        {
            table = new HistoryTable(path);
        }
        catch (Exception unreadable) when (IsUnreadable(unreadable))
        {
            throw Unreadable(path, unreadable);
        }

        using (table)
        {
            var form = FormOf(table);
            if (form.Export is { HasIds: false })
                throw table.Fault("the column \"Id\" is missing: without it no webhook could be known to be of the same order. Export the orders again, with all columns.");

            foreach (var order in form.Read(null))
                yield return order;
        }
    }

    internal static bool IsUnreadable(Exception failure) => failure is IOException or UnauthorizedAccessException;

    internal static OrderHistoryException Unreadable(string path, Exception unreadable) =>
        new($"{HistoryTable.Quoted(path)} cannot be read: {Why(unreadable)}", unreadable);

    private static Form FormOf(HistoryTable table)
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

        return new Form(table, plain ? null : new PlatformExport(table));
    }

    private static string Why(Exception unreadable) => unreadable switch
    {
        FileNotFoundException or DirectoryNotFoundException => "there is no such file; check the path.",
        UnauthorizedAccessException => "it is a folder, or this user may not read it.",
        _ => unreadable.Message,
    };

    /// <param name="Export">Absent for the plain form.</param>
    private sealed record Form(HistoryTable Table, PlatformExport? Export)
    {
        public bool IsPlain => Export is null;

        public IEnumerable<ShopOrder> Read(Action<ShopOrder>? seen) => Export is null ? PlainHistory.Read(Table, seen) : Export.Read(seen);
    }
}
