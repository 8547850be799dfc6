using Delight.Dashboard.Parts;

namespace Delight.Dashboard.Tests.Parts;

/// <summary>Times, amounts and numbers in the API's sentences are found, so that each reader has them in their own language.</summary>
internal sealed class SentencePartTests
{
    [TestCase("until 2026-11-01 09:02:00 UTC. Pack another", "until |<2026-11-01 09:02:00 UTC>|. Pack another")]
    [TestCase("since 2026-11-01T09:02:00.1234567Z", "since |<2026-11-01T09:02:00.1234567Z>")]
    [TestCase("arrived: paid, 30.00 USD.", "arrived: paid, |<30.00 USD>|.")]
    [TestCase("1,230.50 EUR spent so far", "<1,230.50 EUR>| spent so far")]
    [TestCase("12,345 of the queue ledger failed", "<12,345>| of the queue ledger failed")]
    [TestCase("93 % of the month's budget", "<93 %>| of the month's budget")]
    [TestCase("It is the 4th order; #1042, 17 of them.", "It is the 4th order; #1042, 17 of them.")]
    [TestCase("orders 1,2 and version 1.2.3-4 USD-ish", "orders 1,2 and version 1.2.3-4 USD-ish")]
    [TestCase("2026-13-45 99:99 UTC", "2026-13-45 99:99 UTC")]
    [TestCase("", "")]
    public void They_are_found_where_they_are_meant(string sentence, string parts) =>
        Assert.That(string.Join('|', SentencePart.Of(sentence).Select(p => p.Moment is null && p.Number is null ? p.Words : $"<{p.Words}>")), Is.EqualTo(parts));

    [Test]
    public void Each_has_its_value()
    {
        var parts = SentencePart.Of("2026-11-01 09:02:00 UTC 1,230.50 EUR 93 %").Where(p => p.Words != " ").ToArray();

        Assert.That(parts[0].Moment, Is.EqualTo(new DateTimeOffset(2026, 11, 1, 9, 2, 0, TimeSpan.Zero)));
        Assert.That((parts[1].Number, parts[1].Currency), Is.EqualTo((1230.5m, "EUR")));
        Assert.That((parts[2].Number, parts[2].IsPercent), Is.EqualTo((93m, true)));
    }
}
