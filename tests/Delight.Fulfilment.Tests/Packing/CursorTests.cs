using System.Buffers.Text;
using System.Text;
using Delight.Fulfilment.Packing;
using Delight.ObjectMother;

namespace Delight.Fulfilment.Tests.Packing;

public class CursorTests
{
    [TestCase(0, Shop.Domain, 1)]
    [TestCase(-1, "", 0)]
    [TestCase(long.MinValue, "a", long.MaxValue)]
    [TestCase(1_795_169_730_250_000, "schlüssel.example.com", 9_100_000_000_000_005)]
    public void It_is_read_as_it_was_written(long at, string shop, long order) =>
        Assert.That(Cursor.Parse(new Cursor(at, shop, order).ToString()), Is.EqualTo(new Cursor(at, shop, order)));

    [TestCase(null)]
    [TestCase("")]
    public void Without_one_it_is_the_start(string? text) => Assert.That(Cursor.Parse(text), Is.EqualTo(Cursor.Start));

    [TestCase("garbage")]
    [TestCase("!!!")]
    [TestCase("a b")]
    [TestCase("=")]
    [TestCase("%00")]
    [TestCase("../../etc/passwd")]
    [TestCase("' or 1=1 --")]
    public void What_no_page_has_given_is_none(string text) => Assert.That(Cursor.Parse(text), Is.Null);

    [TestCase("")]
    [TestCase("1|shop")]
    [TestCase("1|shop|2|3")]
    [TestCase("x|shop|2")]
    [TestCase("1|shop|x")]
    [TestCase("1|shop|-2")]
    [TestCase("1|shop|9223372036854775808")]
    [TestCase("1.5|shop|2")]
    public void Nor_is_what_only_looks_like_one(string content) =>
        Assert.That(Cursor.Parse(Base64Url.EncodeToString(Encoding.UTF8.GetBytes(content) is { Length: > 0 } bytes ? bytes : [255])), Is.Null);

    [Test]
    public void It_can_stand_in_an_address_as_it_is() =>
        Assert.That(new Cursor(long.MaxValue, "schlüssel.example.com", long.MaxValue).ToString(), Does.Match("^[A-Za-z0-9_-]+$"));
}
