using Delight.Contracts;
using Delight.Fulfilment.Pausing;
using Delight.Fulfilment.Privacy;
using Delight.ObjectMother;
using Delight.ObjectMother.Stores;
using Delight.Platform.Bus;
using Delight.Platform.Privacy;
using Delight.Platform.Work;

namespace Delight.Fulfilment.Tests;

/// <summary>While a rule is paused its orders wait, or pass; the other rules give on.</summary>
public sealed class PausedRuleTests(StoreKind kind) : OnEachParcelBook(kind)
{
    private PausingDesk Pausing => new(Store, Held, new Topology([], []), Clock);

    [Test]
    public async Task What_it_says_meanwhile_waits_and_is_given_back_once_when_it_goes_on()
    {
        await PauseAsync(PausedOrders.Wait);
        await WriteAsync(s => s.OweAsync([Owed(4), Owed(5)]));

        Assert.That(await EnterAsync(Shop.Decided(4)), Is.Null);
        await EnterAsync(Shop.Decided(5));
        await EnterAsync(Shop.Decided(5, version: 2));

        Assert.That((await CountAsync("select count(*) from parcels"), await CountAsync("select count(*) from work")), Is.EqualTo((0, 0)), "nothing is pending");
        Assert.That((await StoryAsync(4)).Single(), Does.EndWith("fourth-to-seventh-order is paused: what it says of standing 1 waits until the rule goes on."));
        Assert.That(await ResumeAsync(), Is.EqualTo(2));
        var back = Broker.Offered.Select(o => (GestureDecided)o.Message).ToArray();
        Assert.That(back.Select(d => (d.OrderId, d.Version, d.Gives)), Is.EqualTo(new[] { (Shop.OrderId(4), 1, true), (Shop.OrderId(5), 2, true) }));
        Assert.That(await CountAsync("select count(*) from work"), Is.EqualTo(2), "and owed again");
        Assert.That(await EnterAsync(back[0]), Has.Property("State").EqualTo(ParcelState.Open));
        Assert.That((await StoryAsync(4)).Last(l => !l.Contains("waits", StringComparison.Ordinal)), Does.EndWith("Queued: 1 × A wrapped sweet (DELIGHT-SWEET), a handwritten note."));
        Assert.That((await ResumeAsync(), Broker.Offered.Count), Is.EqualTo(((int?)null, 2)));
    }

    [Test]
    public async Task What_takes_a_gift_away_does_not_wait()
    {
        await EnterAsync(Shop.Decided(4));
        await PauseAsync(PausedOrders.Wait);
        await EnterAsync(Shop.Decided(5));

        await EnterAsync(Shop.Decided(4, version: 2).Passing());
        await EnterAsync(Shop.Decided(5, version: 2).Passing());
        await ResumeAsync();
        await EnterAsync((GestureDecided)Broker.Offered.Single().Message);

        Assert.That(((await CurrentAsync(4))!.Lines, (await CurrentAsync(5))?.Lines ?? []), Is.EqualTo((Array.Empty<ParcelLine>(), Array.Empty<ParcelLine>())), "what waited is overtaken");
    }

    [Test]
    public async Task Paused_again_while_what_waited_is_given_back_it_loses_nothing()
    {
        await PauseAsync(PausedOrders.Wait);
        await EnterAsync(Shop.Decided(4));
        Broker.WhenOffered = async (message, _) =>
        {
            Broker.WhenOffered = (_, _) => Task.CompletedTask;
            await PauseAsync(PausedOrders.Wait);
            await EnterAsync((GestureDecided)message);
        };

        await ResumeAsync();

        Assert.That(await CountAsync("select count(*) from held_answers"), Is.EqualTo(1));
        await ResumeAsync();
        await EnterAsync((GestureDecided)Broker.Offered.Last().Message);
        Assert.That((await CurrentAsync(4))!.State, Is.EqualTo(ParcelState.Open));
    }

    [Test]
    public async Task A_rule_goes_on_although_the_broker_is_away()
    {
        await PauseAsync(PausedOrders.Wait);
        await EnterAsync(Shop.Decided(4));
        Broker.WhenOffered = (_, _) => throw new InvalidOperationException("Away.");

        Assert.That(await ResumeAsync(), Is.EqualTo(1));

        Broker.WhenOffered = (_, _) => Task.CompletedTask;
        await Held.GiveBackAsync(CancellationToken.None);
        Assert.That((Broker.Offered.Count, await CountAsync("select count(*) from held_answers")), Is.EqualTo((2, 0)));
    }

    [Test]
    public async Task Its_orders_pass_and_get_nothing_later()
    {
        await PauseAsync(PausedOrders.Pass);

        await EnterAsync(Shop.Decided(4));

        Assert.That((await StoryAsync(4)).Single(), Does.EndWith("passes: the rule is paused, and its orders pass; it would have given: this is the customer's 4th. Nothing is queued."));
        Assert.That((await ResumeAsync(), Broker.Offered.Count), Is.EqualTo(((int?)0, 0)));
        Assert.That((await CurrentAsync(4))?.Lines ?? [], Is.Empty);
    }

    [Test]
    public async Task Other_rules_and_shops_are_not_touched()
    {
        await PauseAsync(PausedOrders.Wait);

        await EnterTogetherAsync(Shop.Decided(4), Shop.Decided(4, rule: "wax-seal"), Shop.Decided(4) with { Shop = Shop.OtherDomain });

        Assert.That((await CurrentAsync(4))!.Lines.Select(l => l.Rule).Distinct(), Is.EqualTo(new[] { "wax-seal" }));
        Assert.That((await Book.CurrentAsync(Shop.OtherDomain, Shop.OrderId(4), CancellationToken.None))!.State, Is.EqualTo(ParcelState.Open));
    }

    [Test]
    public async Task Who_is_forgotten_meanwhile_has_no_words_waiting()
    {
        await PauseAsync(PausedOrders.Wait);
        await EnterAsync(Shop.Decided(4));

        var changed = await Store.WriteAsync(s => new WishesOfPerson().RedactAsync(s, new Person(Shop.Domain, Shop.Ada, [], Guid.NewGuid())), CancellationToken.None);

        Assert.That((changed, await CountAsync("select count(*) from held_answers where body like '%Dear Ada%'")), Is.EqualTo((1, 0)));
    }

    [Test]
    public async Task It_says_what_is_paused_and_how_much_waits()
    {
        await PauseAsync(PausedOrders.Pass);
        await PauseAsync(PausedOrders.Wait);
        await EnterAsync(Shop.Decided(4));

        var paused = (await Pausing.PausedAsync(Shop.Domain, CancellationToken.None)).Single();
        Assert.That((paused.Rule, paused.Orders, paused.Who), Is.EqualTo((Shop.Rule, "wait", "Olga")));
        Assert.That(await Pausing.WaitingAsync(CancellationToken.None), Is.EquivalentTo(new Dictionary<(string, string), long> { [(Shop.Domain, Shop.Rule)] = 1 }));
        Assert.That(await Pausing.PausedAsync(Shop.OtherDomain, CancellationToken.None), Is.Empty);
    }

    private Task PauseAsync(string orders) => Pausing.PauseAsync(Shop.Domain, Shop.Rule, orders, "Olga", CancellationToken.None);

    private Task<int?> ResumeAsync() => Pausing.ResumeAsync(Shop.Domain, Shop.Rule, CancellationToken.None);

    private static WorkItem Owed(int number) => new() { Shop = Shop.Domain, SubjectId = Shop.OrderId(number), Worker = Queues.OfRule(Shop.Rule), Version = 1, Cause = "" };
}
