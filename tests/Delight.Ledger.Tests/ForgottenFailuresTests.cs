using System.Text;
using Delight.Contracts;
using Delight.Ledger.Privacy;
using Delight.ObjectMother;
using Delight.ObjectMother.Stores;
using Delight.Platform.Failures;
using Delight.Platform.Privacy;
using Delight.Platform.Store;
using Delight.Platform.Work;

namespace Delight.Ledger.Tests;

/// <summary>What failed is as much a place of personal data as a table, and may be an accepted order that is nowhere else.</summary>
public class ForgottenFailuresTests(StoreKind kind) : OnForgetting(kind)
{
    private const string AlikeDomain = "very-" + Shop.Domain;

    [Test]
    public async Task An_order_that_failed_loses_the_name_and_has_its_place_when_it_is_given_back()
    {
        await EnterAsync(Shop.Order(1), Shop.Order(3));
        Failed.Add("ledger", Shop.Order(2));

        await AskAsync(Wish);

        Assert.That(Failed.Texts(), Does.Not.Contain("Ada"));
        await EnterAsync(Failed.Left<OrderSeen>());
        Assert.That(await OrdinalsAsync(1, 2, 3), Is.EqualTo(new int?[] { 1, 2, 3 }));
        Assert.That(await CountAsync("select count(*) from orders where first_name is not null"), Is.Zero);
        Assert.That((await TakenAsync()), Is.EqualTo(4), "three orders and the request");
    }

    [Test]
    public async Task What_a_customer_asked_for_and_the_shops_tags_of_them_go_from_what_failed()
    {
        Failed.Add("ledger", Shop.Order(2) with { CustomerFirstName = null, SpecialRequest = "Swordfish", CustomerTags = ["Swordfish"], EmailDigest = "Swordfish" });
        Failed.Add("rule-x", Shop.Ranked() with { CustomerFirstName = null, SpecialRequest = "Swordfish", CustomerTags = ["Swordfish"] });
        Failed.Add("fulfilment", Shop.Decided() with { Lines = [], SpecialRequest = "Swordfish", CustomerTags = ["Swordfish"] });

        await AskAsync(Wish);

        Assert.That(Failed.Texts(), Does.Not.Contain("Swordfish"));
    }

    [Test]
    public async Task Standings_and_answers_that_failed_lose_name_and_words_and_what_was_owed_is_answered_anew()
    {
        await EnterAsync(Shop.Order(4) with { CustomerFirstName = null });
        Failed.Add("rule-x", Shop.Ranked());
        Failed.Add("fulfilment", Shop.Decided());

        var published = await AskAsync(Wish);

        Assert.That(Failed.Texts(), Does.Not.Contain("Ada").And.Contain("the words are removed"));
        Assert.That(Failed.Messages, Has.Count.EqualTo(2));
        Assert.That(published.Select(o => (o.OrderId, o.Version)), Is.EqualTo(new[] { (Shop.OrderId(4), 2L) }));
    }

    [Test]
    public async Task Another_shop_whose_name_ends_alike_and_another_customer_keep_what_is_theirs()
    {
        Failed.Add("ledger", Shop.Order(1) with { Shop = AlikeDomain });
        Failed.Add("ledger", Shop.Order(2, Shop.Bert) with { Total = new Money(Shop.Ada, "USD") });
        var before = Failed.Texts();

        await AskAsync(Wish);
        Assert.That(Failed.Texts(), Is.EqualTo(before));

        await AskAsync(Wish with { Kind = PrivacyKind.ShopRedact, CustomerId = null, Delivery = Shop.Delivery(PrivacyKind.ShopRedact) });
        Assert.That(Failed.Left<OrderSeen>().Select(o => o.Shop), Is.EqualTo(new[] { AlikeDomain }));
    }

    [Test]
    public async Task A_request_that_failed_keeps_what_it_needs_until_it_is_done()
    {
        var failed = Wish with { CustomerId = Shop.Bert, CustomerEmail = "bert@example.com", Delivery = Shop.Delivery(PrivacyKind.CustomerRedact) };
        await WriteAsync(s => s.BuryAsync(failed.ToPerson(), failed.Delivery.ReceivedAt));
        Failed.Add("privacy", failed);

        await AskAsync(Wish);
        Assert.That(Failed.Left<PrivacyRequested>().Single().CustomerEmail, Is.EqualTo("bert@example.com"));

        await AskAsync(failed);
        Assert.That(Failed.Left<PrivacyRequested>().Single().CustomerEmail, Is.EqualTo("bert@example.com"), "it is done in the same moment");
        await AskAsync(Wish with { Delivery = Shop.Delivery(PrivacyKind.CustomerRedact) });
        Assert.That(Failed.Left<PrivacyRequested>().Single().CustomerEmail, Is.Null);
    }

