using System.Text.Json;
using Delight.ObjectMother.Stores;
using Delight.Shopify.Backfilling;

namespace Delight.Shopify.Tests.Backfilling;

/// <summary>Pages of which something cannot be read: the rest is, and nobody asks for ever.</summary>
internal sealed class UnreadablePagesTests(StoreKind kind) : OnBackfilling(kind)
{
    private const int Enough = 5;
    private int _pages;

    [SetUp]
    public void ReadPages() => (_pages, Fake.Bulk.Refusal) = (0, "Bulk operations are not available.");

    [Test]
    public async Task An_order_that_cannot_be_read_is_left_out_and_counted()
    {
        var ids = Orders(3);
        PagesAsTheyCome = page => page with { Nodes = [JsonElement.Parse("""{"legacyResourceId":"99999999999999999999"}"""), JsonElement.Parse("null"), .. page.Nodes] };
        await AskAsync();

        Assert.That(await RunToItsEndAsync(1) is { State: BackfillState.Done, Way: BackfillRow.ByPages, Position: 3, LeftOut: 2 });
        Assert.That(InLedger(), Is.EquivalentTo(ids));
    }

    [TestCase(false, 1)]
    [TestCase(true, 2)]
    public async Task A_shop_that_names_no_next_page_is_not_asked_for_ever(bool namesTheSame, int asked)
    {
        Orders(3);
        string? first = null;
        PagesAsTheyCome = page => ++_pages > Enough ? page : page with { PageInfo = new(HasNextPage: true, namesTheSame ? first ??= page.PageInfo.EndCursor : null) };
        await AskAsync();

        var row = await RunToItsEndAsync(1);

        Assert.That(row.State, Is.EqualTo(BackfillState.Failed));
        Assert.That(row.Fault, Does.StartWith($"{Domain} says that there is another page, and not where it begins."));
        Assert.That(_pages, Is.EqualTo(asked));
    }
}
