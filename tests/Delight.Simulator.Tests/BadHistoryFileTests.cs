using System.Text;

namespace Delight.Simulator.Tests;

public class BadHistoryFileTests
{
    private const string Plain = "order_id,customer_id,created_at,total";
    private const string Export = "Name,Email,Financial Status,Currency,Total,Created at,Lineitem quantity,Lineitem name,Lineitem requires shipping,Id";
    private const string Good = "1,42,2026-03-01,5";
    private const string GoodExport = "#1,a@example.com,paid,USD,5.00,2026-03-01 10:15:00 +0100,1,Tea,true,1";

    [TestCase("x1,42,2026-03-01,5", "orders.csv, line 3, column \"order_id\": \"x1\" is not a whole number above 0; write it like 1042.")]
    [TestCase(",42,2026-03-01,5", "orders.csv, line 3, column \"order_id\": a whole number above 0 is missing; write it like 1042.")]
    [TestCase("2,0,2026-03-01,5", "orders.csv, line 3, column \"customer_id\": \"0\" is not a whole number above 0; write it like 1042.")]
    [TestCase("2,42,yesterday,5", "orders.csv, line 3, column \"created_at\": \"yesterday\" is not a date; write it like 2026-03-01 or 2026-03-01T10:15:00Z.")]
    [TestCase("2,42,2026-02-30,5", "orders.csv, line 3, column \"created_at\": \"2026-02-30\" is not a date; write it like 2026-03-01 or 2026-03-01T10:15:00Z.")]
    [TestCase("2,42,,5", "orders.csv, line 3, column \"created_at\": a date is missing; write it like 2026-03-01 or 2026-03-01T10:15:00Z.")]
    [TestCase("2,42,2026-03-01,\"1,234.50\"", "orders.csv, line 3, column \"total\": \"1,234.50\" is not an amount; write it like 12.50.")]
    [TestCase("2,42,2026-03-01,1000000000000.01", "orders.csv, line 3, column \"total\": \"1000000000000.01\" is larger than any order's amount.")]
    [TestCase("2,42,2026-03-01,-5", "orders.csv, line 3, column \"total\": \"-5\" is negative; an amount is 0 or more.")]
    [TestCase("2,42,2026-03-01", "orders.csv, line 3: 3 fields were found where the header has 4; put text that holds a comma or a line break in quotes.")]
    [TestCase("2,42,2026-03-01,5,6", "orders.csv, line 3: 5 fields were found where the header has 4; put text that holds a comma or a line break in quotes.")]
    [TestCase("1,43,2026-03-02,6", "orders.csv, line 3, column \"order_id\": the order #1 is on line 2 already; name each order once.")]
    [TestCase("2,42,\"2026-03-01,5", "orders.csv, line 3: the quotes are wrong or never closed; put quotes around a whole field and write a quote inside it twice.")]
    [TestCase("2,42,2026-03-01,5\"", "orders.csv, line 3: the quotes are wrong or never closed; put quotes around a whole field and write a quote inside it twice.")]
    public void A_bad_row_is_named_with_line_and_column(string row, string expected)
    {
        using var file = new HistoryFile(Plain, Good, row, "3,42,2026-03-01,5");

        Assert.That(file.Fault(), Is.EqualTo(expected));
    }

    [TestCase("EURO")]
    [TestCase("E1R")]
    public void A_currency_has_three_letters(string currency)
    {
        using var file = new HistoryFile(Plain + ",currency", $"{Good},{currency}");

        Assert.That(file.Fault(), Is.EqualTo($"orders.csv, line 2, column \"currency\": \"{currency}\" is not a currency of three letters; write it like EUR."));
    }

    [TestCase("#2,b@example.com,paid,USD,5.00,01/03/2026,1,Tea,true,2", "orders.csv, line 3, column \"Created at\": \"01/03/2026\" is not a date; write it like 2026-03-01 10:15:00 +0100.")]
    [TestCase("#2,b@example.com,payed,USD,5.00,2026-03-01 10:15:00 +0100,1,Tea,true,2", "orders.csv, line 3, column \"Financial Status\": \"payed\" is not a financial status; write it like paid, pending, refunded or voided.")]
    [TestCase("#2,b@example.com,paid,,5.00,2026-03-01 10:15:00 +0100,1,Tea,true,2", "orders.csv, line 3, column \"Currency\": a currency of three letters is missing; write it like EUR.")]
    [TestCase("#2,b@example.com,paid,USD,five,2026-03-01 10:15:00 +0100,1,Tea,true,2", "orders.csv, line 3, column \"Total\": \"five\" is not an amount; write it like 12.50.")]
    [TestCase("#2,b@example.com,paid,USD,5.00,2026-03-01 10:15:00 +0100,1.5,Tea,true,2", "orders.csv, line 3, column \"Lineitem quantity\": \"1.5\" is not a whole number; write it like 2.")]
    [TestCase("#2,b@example.com,paid,USD,5.00,2026-03-01 10:15:00 +0100,1,Tea,maybe,2", "orders.csv, line 3, column \"Lineitem requires shipping\": \"maybe\" is not true or false; write it like true.")]
    [TestCase("#2,b@example.com,paid,USD,5.00,2026-03-01 10:15:00 +0100,1,Tea,true,two", "orders.csv, line 3, column \"Id\": \"two\" is not a whole number above 0; write it like 1042.")]
    [TestCase("#2,b@example.com,paid,USD,5.00,2026-03-01 10:15:00 +0100,1,Tea,true,1", "orders.csv, line 3, column \"Id\": the order #2 is on line 2 already; name each order once.")]
    [TestCase(",b@example.com,paid,USD,5.00,2026-03-01 10:15:00 +0100,1,Tea,true,2", "orders.csv, line 3, column \"Name\": the order's name is missing; write it like #1042.")]
    [TestCase("#3,b@example.com,,,,2026-03-01 10:15:00 +0100,1,Tea,true,", "orders.csv, line 3: the row has no \"Financial Status\" and no \"Total\", so that it continues an order, but the row before it is of \"#1\"; start each order with its first row.")]
    public void A_bad_row_of_an_export_is_named_with_line_and_column(string row, string expected)
    {
        using var file = new HistoryFile(Export, GoodExport, row);

        Assert.That(file.Fault(), Is.EqualTo(expected));
    }

