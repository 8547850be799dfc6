using System.Text;

namespace Delight.Simulator.Tests;

public class PlainHistoryTests
{
    private const string Header = "order_id,customer_id,created_at,total";

    [Test]
    public void A_row_is_a_paid_order()
    {
        using var file = new HistoryFile(Header, "9007199254740993,42,2026-03-01T10:15:00Z,12.50");

        var order = file.Read().Single();

        Assert.That((order.Id, order.Name, order.CustomerId), Is.EqualTo((9007199254740993L, "#9007199254740993", 42L)));
        Assert.That((order.FinancialStatus, order.Total, order.Currency, order.Test), Is.EqualTo(("paid", 12.50m, "USD", false)));
        Assert.That(order.CreatedAt, Is.EqualTo(new DateTimeOffset(2026, 3, 1, 10, 15, 0, TimeSpan.Zero)));
        Assert.That((order.CustomerFirstName, order.CustomerLastName, order.CustomerEmail, order.CancelledAt), Is.EqualTo((default(string), default(string), default(string), default(DateTimeOffset?))));
        Assert.That(order.Lines, Is.Empty);
    }

    [TestCase("2026-03-01", "2026-03-01T00:00:00Z")]
    [TestCase("2026-03-01T10:15:00", "2026-03-01T10:15:00Z")]
    [TestCase("2026-03-01T10:15", "2026-03-01T10:15:00Z")]
    [TestCase("2026-03-01T10:15:00Z", "2026-03-01T10:15:00Z")]
    [TestCase("2026-03-01T10:15:00+05:30", "2026-03-01T04:45:00Z")]
    [TestCase("2026-03-01T10:15:00.250-0500", "2026-03-01T15:15:00.25Z")]
    [TestCase("2026-03-01 10:15:00 +0100", "2026-03-01T09:15:00Z")]
    [TestCase("2026-03-01 10:15:00", "2026-03-01T10:15:00Z")]
    [TestCase("2026-03-01 10:15:00 UTC", "2026-03-01T10:15:00Z")]
    public void A_date_is_utc_unless_it_names_a_zone(string written, DateTimeOffset expected)
    {
        using var file = new HistoryFile(Header, $"1,42,{written},1");

        Assert.That(file.Read().Single().CreatedAt, Is.EqualTo(expected));
    }

    [Test]
    public void An_order_without_customer_is_a_guests()
    {
        using var file = new HistoryFile(Header, "1,,2026-03-01,5");

        Assert.That(file.Read().Single().CustomerId, Is.Null);
    }

    [Test]
    public void The_currency_may_be_named()
    {
        using var file = new HistoryFile(Header + ",currency", "1,42,2026-03-01,5,eur");

        Assert.That(file.Read().Single().Currency, Is.EqualTo("EUR"));
    }

    [Test]
    public void Columns_may_stand_in_any_order_beside_others()
    {
        using var file = new HistoryFile("note,Total,CREATED_AT, customer_id ,order_id", "\"a, \"\"quoted\"\"\nnote\",5.00,2026-03-01,42,7", "x,6.00,2026-03-02,42,8");

        Assert.That(file.Read().Select(order => (order.Id, order.CustomerId, order.Total)), Is.EqualTo(new[] { (7L, (long?)42L, 5m), (8L, 42L, 6m) }));
    }

    [Test]
    public void Byte_order_mark_and_line_ends_do_not_matter()
    {
        var text = $"{Header}\r\n1,42,2026-03-01,5\r\n\r\n2,42,2026-03-02,6";
        using var file = new HistoryFile([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text)]);

        Assert.That(file.Read().Select(order => order.Id), Is.EqualTo(new[] { 1L, 2L }));
    }

    [Test]
    public void Orders_stand_as_in_the_file()
    {
        using var file = new HistoryFile(Header, "2,42,2026-03-02,5", "1,42,2026-03-01,5");

        Assert.That(file.Read().Select(order => order.Id), Is.EqualTo(new[] { 2L, 1L }));
    }
}
