namespace Delight.Contracts.Tests;

public class MoneyTests
{
    [TestCase("USD", 2)]
    [TestCase("EUR", 2)]
    [TestCase("JPY", 0)]
    [TestCase("KRW", 0)]
    [TestCase("KWD", 3)]
    [TestCase("BHD", 3)]
    [TestCase("XXX", 2)]
    public void A_currency_has_its_decimals(string currency, int decimals) =>
        Assert.That(Money.DecimalsOf(currency), Is.EqualTo(decimals));

    [TestCase("12.5", "EUR", 1250)]
    [TestCase("0", "EUR", 0)]
    [TestCase("-3.07", "EUR", -307)]
    [TestCase("1200", "JPY", 1200)]
    [TestCase("1.234", "KWD", 1234)]
    public void An_amount_is_kept_in_the_smallest_unit(string amount, string currency, long minor) =>
        Assert.That(Money.Of(Parse(amount), currency), Is.EqualTo(new Money(minor, currency)));

    [TestCase("0.005", "EUR", 1)]
    [TestCase("0.0049", "EUR", 0)]
    [TestCase("0.015", "EUR", 2)]
    [TestCase("0.025", "EUR", 3)]
    [TestCase("-0.005", "EUR", -1)]
    [TestCase("0.5", "JPY", 1)]
    [TestCase("0.49", "JPY", 0)]
    [TestCase("0.0005", "KWD", 1)]
    public void Half_a_unit_is_rounded_away_from_zero(string amount, string currency, long minor) =>
        Assert.That(Money.Of(Parse(amount), currency).Minor, Is.EqualTo(minor));

    [TestCase(1250, "EUR", "12.50 EUR")]
    [TestCase(5, "EUR", "0.05 EUR")]
    [TestCase(-5, "EUR", "-0.05 EUR")]
    [TestCase(1200, "JPY", "1200 JPY")]
    [TestCase(1234, "KWD", "1.234 KWD")]
    [TestCase(long.MaxValue, "EUR", "92233720368547758.07 EUR")]
    public void People_read_it_with_its_decimals(long minor, string currency, string text) =>
        Assert.That(new Money(minor, currency).ToString(), Is.EqualTo(text));

    [TestCase("92233720368547758.07", "EUR")]
    [TestCase("-92233720368547758.08", "EUR")]
    [TestCase("9223372036854775807", "JPY")]
    [TestCase("9223372036854775.807", "KWD")]
    public void The_largest_amounts_come_back_exact(string amount, string currency) =>
        Assert.That(Money.Of(Parse(amount), currency).Amount(), Is.EqualTo(Parse(amount)));

    [TestCase("92233720368547758.08", "EUR")]
    [TestCase("9223372036854775808", "JPY")]
    [TestCase("79228162514264337593543950335", "EUR")]
    [TestCase("-79228162514264337593543950335", "KWD")]
    public void An_amount_that_does_not_fit_is_refused(string amount, string currency) =>
        Assert.That(() => Money.Of(Parse(amount), currency), Throws.InstanceOf<OverflowException>());

    [Test]
    public void The_same_number_in_another_currency_is_another_amount() =>
        Assert.That(new Money(100, "EUR"), Is.Not.EqualTo(new Money(100, "USD")));

    private static decimal Parse(string amount) => decimal.Parse(amount);
}
