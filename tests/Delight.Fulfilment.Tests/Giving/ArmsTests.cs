using Delight.Contracts;
using Delight.Fulfilment.Giving;
using Delight.Fulfilment.Parcels;
using Delight.ObjectMother;
using Delight.ObjectMother.Stores;

namespace Delight.Fulfilment.Tests.Giving;

/// <summary>Some customers get a part of what a rule gives, or nothing, so that it shows whether it pays.</summary>
public sealed class ArmsTests(StoreKind kind) : OnGivingShop(kind)
{
    private ArmsDesk Arms => new(Store);

    [Test]
    public async Task Customers_are_spread_by_the_shares_and_get_what_their_arm_gets()
    {
        const int Customers = 1_000;
        Gives.Rules = [new RuleGivingSettings { Rule = Shop.Rule, Arms = new ArmSettings { Nothing = 10, Note = 20, Extra = 30, Both = 40 } }];

        await EnterManyAsync(Customers);

        var counted = (await Arms.CountAsync(Gives, CancellationToken.None)).Single();
        Assert.That(counted.Arms.Select(a => (a.Arm, a.Expected)), Is.EqualTo(new[] { ("nothing", 100.0), ("note", 200.0), ("extra", 300.0), ("both", 400.0) }));
        Assert.That(counted.Arms.Select(a => Math.Abs(a.Customers - a.Expected)), Has.All.LessThan(60));
        Assert.That((counted.Mismatch, counted.Strays), Is.EqualTo((false, 0)), $"chance {counted.Chance}");
        var arms = counted.Arms.ToDictionary(a => a.Arm, a => a.Customers);
        Assert.That((await LinesAsync(LineKind.Extra), await LinesAsync(LineKind.HandwrittenNote)), Is.EqualTo((arms["extra"] + arms["both"], arms["note"] + arms["both"])));
    }

    [Test]
    public async Task Who_is_held_out_takes_nothing_and_the_story_says_what_it_would_have_been()
    {
        Gives.NeverGiftedPercent = 100;
        this[Sweet].Stock = 1;

        await EnterAsync(Wish(4));

        Assert.That(await InAsync(4), Is.Empty);
        Assert.That((await StockAsync(Sweet), await CountAsync("select count(*) from spent")), Is.EqualTo((1, 0)));
        Assert.That((await StoryAsync(4)).Single(), Does.EndWith("Held out (arm \"never\"): nothing is queued. Would have been given: 1 × A sweet (SWEET), a handwritten note."));
    }

    [Test]
    public async Task Somebody_held_out_of_one_rule_gets_the_other_ones_note()
    {
        Gives.Rules = [new RuleGivingSettings { Rule = "a-rule", Priority = 1, Arms = new ArmSettings { Nothing = 100 } }];

        await EnterAsync(Wish(4, 1, "a-rule", Tea));
        await EnterAsync(Wish(4, 1, "z-rule", Sweet));

        Assert.That((await CurrentAsync(4))!.Lines.Select(l => l.Rule), Is.EqualTo(new[] { "z-rule", "z-rule" }));
    }

    [Test]
    public async Task An_arm_is_kept_when_the_shares_change_and_before_stock_is_looked_at()
    {
        Gives.Rules = [new RuleGivingSettings { Rule = Shop.Rule, Arms = new ArmSettings { Note = 100 } }];
        Array.ForEach([.. Gives.Catalogue], c => c.Stock = 0);
        await EnterAsync(Wish(4) with { RuleVersion = "3f2a91c0" });

        Gives.Rules[0].Arms = new ArmSettings { Both = 100 };
        await WriteAsync(s => s.ScriptAsync("update catalogue set stock = 5"));
        await EnterAsync(Wish(5));

        Assert.That(await InAsync(5), Is.EqualTo(new[] { "note" }));
        Assert.That((await StoryAsync(5)).Single(), Does.EndWith("Queued: a handwritten note; no A tea, since the customer is in the arm \"note\" of fourth-to-seventh-order."));
        Assert.That((await Arms.CountAsync(Gives, CancellationToken.None)).Single().Strays, Is.EqualTo(1));
    }

