namespace Delight.Simulator.Tests;

public class AnswerTimesTests
{
    [Test]
    public void Quantiles_are_right_to_three_percent()
    {
        var times = new AnswerTimes();
        for (var micros = 1; micros <= 100_000; micros++)
            times.Add(TimeSpan.FromMicroseconds(micros));

        Assert.That(times.Quantile(0.5).TotalMicroseconds, Is.InRange(50_000, 51_600));
        Assert.That(times.Quantile(0.99).TotalMicroseconds, Is.InRange(99_000, 102_200));
    }

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(63)]
    [TestCase(64)]
    [TestCase(999_999_999_999)]
    public void One_answer_is_every_quantile(long micros)
    {
        var times = new AnswerTimes();
        times.Add(TimeSpan.FromMicroseconds(micros));

        Assert.That(times.Quantile(0.01).TotalMicroseconds, Is.InRange(micros, micros * 1.04));
        Assert.That(times.Quantile(1), Is.EqualTo(times.Quantile(0.01)));
    }

    [Test]
    public void Without_answers_there_is_no_time() => Assert.That(new AnswerTimes().Quantile(0.5), Is.EqualTo(TimeSpan.Zero));
}
