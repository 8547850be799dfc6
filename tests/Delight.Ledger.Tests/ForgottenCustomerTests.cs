using System.Text.Json;
using Delight.Contracts;
using Delight.Ledger.Privacy;
using Delight.Ledger.Standing;
using Delight.ObjectMother;
using Delight.ObjectMother.Buses;
using Delight.ObjectMother.Stores;
using Delight.Platform.Bus;
using Delight.Platform.Failures;
using Delight.Platform.Privacy;
using Delight.Platform.Store;
using Delight.Platform.Work;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace Delight.Ledger.Tests;

/// <summary>A customer's wish goes through the ledger on either store.</summary>
public class ForgottenCustomerTests(StoreKind kind) : OnEachLedger(kind)
{
    private static readonly PrivacyRequested Wish = new()
    {
        Shop = Shop.Domain, Kind = PrivacyKind.CustomerRedact, CustomerId = Shop.Ada, OrderIds = [], Delivery = Shop.Delivery(PrivacyKind.CustomerRedact),
    };

    [Test]
    public async Task The_name_goes_the_standing_stays_and_is_published_nameless()
    {
        await EnterAsync(Shop.Order(1), Shop.Order(2));

        var published = await AskAsync(Wish);

        Assert.That(published.Select(o => (o.OrderId, o.Ordinal, o.CustomerFirstName, o.Version)),
            Is.EquivalentTo(new[] { (Shop.OrderId(1), (int?)1, (string?)null, 2L), (Shop.OrderId(2), 2, null, 2) }));
        Assert.That(await CountAsync("select count(*) from work where version = 2"), Is.EqualTo(2));
        Assert.That(await CountAsync("select count(*) from orders where first_name is not null"), Is.Zero);
    }

    [Test]
    public async Task Asked_twice_it_is_done_and_recorded_once()
    {
        await EnterAsync(Shop.Order(1));

        await AskAsync(Wish);
        await AskAsync(Wish);

        Assert.That((await RowAsync(Shop.OrderId(1))).Version, Is.EqualTo(2));
        Assert.That(await ReadAsync(s => s.PrivacyRecordsAsync(Shop.Domain, 10)), Has.Count.EqualTo(1));
        Assert.That((await ReadAsync(s => s.SumsAsync())).GetValueOrDefault(Intake.TakenFrom(Shop.Receiver)), Is.EqualTo(2), "the order and the request");
    }

    [Test]
    public async Task A_late_snapshot_of_an_old_order_does_not_bring_the_name_back()
    {
        await AskAsync(Wish with { Delivery = Wish.Delivery with { ReceivedAt = Shop.Order(2).CreatedAt } });

        await EnterAsync(Shop.Order(1), Shop.Order(2), Shop.Order(3));

        Assert.That(new[] { await NameOfAsync(1), await NameOfAsync(2), await NameOfAsync(3) }, Is.EqualTo(new[] { null, null, "Ada" }));
        Assert.That(await OrdinalsAsync(1, 2, 3), Is.EqualTo(new int?[] { 1, 2, 3 }));
    }

    [Test]
    public async Task The_answer_to_a_data_request_is_taken_back_when_the_customer_is_forgotten()
    {
        await EnterAsync(Shop.Order(1));
        var question = Wish with { Kind = PrivacyKind.CustomerDataRequest, Delivery = Shop.Delivery(PrivacyKind.CustomerDataRequest) with { Id = Guid.NewGuid() } };

        await AskAsync(question);
        var before = await ReadAsync(s => s.PrivacyRecordAsync(question.Delivery.Id.ToString()));
        await AskAsync(Wish);
        var after = await ReadAsync(s => s.PrivacyRecordAsync(question.Delivery.Id.ToString()));

        Assert.That(JsonDocument.Parse(before!.Answer!).RootElement.GetProperty("orders")[0].GetProperty("firstName").GetString(), Is.EqualTo("Ada"));
        Assert.That((after!.Answer, after.Done), Is.EqualTo(((string?)null, before.Done)));
    }

    [Test]
    public async Task Of_a_forgotten_shop_nothing_stays_but_the_proof()
    {
        await EnterAsync(Shop.Order(1), Shop.Order(2) with { Shop = Shop.OtherDomain });

        await AskAsync(Wish with { Kind = PrivacyKind.ShopRedact, CustomerId = null });

        Assert.That(await ReadAsync(s => s.QueryAsync<string>("select shop from orders union select shop from story union select shop from snapshots")), Is.EqualTo(new[] { Shop.OtherDomain }));
        Assert.That((await ReadAsync(s => s.PrivacyRecordsAsync(Shop.Domain, 10))).Single().Kind, Is.EqualTo(PrivacyKind.ShopRedact));
    }

    private async Task<string?> NameOfAsync(int number) => (await RowAsync(Shop.OrderId(number))).FirstName;

    /// <returns>The standings that were published.</returns>
    private async Task<IReadOnlyList<OrderRanked>> AskAsync(PrivacyRequested request)
    {
        var services = new ServiceCollection().AddSingleton(Store).AddSingleton(new OwedRankings(Store)).AddSingleton<TimeProvider>(new StandingClock())
            .AddSingleton<IFailures, NoFailures>().AddSingleton<IPersonalData>(new OrdersOfPerson(Book)).AddSingleton<IPersonalData, Stories>();
        await using var bus = await TestBus.StartAsync(services, b => b.AddConsumer<PrivacyRequestedConsumer>());
        await bus.Bus.Publish(request);
        await bus.ConsumedAsync<PrivacyRequested>();
        Assert.That(bus.Published<Fault<PrivacyRequested>>(), Is.Empty);
        return [.. bus.Published<OrderRanked>().Select(p => p.Message)];
    }

    private sealed class NoFailures : IFailures
    {
        public Task<IReadOnlyList<FailureGroup>> ListAsync(FailureSelection selection, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<FailureGroup>>([]);

        public Task<FailedMessage?> FindAsync(string queue, string messageId, CancellationToken cancellationToken) => Task.FromResult<FailedMessage?>(null);

        public Task ReplayAsync(FailureSelection selection, Handled handled, CancellationToken cancellationToken) => Task.CompletedTask;

        public Task<int> DiscardAsync(Func<FailedMessage, bool> which, CancellationToken cancellationToken) => Task.FromResult(0);
    }
}
