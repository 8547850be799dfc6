namespace Delight.Host.Tests.Serving;

public sealed class WithoutShopTests
{
    private Started _delight = null!;

    [SetUp]
    public async Task Start() => _delight = await Started.WithAsync();

    [TearDown]
    public async Task Stop() => await _delight.DisposeAsync();

    [Test]
    public void It_starts_and_says_at_once_how_to_add_a_shop() => Assert.That(_delight.Log, Does.Contain(
        "No shop is configured: every webhook is answered 401. Add one with Delight:Shops:0:Domain and Delight:Shops:0:WebhookSecrets:0."));

    [Test]
    public async Task Webhooks_are_answered_401() => Assert.That(await _delight.PostWebhookAsync("{}"u8.ToArray()), Is.EqualTo(401));

    [Test]
    public void What_is_in_force_is_said_once_without_a_secret()
    {
        Assert.That(_delight.Log, Has.Exactly(1).EqualTo(
            "Roles: Receiver, Ledger, Rules, Fulfilment, Dashboard, Shopify. Bus: InMemory. Store: Sqlite. Shops: 0. API tokens: 1."));
        Assert.That(_delight.Log, Has.None.Contains(Started.Token));
    }
}
