using System.Buffers.Binary;
using System.Globalization;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Delight.Contracts;
using Delight.SystemTests.Running;
using FsCheck;
using FsCheck.Fluent;

namespace Delight.SystemTests;

/// <summary>The same where gifts are chosen: two rules, a cap, arms, and then stock and budget that do not suffice.</summary>
[TestFixture(Form.Embedded, 4)]
[TestFixture(Form.Distributed, 2)]
internal sealed class AnyOrderOfChosenGiftsTests(Form form, int cases)
{
    private const int Left = 2;
    private const decimal Budget = 12;
    private static readonly string[] Skus = ["DELIGHT-SWEET", "DELIGHT-TEA", "DELIGHT-CANDLE", "DELIGHT-MUG"];
    private static readonly string[] Arms = ["nothing", "note", "extra", "both"];
    private readonly int _plenty = 6 * cases, _scarce = 3 * cases;
    private Installation _installation = null!;
    private int _ample;
    private int _short;

    [OneTimeSetUp]
    public async Task StartInstallation()
    {
        var settings = new Dictionary<string, string> { ["Delight__Rules__On__0"] = "makers-card", ["Delight__Rules__On__1"] = "welcome-note", ["Delight__Rules__MakersCard__Makers__0"] = "Beverly" };
        for (var number = 0; number < _plenty + _scarce; number++)
        {
            var shop = $"Delight__Giving__Shops__{number}__";
            (settings[$"{shop}Shop"], settings[$"{shop}MostExtras"]) = (Installation.ShopNumber(number + 1), "1");
            if (number >= _plenty)
            {
                AddLimits(settings, shop);
            }
        }

        _installation = await Installation.CreateAsync(form, _plenty + _scarce, arrangement: new Arrangement { Settings = settings });
        await _installation.StartOrEndAsync();
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
    public void With_enough_of_everything_every_permutation_fills_the_same_parcels() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(cases), Prop.ForAll(Arb.From(History.Any, History.Smaller), SameParcelsAsync));

    [Test]
    public void No_limit_is_passed_everybody_is_in_the_arm_that_the_hash_says_and_nothing_stays_reserved() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(cases), Prop.ForAll(Arb.From(History.Any, History.Smaller), LimitsHoldAsync));

    private async Task SameParcelsAsync(History history)
    {
        if (_ample + 2 > _plenty)
        {
            return; // Shrinking has used up the shops: what was found so far is reported.
        }

        var straight = Installation.ShopNumber(++_ample);
        var crooked = Installation.ShopNumber(++_ample);
        await history.FillsTheSameParcelsAsync(_installation, straight, crooked);
    }

    private async Task LimitsHoldAsync(History history)
    {
        if (_short == _scarce)
        {
            return;
        }

        var shop = Installation.ShopNumber(_plenty + ++_short);
        await _installation.SendAsync(history.Mixed(), connections: 4, shop);
        await _installation.SettledAsync();
        var parcels = await _installation.ParcelsAsync(shop);
        await ReservedIsInParcelsAsync(shop, parcels, history);
        await ArmsAreTheHashsAsync(shop, parcels, history);

        await _installation.SendAsync(history.Snapshots.Select(s => (s with { Cancelled = true, Status = "refunded", Minute = 10_000 }).ToDelivery()), connections: 4, shop);
        await _installation.SettledAsync();
        Assert.That((await _installation.ParcelsAsync(shop), await StockAsync(shop), await SpentAsync(shop)), Is.EqualTo((Array.Empty<PackedParcel>(), Left * Skus.Length, 0m)), $"after all was cancelled: {history}");
    }

    private async Task ReservedIsInParcelsAsync(string shop, IReadOnlyList<PackedParcel> parcels, History history)
    {
        var extras = parcels.SelectMany(p => p.Lines).Count(l => l.Kind == LineKind.Extra);
        Assert.That(await StockAsync(shop), Is.EqualTo((Left * Skus.Length) - extras).And.Not.Negative, history.ToString());
        Assert.That(await SpentAsync(shop), Is.InRange(0, Budget), history.ToString());
    }

    /// <summary>Whoever has something from the rule is in an arm, and every assignment is what the hash says.</summary>
    private async Task ArmsAreTheHashsAsync(string shop, IReadOnlyList<PackedParcel> parcels, History history)
    {
        var arms = (await _installation.Api.GetStringAsync(new Uri($"/api/v1/arms/{shop}/csv", UriKind.Relative))).Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(r => r.Split(',')).ToArray();
        Assert.That(arms.Select(a => a[2]), Is.EqualTo(arms.Select(a => ArmOf(shop, a[1], a[0]))), history.ToString());
        Assert.That(parcels.Where(p => p.Lines.Any(l => l.Rule == "fourth-to-seventh-order")).Select(p => p.CustomerId).Distinct(), Is.SubsetOf(arms.Select(a => a[0])), history.ToString());
    }

    /// <summary>Shares of 25 each, by the first 64 bits of a SHA-256.</summary>
    private static string ArmOf(string shop, string rule, string customer)
    {
        var place = BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"delight\n{shop}\n{rule}\n{customer}"))) / Math.Pow(2, 64);
        return Arms[(int)(place * Arms.Length)];
    }

    private static void AddLimits(Dictionary<string, string> settings, string shop)
    {
        settings[$"{shop}MonthlyBudget"] = Budget.ToString(CultureInfo.InvariantCulture);
        settings[$"{shop}Rules__0__Rule"] = "fourth-to-seventh-order";
        foreach (var arm in Arms)
        {
            settings[$"{shop}Rules__0__Arms__{arm}"] = "25";
        }

        for (var i = 0; i < Skus.Length; i++)
        {
            var item = $"{shop}Catalogue__{i}__";
            (settings[$"{item}Sku"], settings[$"{item}Title"], settings[$"{item}Cost"], settings[$"{item}Value"], settings[$"{item}Stock"]) = (Skus[i], Skus[i], $"{i + 1}", $"{i + 1}", $"{Left}");
        }
    }

    private async Task<int> StockAsync(string shop) => (await _installation.Api.GetFromJsonAsync<JsonElement>($"/api/v1/catalogue/{shop}")).GetProperty("items").EnumerateArray().Sum(i => i.GetProperty("stock").GetInt32());

    private async Task<decimal> SpentAsync(string shop) => (await _installation.Api.GetFromJsonAsync<JsonElement>($"/api/v1/budget/{shop}")).GetProperty("months").EnumerateArray().Sum(m => m.GetProperty("spent").GetDecimal());
}
