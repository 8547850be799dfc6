using Delight.ObjectMother;
using Delight.Shopify.Door;
using Delight.Shopify.Subscriptions;
using Delight.Shopify.Tests.Pretend;

namespace Delight.Shopify.Tests.Subscriptions;

/// <summary>A shop's subscriptions are read to their end, which has to come.</summary>
internal sealed class SubscriptionDeskTests
{
    [TestCase("null", 1)]
    [TestCase("\"here\"", 2)]
    public async Task A_shop_that_names_no_next_page_is_not_asked_for_ever(string cursor, int asked)
    {
        var wire = new PretendWire().Says(Page(true, cursor)).Says(Page(true, cursor)).Says(Page(false, cursor));
        using var doors = new Doors(wire);

        var found = await new SubscriptionDesk(doors.Admin).FindAsync(Shop.Domain, new Uri("https://delight.example.com/webhooks/shopify"), CancellationToken.None);

        Assert.That(found.Failure?.Kind, Is.EqualTo(FailureKind.Unusable));
        Assert.That(found.Failure?.Sentence, Does.StartWith($"{Shop.Domain} says that there is another page, and not where it begins."));
        Assert.That(wire.Asked, Has.Exactly(asked).Items);
    }

    private static string Page(bool more, string cursor) =>
        """{"data":{"webhookSubscriptions":{"nodes":[],"pageInfo":{"hasNextPage":""" + (more ? "true" : "false") + ",\"endCursor\":" + cursor + "}}}}";
}
