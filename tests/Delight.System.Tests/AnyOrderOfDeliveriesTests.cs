using Delight.SystemTests.Running;
using FsCheck;
using FsCheck.Fluent;

namespace Delight.SystemTests;

/// <summary>Deliveries come in any order and any number of times; what is in the parcels does not depend on it.</summary>
[TestFixture(Form.Embedded, 20)]
[TestFixture(Form.Distributed, 5)]
internal sealed class AnyOrderOfDeliveriesTests(Form form, int cases)
{
    private Installation _installation = null!;
    private int _shops;

    [OneTimeSetUp]
    public async Task StartInstallation() => _installation = await Installation.StartAsync(form, moreShops: 40 * cases);

    [OneTimeTearDown]
    public async Task Stop()
    {
        if (_installation is not null)
        {
            await _installation.DisposeAsync();
        }
    }

    [Test]
    public void Every_permutation_and_duplication_of_a_history_fills_the_same_parcels() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(SharedData.Long ? 10 * cases : cases), Prop.ForAll(Arb.From(History.Any, History.Smaller), SameParcelsAsync));

    /// <summary>Two shops get the same deliveries, one in time order, the other shuffled, doubled and four at a time.</summary>
    private async Task SameParcelsAsync(History history)
    {
        if (_shops + 2 > 40 * cases)
        {
            return; // Shrinking has used up the shops: what was found so far is reported.
        }

        var straight = Installation.ShopNumber(++_shops);
        var crooked = Installation.ShopNumber(++_shops);
        await history.FillsTheSameParcelsAsync(_installation, straight, crooked);
    }
}
