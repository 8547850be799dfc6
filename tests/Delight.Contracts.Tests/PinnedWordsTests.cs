namespace Delight.Contracts.Tests;

/// <summary>Words inside messages that warehouses compare with.</summary>
public class PinnedWordsTests
{
    [Test]
    public void Kinds_of_lines_are_pinned() =>
        Assert.That(new[] { LineKind.Extra, LineKind.HandwrittenNote }, Is.EqualTo(new[] { "extra", "handwritten-note" }));

    [Test]
    public void States_of_a_parcel_are_pinned() =>
        Assert.That(new[] { ParcelState.Open, ParcelState.Packed, ParcelState.Withdrawn }, Is.EqualTo(new[] { "open", "packed", "withdrawn" }));
}
