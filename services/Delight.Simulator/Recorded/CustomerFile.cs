namespace Delight.Simulator;

/// <summary>The platform's export of customers, of which <c>Customer ID</c> and <c>Email</c> are read.</summary>
public static class CustomerFile
{
    /// <summary>One after the other; customers without an address are passed over.</summary>
    /// <exception cref="OrderHistoryException">The file cannot be opened, or something in it is wrong; the message says what and where.</exception>
    public static IEnumerable<(long Id, string Email)> Stream(string path)
    {
        if (string.IsNullOrWhiteSpace(path))
            throw new OrderHistoryException("No file is named; give the path of a CSV file.");

        HistoryTable table;
        try
        {
            table = new HistoryTable(path);
        }
        catch (Exception unreadable) when (OrderHistoryFile.IsUnreadable(unreadable))
        {
            throw OrderHistoryFile.Unreadable(path, unreadable);
        }

        using (table)
        {
            var (id, email) = (table.Column("Customer ID"), table.Column("Email"));
            if (!id.Exists || !email.Exists)
                throw table.Fault($"the column \"{(id.Exists ? email : id).Name}\" is missing. Delight reads the platform's export of customers (Customer ID, Email, …), separated by commas.");

            while (table.Next())
            {
                if (table.Text(email) is { Length: > 0 } address)
                    yield return (table.Id(id), address);
            }
        }
    }
}
