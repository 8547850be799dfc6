using System.Text.Json;

namespace Delight.FakeShops.Tests;

/// <summary>Tags, metafields and holds: what can be written so that writing twice does no harm.</summary>
internal sealed class MarkTests
{
    private OpenShop app = null!;
    private FakeOrder order = null!;

    [SetUp]
    public async Task Open()
    {
        app = await OpenShop.StartAsync();
        order = app.Remember();
    }

    [TearDown]
    public async Task Close()
    {
        if (app is not null)
            await app.DisposeAsync();
    }

    [Test]
    public async Task Tags_are_added_once_and_removed()
    {
        var id = Gid.Of("Order", order.Id);
        await app.DataAsync(Documents.Tag, new { id, tags = new[] { "gift", "vip" } });
        await app.DataAsync(Documents.Tag, new { id, tags = new[] { "Gift" } });
        Assert.That(order.Tags, Is.EqualTo(new[] { "gift", "vip" }));
        await app.DataAsync("mutation Untag($id: ID!) { tagsRemove(id: $id, tags: [\"gift\"]) { userErrors { message } } }", new { id });
        Assert.That(order.Tags, Is.EqualTo(new[] { "vip" }));
    }

    [Test]
    public async Task A_change_moves_the_orders_time_on()
    {
        var before = order.UpdatedAt;
        await app.DataAsync(Documents.Tag, new { id = Gid.Of("Order", order.Id), tags = new[] { "gift" } });
        Assert.That(order.UpdatedAt, Is.GreaterThan(before));
        before = order.UpdatedAt;
        await app.DataAsync(Documents.Tag, new { id = Gid.Of("Order", order.Id), tags = new[] { "gift" } });
        Assert.That(order.UpdatedAt, Is.EqualTo(before), "nothing changed");
    }

    [Test]
    public async Task The_digest_null_means_that_there_must_be_no_such_metafield()
    {
        Assert.That(await SetAsync(digest: null), Is.Empty);
        Assert.That(await SetAsync(digest: null), Is.EqualTo(new[] { "STALE_OBJECT" }));
    }

    [Test]
    public async Task The_right_digest_is_needed_to_overwrite_and_none_overwrites_anyway()
    {
        await SetAsync(digest: null);
        var digest = app.Merchant.MetafieldsOf(order.Id).Single().CompareDigest;
        Assert.That(await SetAsync(digest, "second"), Is.Empty);
        Assert.That(await SetAsync(digest, "third"), Is.EqualTo(new[] { "STALE_OBJECT" }));
        Assert.That((await app.DataAsync(Documents.SetMetafield, new { fields = new[] { new { ownerId = Gid.Of("Order", order.Id), @namespace = "delight", key = "gift", value = "fourth" } } })).UserErrors().GetArrayLength(), Is.Zero);
        Assert.That(app.Merchant.MetafieldsOf(order.Id).Single().Value, Is.EqualTo("fourth"));
    }

    [Test]
    public async Task Of_several_metafields_all_are_set_or_none()
    {
        var fields = new[]
        {
            new { ownerId = Gid.Of("Order", order.Id), @namespace = "delight", key = "one", type = "single_line_text_field", value = "1" },
            new { ownerId = Gid.Of("Order", order.Id), @namespace = "delight", key = "two", type = "single_line_text_field", value = "" },
        };
        Assert.That((await app.DataAsync(Documents.SetMetafield, new { fields })).UserErrors()[0].GetProperty("code").GetString(), Is.EqualTo("BLANK"));
        Assert.That(app.Merchant.MetafieldsOf(order.Id), Is.Empty);
    }

    [Test]
    public async Task A_metafield_is_deleted_and_deleting_it_again_is_no_error()
    {
        const string Delete = "mutation Delete($id: ID!) { metafieldsDelete(metafields: [{ ownerId: $id, namespace: \"delight\", key: \"gift\" }]) { deletedMetafields { key } userErrors { message } } }";
        await SetAsync(digest: null);
        var id = Gid.Of("Order", order.Id);
        Assert.That((await app.DataAsync(Delete, new { id })).Payload().GetProperty("deletedMetafields")[0].GetProperty("key").GetString(), Is.EqualTo("gift"));
        Assert.That((await app.DataAsync(Delete, new { id })).Payload().GetProperty("deletedMetafields")[0].ValueKind, Is.EqualTo(JsonValueKind.Null));
    }

    [Test]
    public async Task A_hold_is_placed_once_by_its_handle()
    {
        Assert.That((await HoldAsync("delight")).Payload().GetProperty("fulfillmentOrder").GetProperty("status").GetString(), Is.EqualTo("ON_HOLD"));
        Assert.That((await HoldAsync("delight")).UserErrors()[0].GetProperty("code").GetString(), Is.EqualTo("DUPLICATE_FULFILLMENT_HOLD_HANDLE"));
        Assert.That((await HoldAsync(new string('x', 65))).UserErrors()[0].GetProperty("message").GetString(), Does.StartWith("Handle is too long"));
    }

    [Test]
    public async Task A_hold_is_released_by_its_id_and_others_stay()
    {
        app.Merchant.Hold(order.Id, "Address is wrong");
        var hold = (await HoldAsync("delight")).Payload().GetProperty("fulfillmentHold").GetProperty("id").GetString();
        var left = (await app.DataAsync(Documents.Release, new { id = Gid.Of("FulfillmentOrder", order.Id), holds = new[] { hold } })).Payload();
        Assert.That(left.GetProperty("fulfillmentOrder").GetProperty("status").GetString(), Is.EqualTo("ON_HOLD"));
        Assert.That(order.Holds.Single().Notes, Is.EqualTo("Address is wrong"));
    }

    [Test]
    public async Task Without_ids_everybodys_holds_are_released()
    {
        app.Merchant.Hold(order.Id, "Address is wrong");
        await HoldAsync("delight");
        await app.DataAsync(Documents.Release, new { id = Gid.Of("FulfillmentOrder", order.Id) });
        Assert.That(order.Holds, Is.Empty);
    }

    [Test]
    public async Task What_is_fulfilled_cannot_be_held()
    {
        app.Merchant.Fulfil(order.Id);
        Assert.That((await HoldAsync("delight")).UserErrors().GetArrayLength(), Is.EqualTo(1));
    }

    private async Task<string?[]> SetAsync(string? digest, string value = "first") => [.. (await app.DataAsync(Documents.SetMetafield, new
    {
        fields = new[] { new { ownerId = Gid.Of("Order", order.Id), @namespace = "delight", key = "gift", type = "single_line_text_field", value, compareDigest = digest } },
    })).UserErrors().EnumerateArray().Select(error => error.GetProperty("code").GetString())];

    private Task<JsonElement> HoldAsync(string handle) =>
        app.DataAsync(Documents.Hold, new { id = Gid.Of("FulfillmentOrder", order.Id), hold = new { reason = "OTHER", reasonNotes = "A gift is chosen", handle } });
}