    [Test]
    public async Task Once_the_shares_are_taken_back_everybody_gets_both()
    {
        Gives.Rules = [new RuleGivingSettings { Rule = Shop.Rule, Arms = new ArmSettings { Nothing = 100 } }];
        await EnterAsync(Wish(4));

        Gives.Rules = [];
        await EnterAsync(Wish(5));

        Assert.That((await InAsync(4), await InAsync(5)), Is.EqualTo((Array.Empty<string>(), new[] { Tea, "note" })));
    }

    [Test]
    public async Task The_export_tells_of_each_customer_what_followed()
    {
        Gives.Rules = [new RuleGivingSettings { Rule = Shop.Rule, Arms = new ArmSettings { Both = 100 } }];
        await EnterAsync(Wish(4) with { RuleVersion = "3f2a91c0" });
        await EnterAsync(Wish(5) with { OrderTotal = Money.Of(20, Shop.Currency) });
        await EnterAsync(Shop.Decided(8).Passing() with { OrderTotal = Money.Of(12.5m, Shop.Currency) });
        await PackAsync(4);

        var row = (await RowsAsync()).Single();

        Assert.That((row.CustomerId, row.Rule, row.Arm, row.Salt, row.RuleVersion, row.OrderId), Is.EqualTo((Shop.Ada, Shop.Rule, "both", "delight", "3f2a91c0", Shop.OrderId(4))));
        Assert.That((row.Gifted, row.Packed, row.LaterOrders, row.LaterSpend), Is.EqualTo((2, 1, 2, 3250)));
    }

    [Test]
    public async Task A_long_export_comes_whole()
    {
        const int Customers = 2_100;
        Gives.NeverGiftedPercent = 50;

        await EnterManyAsync(Customers);

        Assert.That((await RowsAsync()).Select(r => r.CustomerId), Is.EqualTo(Enumerable.Range(1, Customers).Select(n => (long)n)));
    }

    [Test]
    public async Task Shares_that_are_not_kept_are_said()
    {
        Gives.Rules = [new RuleGivingSettings { Rule = Shop.Rule, Arms = new ArmSettings { Nothing = 50, Both = 50 } }];
        await EnterManyAsync(1_000);
        await WriteAsync(s => s.ScriptAsync("update assignments set arm = 'nothing' where customer_id % 4 = 0"));

        var counted = (await Arms.CountAsync(Gives, CancellationToken.None)).Single();

        Assert.That((counted.Mismatch, counted.Chance < 0.001), Is.EqualTo((true, true)), $"chance {counted.Chance}");
    }

    [Test]
    public void Another_salt_spreads_customers_otherwise()
    {
        Gives.Rules = [new RuleGivingSettings { Rule = Shop.Rule, Arms = new ArmSettings { Nothing = 50, Both = 50 } }];
        string[] ByArm() => [.. Enumerable.Range(1, 200).Select(n => Arm.Of(Gives, Shop.Rule, n)!)];
        var before = ByArm();

        Assert.That(ByArm(), Is.EqualTo(before));
        Gives.Salt = "autumn";
        Assert.That(ByArm().Zip(before).Count(a => a.First == a.Second), Is.InRange(60, 140));
    }

    private Task<Entered[]> EnterManyAsync(int customers) =>
        Task.WhenAll(Enumerable.Range(1, customers).Select(n => Book.EnterAsync(Wish(4) with { OrderId = n, CustomerId = n }, CancellationToken.None)));

    private Task<long> LinesAsync(string kind) => CountAsync("select count(*) from parcel_lines where kind = @Kind", new { Kind = kind });

    private async Task<List<AssignedRow>> RowsAsync()
    {
        var rows = new List<AssignedRow>();
        await foreach (var row in Arms.RowsAsync(Shop.Domain, CancellationToken.None))
        {
            rows.Add(row);
        }

        return rows;
    }
}