    [Test]
    public async Task What_nobody_can_read_goes_when_it_speaks_of_somebody_forgotten_also_if_it_fails_later()
    {
        await AskAsync(Wish with { CustomerEmail = "ada@example.com" });
        Failed.Messages.Add(new FailedMessage("ledger", "x", DateTimeOffset.UnixEpoch, "why", Encoding.UTF8.GetBytes($$"""{"message":{"shop":"{{Shop.Domain}}","email":"ada@example.com""")));
        Failed.Messages.Add(new FailedMessage("ledger", "y", DateTimeOffset.UnixEpoch, "why", Encoding.UTF8.GetBytes($$"""{"message":{"shop":"{{Shop.Domain}}","email":"bert@example.com""")));

        await AskAsync(Wish with { CustomerId = 99, Delivery = Shop.Delivery(PrivacyKind.CustomerRedact) });

        Assert.That(Failed.Messages.Select(m => m.MessageId), Is.EqualTo(new[] { "y" }));
    }

    [Test]
    public async Task A_new_beginning_keeps_its_name()
    {
        Failed.Add("ledger", Shop.Order(200));

        await AskAsync(Wish);

        Assert.That(Failed.Left<OrderSeen>().Single().CustomerFirstName, Is.EqualTo("Ada"));
    }

    [Test]
    public async Task What_was_to_be_set_aside_is_found_in_its_encoded_body_and_nobody_waits_for_it()
    {
        Failed.Add("quarantine", SetAside($$"""{"customer":{"id":{{Shop.Ada}}}"""));
        Failed.Add("quarantine", SetAside("""{"email":"ADA@example.com","customer":null"""));
        Failed.Add("quarantine", SetAside("""{"email":"bertada@example.com","customer":null"""));

        await AskAsync(Wish with { CustomerEmail = "ada@example.com" });

        Assert.That(Failed.Left<DeliveryQuarantined>().Select(d => Encoding.UTF8.GetString(d.Body)), Has.One.Items.And.One.Contains("bertada"));
        Assert.That(await TakenAsync(), Is.EqualTo(3), "two deliveries and the request");
    }

    [Test]
    public async Task What_fails_after_that_loses_the_name_as_well()
    {
        await AskAsync(Wish);
        Failed.Add("ledger", Shop.Order(1));
        Failed.Add("privacy", Wish with { Kind = PrivacyKind.CustomerDataRequest, CustomerEmail = "ada@example.com" });

        Assert.That(await new ForgottenFailures(Store, Failed).RedactAsync(request: null, CancellationToken.None), Is.EqualTo(2));
        Assert.That(Failed.Texts(), Does.Not.Contain("Ada").And.Not.Contain("ada@"));
        Assert.That(await new ForgottenFailures(Store, Failed).RedactAsync(request: null, CancellationToken.None), Is.Zero, "there is nothing left to do");
    }

    [Test]
    public async Task Of_a_forgotten_shop_nothing_is_left_and_each_delivery_is_counted_once()
    {
        await EnterAsync(Shop.Order(1));
        Failed.Add("ledger", Shop.Order(2));
        Failed.Add("rule-x", Shop.Ranked());
        Failed.Add("quarantine", SetAside("{}"));
        var late = Shop.Order(3);

        await AskAsync(Wish with { Kind = PrivacyKind.ShopRedact, CustomerId = null });
        await EnterAsync(late, late, Shop.Order(1)); // Under way at that time; the broker delivers one twice.

        Assert.That(Failed.Messages, Is.Empty);
        Assert.That(await CountAsync("select count(*) from orders"), Is.Zero);
        Assert.That(await CountAsync("select count(*) from story"), Is.Zero);
        Assert.That(await TakenAsync(), Is.EqualTo(6), "five deliveries of orders and the request");
    }

    [Test]
    public async Task What_was_given_up_is_counted_once_however_it_comes_again()
    {
        var order = Shop.Order(2);
        await WriteAsync(s => s.GiveUpAsync(order.Delivery, isTaken: false));
        Failed.Add("ledger", order);

        await AskAsync(Wish with { Kind = PrivacyKind.ShopRedact, CustomerId = null });
        await WriteAsync(s => s.TakeUpAgainAsync(order.Delivery));
        await EnterAsync(order);
        await WriteAsync(s => s.GiveUpAsync(order.Delivery, isTaken: false));

        Assert.That(await TakenAsync(), Is.EqualTo(2), "the order and the request");
    }

    [Test]
    public async Task A_shop_that_comes_back_begins_anew()
    {
        await EnterAsync(Shop.Order(1), Shop.Order(2));
        await AskAsync(Wish with { Kind = PrivacyKind.ShopRedact, CustomerId = null });

        var newer = Shop.Order(2).Later();
        await EnterAsync(newer with { Delivery = newer.Delivery with { ReceivedAt = Shop.Day(101) } });
        Failed.Add("rule-x", Shop.Ranked(2));
        await new ForgottenFailures(Store, Failed).RedactAsync(request: null, CancellationToken.None);

        Assert.That(await OrdinalsAsync(2), Is.EqualTo(new int?[] { 1 }));
        Assert.That(Failed.Messages, Has.Count.EqualTo(1), "what belongs to the new beginning stays");
    }

    private async Task<long> TakenAsync() => (await ReadAsync(s => s.SumsAsync())).GetValueOrDefault(Intake.TakenFrom(Shop.Receiver));

    private static DeliveryQuarantined SetAside(string body) => new()
    {
        Shop = Shop.Domain, Reasons = ["It is broken."], Body = Encoding.UTF8.GetBytes(body), Delivery = Shop.Delivery("orders/create"),
    };
}
