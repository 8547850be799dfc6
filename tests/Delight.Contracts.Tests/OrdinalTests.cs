namespace Delight.Contracts.Tests;

public class OrdinalTests
{
    [TestCase(1, "1st")]
    [TestCase(2, "2nd")]
    [TestCase(3, "3rd")]
    [TestCase(4, "4th")]
    [TestCase(10, "10th")]
    [TestCase(11, "11th")]
    [TestCase(12, "12th")]
    [TestCase(13, "13th")]
    [TestCase(21, "21st")]
    [TestCase(22, "22nd")]
    [TestCase(23, "23rd")]
    [TestCase(101, "101st")]
    [TestCase(111, "111th")]
    [TestCase(112, "112th")]
    [TestCase(1013, "1013th")]
    public void In_digits(int number, string text) => Assert.That(Ordinal.InDigits(number), Is.EqualTo(text));

    [TestCase(1, "first")]
    [TestCase(4, "fourth")]
    [TestCase(5, "fifth")]
    [TestCase(7, "seventh")]
    [TestCase(12, "twelfth")]
    [TestCase(13, "13th")]
    [TestCase(22, "22nd")]
    public void In_words_up_to_twelve(int number, string text) => Assert.That(Ordinal.InWords(number), Is.EqualTo(text));
}
