namespace Delight.Simulator.Tests;

public class PlatformExportTests
{
    private const string Header =
        "Name,Email,Financial Status,Paid at,Fulfillment Status,Accepts Marketing,Currency,Total,Created at," +
        "Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku,Lineitem requires shipping,Notes,Cancelled at,Id,Tags";

    private const string First = "#1001,Zoe@Example.com,paid,2026-03-01 10:15:05 +0100,fulfilled,no,EUR,18.60,2026-03-01 10:15:00 +0100,2,\"Soap, lavender\",5.90,SOAP-LAV,true,\"two\r\nlines\",,6001001,";
    private const string FirstContinued = "#1001,Zoe@Example.com,,,,,,,2026-03-01 10:15:00 +0100,1,Pattern,6.80,,false,,,,";
    private const string Second = "#1002,,refunded,,unfulfilled,no,EUR,4.50,2026-03-02 08:00:00 +0100,1,Tea,4.50,TEA,true,,2026-03-03 09:00:00 +0100,6001002,x";

    [Test]
    public void Rows_of_one_order_are_its_lines()
    {
        using var file = new HistoryFile(Header, First, FirstContinued, Second);

        var orders = file.Read();

        Assert.That(orders.Select(order => order.Name), Is.EqualTo(new[] { "#1001", "#1002" }));
        Assert.That(orders[0].Lines, Is.EqualTo(new ShopLine[] { new("SOAP-LAV", "Soap, lavender", 2, 5.90m), new(Sku: null, "Pattern", 1, 6.80m, RequiresShipping: false) }));
        Assert.That(orders[1].Lines, Is.EqualTo(new ShopLine[] { new("TEA", "Tea", 1, 4.50m) }));
    }

    [Test]
    public void The_first_row_has_the_orders_own_fields()
    {
        using var file = new HistoryFile(Header, First, Second);

        var (paid, cancelled) = (file.Read()[0], file.Read()[1]);

        Assert.That((paid.Id, paid.Total, paid.Currency, paid.FinancialStatus, paid.CancelledAt), Is.EqualTo((6001001L, 18.60m, "EUR", "paid", default(DateTimeOffset?))));
        Assert.That(paid.CreatedAt, Is.EqualTo(new DateTimeOffset(2026, 3, 1, 9, 15, 0, TimeSpan.Zero)));
        Assert.That(cancelled.FinancialStatus, Is.EqualTo("refunded"));
        Assert.That(cancelled.CancelledAt, Is.EqualTo(new DateTimeOffset(2026, 3, 3, 8, 0, 0, TimeSpan.Zero)));
    }

    [Test]
    public void A_continuing_row_may_leave_out_name_and_date()
    {
        using var file = new HistoryFile(Header, First, ",,,,,,,,,1,Pattern,6.80,,false,,,,");

        Assert.That(file.Read().Single().Lines, Has.Count.EqualTo(2));
    }

    [Test]
    public void One_email_is_one_customer_however_it_is_written()
    {
        using var file = new HistoryFile(Header, First, Second.Replace("#1002,,", "#1002, ZOE@example.COM ,", StringComparison.Ordinal));

        var orders = file.Read();

        Assert.That(orders[0].CustomerId, Is.EqualTo(orders[1].CustomerId).And.Positive);
        Assert.That(orders[0].CustomerEmail, Is.EqualTo("zoe@example.com"));
    }

    [Test]
    public void A_made_up_customer_id_stays_the_same_for_ever()
    {
        // The first 62 bits of the e-mail's SHA-256, made odd; computed elsewhere.
        using var file = new HistoryFile(Header, First);

        Assert.That(file.Read().Single().CustomerId, Is.EqualTo(4497192738314680449));
    }

    [Test]
    public void An_order_without_email_is_a_guests()
    {
        using var file = new HistoryFile(Header, Second);

        Assert.That((file.Read().Single().CustomerId, file.Read().Single().CustomerEmail), Is.EqualTo((default(long?), default(string))));
    }

    [Test]
    public void An_order_without_id_is_known_by_its_name()
    {
        using var file = new HistoryFile("Name,Email,Financial Status,Currency,Total,Created at", "#7,a@example.com,paid,USD,5,2026-03-01 10:15:00 +0100", "#8,a@example.com,paid,USD,5,2026-03-01 10:15:00 +0100");

        var (once, again) = (file.Read(), file.Read());

        Assert.That(once.Select(order => order.Id), Is.Unique.And.All.Positive);
        Assert.That(again.Select(order => order.Id), Is.EqualTo(once.Select(order => order.Id)));
        Assert.That(once[0].Lines, Is.Empty);
    }
}
