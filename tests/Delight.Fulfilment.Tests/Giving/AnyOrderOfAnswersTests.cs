using Delight.Contracts;
using Delight.Fulfilment.Giving;
using Delight.ObjectMother;
using Delight.ObjectMother.Stores;

namespace Delight.Fulfilment.Tests.Giving;

/// <summary>However answers come, doubled and mixed, each customer ends with the same gifts; where there are too few, no limit is
/// passed and nothing stays reserved for nobody.</summary>
public sealed class AnyOrderOfAnswersTests(StoreKind kind) : OnGivingShop(kind)
{
    private const int Histories = 15, Customers = 3;
    private static readonly string[] Rules = [Shop.Rule, "a-rule"];

    [Test]
    public async Task Every_order_of_the_answers_ends_in_the_same_parcels()
    {
        Gives.MostExtras = 1;
        Gives.Rules = [new RuleGivingSettings { Rule = "a-rule", Priority = 1 }];
        for (var history = 0; history < Histories; history++)
        {
            var chance = new Random(history);
            var answers = Answers(chance, history);
            await EnterAllAsync(answers);
            var expected = await ParcelsAsync(history);
            Assert.That(expected, Is.Not.Empty);

            await ForgetAllAsync();
            await EnterAllAsync(Mixed(answers, chance));

            var came = await ParcelsAsync(history);
            Assert.That(came, Is.EqualTo(expected), () => $"seed {history}: {string.Join("; ", came.Except(expected))} instead of {string.Join("; ", expected.Except(came))}; answers {string.Join(", ", answers.Select(a => $"{a.OrderId % 100} {a.Rule} v{a.Version} of {a.CustomerId % 10}: {string.Join("|", a.Lines.SelectMany(l => (l.Otherwise ?? []).Prepend(l)).Select(l => l.Sku))}"))}");
            await ForgetAllAsync();
        }
    }

    [Test]
    public async Task No_limit_is_passed_and_nothing_is_left_behind()
    {
        Gives.MonthlyBudget = 12;
        foreach (var item in Gives.Catalogue)
        {
            item.Stock = 2;
        }

        for (var history = 0; history < Histories; history++)
        {
            var chance = new Random(1_000 + history);
            var answers = Answers(chance, history);
            await EnterAllAsync(Mixed(answers, chance));
            await HoldsAsync(history);

            await EnterAllAsync([.. answers.Where(a => a.Version == 1).Select(a => (a with { Version = 9 }).Passing())]);
            await HoldsAsync(history);
            Assert.That((await CountAsync("select count(*) from parcel_lines"), await CountAsync("select cast(sum(stock) as bigint) from catalogue"), await CountAsync("select cast(sum(abs(minor)) as bigint) from spent")),
                Is.EqualTo((0, 8, 0)), $"seed {history}");
            await ForgetAllAsync();
        }
    }

    private async Task HoldsAsync(int history)
    {
        Assert.That(await CountAsync("select cast(min(stock) as bigint) from catalogue"), Is.Not.Negative, $"seed {history}");
        Assert.That(await CountAsync("select cast(sum(stock) as bigint) from catalogue") + await CountAsync("select count(*) from parcel_lines where from_stock > 0"), Is.EqualTo(8), $"seed {history}");
        var spent = await CountAsync("select coalesce((select cast(sum(minor) as bigint) from spent where rule = ''), 0)");
        Assert.That(spent, Is.InRange(0, 1_200), $"seed {history}");
        Assert.That(await CountAsync("select coalesce((select cast(sum(cost_minor) as bigint) from parcel_lines), 0)"), Is.EqualTo(spent), $"seed {history}");
    }

    /// <summary>Of each customer's fourth to eighth order, from one to three versions of what each rule says; now and then an order goes to another customer.</summary>
    private static GestureDecided[] Answers(Random chance, int history)
    {
        string[] things = [Sweet, Tea, Candle, Mug];
        return
        [
            .. from customer in Enumerable.Range(1, Customers)
               from number in Enumerable.Range(4, 5)
               let versions = chance.Next(1, 4)
               from version in Enumerable.Range(1, versions)
               let owner = chance.Next(8) == 0 ? 1 + (customer % Customers) : customer
               from rule in Rules
               let wish = things.OrderBy(_ => chance.Next()).Take(chance.Next(1, 4)).ToArray()
               let decided = Wish(number, version, rule, wish) with { OrderId = (history * 100) + (customer * 10) + number, CustomerId = (history * 10) + owner }
               select chance.Next(4) == 0 ? decided.Passing() : decided,
        ];
    }

    private static GestureDecided[] Mixed(GestureDecided[] answers, Random chance)
    {
        GestureDecided[] mixed = [.. answers, .. answers.Where(_ => chance.Next(3) == 0)];
        chance.Shuffle(mixed);
        return mixed;
    }

    private async Task EnterAllAsync(IReadOnlyList<GestureDecided> answers)
    {
        foreach (var some in answers.Chunk(5))
        {
            await Task.WhenAll(some.Select(a => Book.EnterAsync(a, CancellationToken.None)));
        }
    }

    private Task<IReadOnlyList<string>> ParcelsAsync(int history) => ReadAsync(s => s.QueryAsync<string>(
        "select cast(order_id as text) || ' ' || rule || ' ' || kind || ' ' || coalesce(sku, '') || ' ' || why from parcel_lines where order_id between @From and @From + 99 order by order_id, rule, position",
        new { From = (long)history * 100 }));

    private Task ForgetAllAsync() => WriteAsync(s => s.ScriptAsync("delete from parcels; delete from decisions; delete from parcel_lines; delete from spent; delete from catalogue"));
}
