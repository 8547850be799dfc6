using Delight.Simulator;
using Delight.SystemTests.Newcomers;
using Delight.SystemTests.Running;

namespace Delight.SystemTests;

/// <summary>Each rule is a consumer of its own: a new one is one file, and one that throws hurts only itself.</summary>
[TestFixture(Form.Embedded)]
[TestFixture(Form.Distributed)]
internal sealed class RulesSideBySideTests(Form form)
{
    private const int Orders = 12;
    private Installation _installation = null!;

    [OneTimeSetUp]
    public async Task Let_one_customer_order_a_dozen_times_in_the_last_months_of_a_year()
    {
        _installation = await Installation.CreateAsync(form, rules: typeof(AlwaysThrows).Assembly, arrangement: new Arrangement
        {
            Settings = new Dictionary<string, string> { ["Delight__Bus__RetryAfterSeconds__0"] = "0" },
        });
        await _installation.StartProcessesAsync();
        await _installation.SendAsync(RecordedShop.Deliveries(Enumerable.Range(1, Orders).Select(i => new ShopOrder
        {
            Id = i,
            Name = $"#{i}",
            CustomerId = 1,
            CreatedAt = new DateTimeOffset(2026, 11, 19, 12, 0, 0, TimeSpan.Zero).AddDays(i),
            FinancialStatus = "paid",
            Total = 10,
            Currency = "USD",
        })));
        await _installation.SettledAsync();
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        if (_installation is not null)
        {
            await _installation.DisposeAsync();
        }
    }

    [Test]
    public async Task The_other_rules_gifts_are_all_there()
    {
        var parcels = await _installation.ParcelsAsync();

        Assert.That(parcels.Where(p => p.Lines.Any(l => l.Rule == "fourth-to-seventh-order")).Select(p => p.Ordinal), Is.EqualTo(new[] { 4, 5, 6, 7 }));
        Assert.That(parcels.SelectMany(p => p.Lines).Select(l => l.Rule), Has.None.EqualTo("always-throws"));
    }

    [Test]
    public async Task Its_messages_wait_in_its_own_error_queue_and_nobody_elses()
    {
        await Eventually.BecomesTrueAsync("the error queue holds every order, some more than once since they were ranked anew", async () =>
            (await _installation.QueueAsync("rule-always-throws")).GetProperty("errorDepth").GetInt64() >= Orders);
        foreach (var other in new[] { "ledger", "rule-fourth-to-seventh-order", "rule-star-in-december", "fulfilment" })
        {
            Assert.That((await _installation.QueueAsync(other)).GetProperty("errorDepth").GetInt64(), Is.Zero, other);
        }
    }

    [Test]
    public async Task The_story_says_that_it_failed() =>
        Assert.That(await _installation.StoryAsync(5), Has.Some.StartsWith("always-throws failed on standing"));

    [Test]
    public async Task A_newcomers_rule_is_found_and_gives_beside_the_others()
    {
        var parcels = await _installation.ParcelsAsync();

        Assert.That(parcels.Where(p => p.Lines.Any(l => l.Rule == "star-in-december")).Select(p => p.OrderId), Is.EqualTo(new[] { "12" }));
    }

    [Test]
    public void A_newcomers_rule_is_tested_without_a_bus()
    {
        var december = ObjectMother.Shop.Ranked(ordinal: 1) with { CreatedAt = new DateTimeOffset(2026, 12, 6, 9, 0, 0, TimeSpan.Zero) };

        Assert.That(new StarInDecember().Decide(december).Gives, Is.True);
        Assert.That(new StarInDecember().Decide(december with { CreatedAt = december.CreatedAt.AddMonths(-1) }).Gives, Is.False);
    }
}
