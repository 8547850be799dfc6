using Delight.Platform.Store;

namespace Delight.Platform.Tests.Store;

public class InstantTests
{
    [TestCase("1970-01-01T00:00:00Z", 0)]
    [TestCase("1970-01-01T00:00:00.000001Z", 1)]
    [TestCase("1969-12-31T23:59:59.999999Z", -1)]
    [TestCase("2026-11-20T11:15:30.25+01:00", 1_795_169_730_250_000)]
    public void The_store_counts_microseconds_since_1970(string time, long stored) =>
        Assert.That(DateTimeOffset.Parse(time).ToStore(), Is.EqualTo(stored));

    [TestCase("1969-07-20T20:17:40.123456Z")]
    [TestCase("1997-01-01T00:00:00Z")]
    [TestCase("2026-11-20T10:15:30.999999Z")]
    [TestCase("2199-12-31T23:59:59.999999Z")]
    public void It_comes_back_exact(string time) =>
        Assert.That(Instant.FromStore(DateTimeOffset.Parse(time).ToStore()), Is.EqualTo(DateTimeOffset.Parse(time)));

    [Test]
    public void It_comes_back_in_utc() =>
        Assert.That(Instant.FromStore(DateTimeOffset.Parse("2026-11-20T11:15:30+09:00").ToStore()).Offset, Is.EqualTo(TimeSpan.Zero));

    [Test]
    public void What_is_finer_than_a_microsecond_is_cut_off() =>
        Assert.That(new DateTimeOffset(19, TimeSpan.Zero).AddYears(2025).ToStore(), Is.EqualTo(new DateTimeOffset(10, TimeSpan.Zero).AddYears(2025).ToStore()));
}
