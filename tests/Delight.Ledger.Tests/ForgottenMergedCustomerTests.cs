using System.Text.Json;
using Delight.Contracts;
using Delight.ObjectMother;
using Delight.ObjectMother.Stores;
using Delight.Platform.Privacy;

namespace Delight.Ledger.Tests;

/// <summary>Whoever asks to be forgotten is, under each number that they have or had.</summary>
public class ForgottenMergedCustomerTests(StoreKind kind) : OnMerging(kind)
{
    [TestCase(Shop.Ada)]
    [TestCase(Shop.Bert)]
    public async Task After_the_merge_a_wish_reaches_what_was_either_ones(long asks)
    {
        await EnterAsync(Shop.Order(1), Shop.Order(2, Shop.Bert));
        await MergeAsync();

        var published = await AskAsync(Wish with { CustomerId = asks });

        Assert.That(published.Select(o => (o.OrderId, o.CustomerFirstName)), Is.EquivalentTo(new[] { (Shop.OrderId(1), (string?)null), (Shop.OrderId(2), null) }));
        Assert.That(await NamedAsync(), Is.Zero);
    }

    [TestCase(Shop.Ada)]
    [TestCase(Shop.Bert)]
    public async Task What_comes_late_does_not_bring_the_name_back_whichever_number_it_has(long asks)
    {
        await MergeAsync();
        await AskAsync(Wish with { CustomerId = asks });

        await EnterAsync(Shop.Order(1), Shop.Order(2, Shop.Bert));

        Assert.That((await NamedAsync(), await CountAsync("select count(*) from orders")), Is.EqualTo((0, 2)));
    }

    [Test]
    public async Task A_wish_from_before_the_merge_holds_after_it([Values] bool ofTheMergedOne)
    {
        var (asks, other) = ofTheMergedOne ? (Shop.Bert, Shop.Ada) : (Shop.Ada, Shop.Bert);
        await EnterAsync(Shop.Order(1, asks), Shop.Order(2, other));
        await AskAsync(Wish with { CustomerId = asks });

        await MergeAsync();
        await EnterAsync(Shop.Order(1, other).Later(2));

        Assert.That((await StandingAsync(1)).CustomerFirstName, Is.Null, "the platform names the order after the other one");
        Assert.That((await StandingAsync(2)).CustomerFirstName, Is.EqualTo("Ada"), "who has not asked");
    }

    [Test]
    public async Task An_order_made_after_the_wish_is_a_new_beginning()
    {
        await AskAsync(Wish with { CustomerId = Shop.Bert, Delivery = Wish.Delivery with { ReceivedAt = Shop.Day(2.5) } });
        await MergeAsync();

        await EnterAsync(Shop.Order(2, Shop.Bert), Shop.Order(3, Shop.Bert), Shop.Order(4));

        Assert.That(await NamedAsync(), Is.EqualTo(2));
    }

    [Test]
    public async Task The_export_holds_both_and_is_taken_back_with_either()
    {
        await EnterAsync(Shop.Order(1), Shop.Order(2, Shop.Bert));
        await MergeAsync();
        var question = Wish with { CustomerId = Shop.Bert, Kind = PrivacyKind.CustomerDataRequest, Delivery = Shop.Delivery(PrivacyKind.CustomerDataRequest) };

        await AskAsync(question);
        var answer = JsonElement.Parse((await ReadAsync(s => s.PrivacyRecordAsync(question.Delivery.Id.ToString())))!.Answer!);
        await AskAsync(Wish);

        Assert.That(answer.GetProperty("orders").EnumerateArray().Select(o => o.GetProperty("order").GetString()), Is.EqualTo(new[] { "#1001", "#1002" }));
        Assert.That((answer.GetProperty("customerId").GetString(), answer.GetProperty("mergedCustomerIds")[0].GetString()), Is.EqualTo(($"{Shop.Ada}", $"{Shop.Bert}")));
        Assert.That((await ReadAsync(s => s.PrivacyRecordAsync(question.Delivery.Id.ToString())))!.Answer, Is.Null);
    }

    [Test]
    public async Task Messages_that_failed_lose_the_name_of_the_merged_one_and_are_handed_out_with_the_rest()
    {
        await MergeAsync();
        Failed.Add("ledger", Shop.Order(1, Shop.Bert));
        var question = Wish with { Kind = PrivacyKind.CustomerDataRequest, Delivery = Shop.Delivery(PrivacyKind.CustomerDataRequest) };

        await AskAsync(question);
        await AskAsync(Wish);

        Assert.That((await ReadAsync(s => s.PrivacyRecordsAsync(Shop.Domain, 10))).Single(r => r.Id == question.Delivery.Id.ToString()).Done, Does.Contain("\"failed messages\":1"));
        Assert.That(Failed.Left<OrderSeen>().Single().CustomerFirstName, Is.Null);
    }

    private Task<long> NamedAsync() => CountAsync("select count(*) from orders where first_name is not null");
}
