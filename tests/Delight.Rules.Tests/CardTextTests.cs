namespace Delight.Rules.Tests;

public class CardTextTests
{
    [TestCase("Thank you. Come again soon.", 40, "Thank you. Come again soon.")]
    [TestCase("Thank you. Come again soon.", 20, "Thank you.")]
    [TestCase("Thank you for coming back to us", 20, "Thank you for…")]
    [TestCase("Thank you for coming back to us", 14, "Thank you for…")]
    [TestCase("Thank you for coming back to us", 13, "Thank you…")]
    [TestCase("Thankyouforcomingback", 10, "…")]
    [TestCase("It was made with *love* by Beverly", 24, "It was made with *love*…")]
    [TestCase("It was made with *love and care* by Beverly", 27, "It was made with love and…")]
    [TestCase("A *first. And a* second one", 20, "A *first. And a*…")]
    [TestCase("谢谢您。欢迎再来。", 20, "谢谢您。欢迎再来。")]
    public void What_does_not_fit_is_shortened_at_a_sentence_or_a_word(string text, int most, string fits) => Assert.That(CardText.Fit(text, most), Is.EqualTo(fits));

    [Test]
    public void No_character_is_cut_in_two()
    {
        const string Family = "\U0001F468\u200D\U0001F469\u200D\U0001F467"; // One character to whoever looks at it.
        var text = string.Join(' ', Enumerable.Repeat(Family, 10));

        Assert.That(CardText.Length(text), Is.EqualTo(19));
        Assert.That(CardText.Fit(text, 5), Is.EqualTo($"{Family} {Family}…"));
    }
}