    [Test]
    public void An_export_cannot_start_with_a_continuing_row()
    {
        using var file = new HistoryFile(Export, ",,,,,,1,Tea,true,", GoodExport);

        Assert.That(file.Fault(), Is.EqualTo("orders.csv, line 2: the row has no \"Financial Status\" and no \"Total\", so that it continues an order, but the row before it is the header; start each order with its first row."));
    }

    [Test]
    public void A_line_is_counted_as_an_editor_counts_it()
    {
        using var file = new HistoryFile(Plain + ",note", "1,42,2026-03-01,5,\"one\ntwo\nthree\"", "", "2,42,soon,5,");

        Assert.That(file.Fault(), Does.StartWith("orders.csv, line 6, column \"created_at\": \"soon\""));
    }

    [Test]
    public void An_empty_file_is_told_what_it_should_hold()
    {
        using var file = new HistoryFile(content: []);

        Assert.That(file.Fault(), Is.EqualTo(
            "orders.csv, line 1: the file is empty. Delight reads order_id,customer_id,created_at,total, or the platform's order export (Name, Email, Financial Status, Currency, Total, Created at, …), separated by commas."));
    }

    [Test]
    public void A_header_alone_is_no_history()
    {
        using var file = new HistoryFile(Plain);

        Assert.That(file.Fault(), Is.EqualTo("orders.csv, line 1: the header is not followed by any order; there is nothing to send."));
    }

    [TestCase("sku,price")]
    [TestCase("order_id;customer_id;created_at;total")]
    [TestCase("1,42,2026-03-01,5")]
    public void A_header_of_no_known_form_is_shown(string header)
    {
        using var file = new HistoryFile(header, Good);

        Assert.That(file.Fault(), Does.StartWith($"orders.csv, line 1: the header \"{header}\" is of no known form. Delight reads order_id,"));
    }

    [Test]
    public void Missing_columns_are_named()
    {
        using var plain = new HistoryFile("order_id,customer_id,date,total", Good);
        using var export = new HistoryFile("Name,Email,Total,Currency", GoodExport);

        Assert.That(plain.Fault(), Does.StartWith("orders.csv, line 1: the column \"created_at\" is missing. "));
        Assert.That(export.Fault(), Does.StartWith("orders.csv, line 1: the columns \"Financial Status\", \"Created at\" are missing. "));
    }

    [Test]
    public void A_column_that_is_there_twice_is_named()
    {
        using var file = new HistoryFile(Plain + ",total", Good + ",6");

        Assert.That(file.Fault(), Is.EqualTo("orders.csv, line 1: the column \"total\" is there twice; keep one."));
    }

    [Test]
    public void Text_that_is_not_utf8_is_named()
    {
        using var file = new HistoryFile([.. Encoding.UTF8.GetBytes($"{Export}\n#1,"), .. Encoding.Latin1.GetBytes("josé@example.com,paid,USD,5.00,2026-03-01 10:15:00 +0100,1,Tea,true,1\n")]);

        Assert.That(file.Fault(), Does.StartWith("orders.csv, line 2, column \"Email\": ").And.EndsWith("is not UTF-8 text; save the file as \"CSV UTF-8\"."));
    }

    [Test]
    public void A_file_that_is_not_there_is_a_sentence() =>
        Assert.That(() => OrderHistoryFile.Read("nowhere/orders.csv"), Throws.TypeOf<OrderHistoryException>().With.Message.EqualTo("\"nowhere/orders.csv\" cannot be read: there is no such file; check the path."));

    [Test]
    public void A_folder_is_a_sentence()
    {
        var folder = TestContext.CurrentContext.TestDirectory;

        Assert.That(() => OrderHistoryFile.Read(folder), Throws.TypeOf<OrderHistoryException>().With.Message.EndsWith("cannot be read: it is a folder, or this user may not read it."));
    }

    [Test]
    public void No_path_is_a_sentence() =>
        Assert.That(() => OrderHistoryFile.Read(""), Throws.TypeOf<OrderHistoryException>().With.Message.EqualTo("No file is named; give the path of a CSV file."));
}
