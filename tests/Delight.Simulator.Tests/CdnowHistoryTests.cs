namespace Delight.Simulator.Tests;

public class CdnowHistoryTests
{
    [Test]
    public void The_file_holds_69659_orders_of_23570_customers()
    {
        var orders = CdnowHistory.Read(SharedData.Find("cdnow/CDNOW_master.txt")).ToList();

        Assert.That(orders, Has.Count.EqualTo(69_659));
        Assert.That(orders.Select(order => order.CustomerId).Distinct().Count(), Is.EqualTo(23_570));
        Assert.That(orders.Sum(order => order.Total), Is.EqualTo(2_500_315.63m));
        Assert.That(orders.Select(order => order.Id), Is.EqualTo(Enumerable.Range(1, orders.Count)));
    }

    [Test]
    public void Its_orders_rank_as_counted_independently()
    {
        var nth = CdnowHistory.Read(SharedData.Find("cdnow/CDNOW_master.txt"))
            .GroupBy(order => order.CustomerId)
            .SelectMany(group => group.OrderBy(order => order.CreatedAt).ThenBy(order => order.Id).Select((_, place) => place + 1))
            .CountBy(ordinal => ordinal).ToDictionary();

        Assert.That((nth[4], nth[5], nth[6], nth[7]), Is.EqualTo((5_366, 3_925, 2_930, 2_295)));
    }

    [Test]
    public void A_row_is_a_paid_order_at_midnight_utc()
    {
        using var file = new HistoryFile(" customer_id  date number_of_cds  dollar_value\r", " 00002 19970112  5   77.00\r");

        var order = CdnowHistory.Read(file.Path).Single();

        Assert.That(order.CreatedAt, Is.EqualTo(new DateTimeOffset(1997, 1, 12, 0, 0, 0, TimeSpan.Zero)));
        Assert.That((order.Id, order.Name, order.CustomerId, order.Total), Is.EqualTo((1L, "#1", 2L, 77.00m)));
        Assert.That((order.FinancialStatus, order.Currency, order.CustomerFirstName), Is.EqualTo(("paid", "USD", default(string))));
    }

    [Test]
    public void A_bad_row_is_a_sentence()
    {
        using var file = new HistoryFile("header", "00001 19970101 1 11.77", "00001 1997-01-02 1 11.77");

        Assert.That(() => CdnowHistory.Read(file.Path).ToList(), Throws.TypeOf<OrderHistoryException>().With.Message.EqualTo(
            "orders.csv, row 2: \"00001 1997-01-02 1 11.77\" is not a purchase; write it like 00001 19970101 1 11.77."));
    }
}
