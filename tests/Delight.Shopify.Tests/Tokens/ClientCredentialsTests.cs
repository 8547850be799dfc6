using Delight.ObjectMother;
using Delight.Shopify.Documents;
using Delight.Shopify.Door;
using Delight.Shopify.Tests.Pretend;

namespace Delight.Shopify.Tests.Tokens;

/// <summary>An app of the shop's own organization gets a token of 24 hours for its id and secret.</summary>
internal sealed class ClientCredentialsTests
{
    private const string Secret = Written.Mark + "-client-secret";
    private const string First = Written.Mark + "-first";
    private const string Second = Written.Mark + "-second";
    private const int Day = 86_399;
    private PretendWire _wire = null!;
    private PretendShopHttp _http = null!;
    private Doors _doors = null!;

    [SetUp]
    public void Open()
    {
        (_wire, _http) = (new PretendWire(), new PretendShopHttp());
        _doors = new Doors(_wire, new ShopifyShopSettings { Shop = Shop.Domain, ClientId = "an-id", ClientSecret = Secret }, _http);
    }

    [TearDown]
    public void Close()
    {
        Assert.That(_doors.Log.Whole, Has.None.Contains(Written.Mark));
        _doors.Dispose();
        _http.Dispose();
    }

    [Test]
    public async Task It_is_asked_for_as_the_platform_wants_it_and_used_until_shortly_before_its_end()
    {
        _http.Grants(First, Day).Grants(Second, Day);
        await AskAsync();
        _doors.Clock.Advance(TimeSpan.FromHours(21.9));
        await AskAsync();
        _doors.Clock.Advance(TimeSpan.FromHours(0.2));
        await AskAsync();

        Assert.That(_wire.Asked.Select(a => a.Token), Is.EqualTo(new[] { First, First, Second }));
        Assert.That(_http.Asked[0].Address, Is.EqualTo(new Uri($"https://{Shop.Domain}/admin/oauth/access_token")));
        Assert.That(_http.Asked[0].Body.Split('&'), Is.EquivalentTo(new[] { "grant_type=client_credentials", "client_id=an-id", "client_secret=" + Secret }));
        Assert.That(_doors.Log.Lines, Has.Count.EqualTo(2).And.All.StartsWith($"The access token for {Shop.Domain} was renewed; it holds until "));
    }

    [Test]
    public async Task Many_who_ask_at_once_bring_one_renewal()
    {
        _http.Grants(First, Day);
        _http.Holds = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Task[] all = [.. Enumerable.Range(0, 20).Select(_ => SendAsync())];
        _http.Holds.SetResult();
        await Task.WhenAll(all);
        _http.Holds = null;

        Assert.That(_http.Asked, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_token_that_the_shop_takes_no_more_is_renewed_once()
    {
        _http.Grants(First, Day).Grants(Second, Day);
        _wire.Says(401, "").Says(ThingDocument.Answered);

        Assert.That((await AskAsync()).IsUsable);
        Assert.That(_wire.Asked.Select(a => a.Token), Is.EqualTo(new[] { First, Second }));
    }

    [Test]
    public async Task A_shop_that_refuses_the_new_one_as_well_is_not_asked_again()
    {
        _http.Grants(First, Day).Grants(Second, Day);
        _wire.Says(401, "");

        Assert.That((await AskAsync()).Failure!.Kind, Is.EqualTo(FailureKind.Refused));
        Assert.That(_wire.Asked, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task While_another_cannot_be_had_the_old_one_serves_to_its_end()
    {
        _http.Grants(First, Day).Says(503, "").Says(503, "").Grants(Second, Day);
        await AskAsync();
        _doors.Clock.Advance(TimeSpan.FromHours(23));
        await AskAsync();
        await AskAsync();
        _doors.Clock.Advance(TimeSpan.FromMinutes(2));
        await AskAsync();
        _doors.Clock.Advance(TimeSpan.FromMinutes(2));
        await AskAsync();

        Assert.That(_wire.Asked.Select(a => a.Token), Is.EqualTo(new[] { First, First, First, First, Second }));
        Assert.That(_doors.Log.Lines, Has.Exactly(2).Contains($"could not be renewed before its time: {Shop.Domain} answered 503 when asked for an access token. It still holds until"));
    }

    [Test]
    public async Task A_wrong_secret_is_said_and_asked_once()
    {
        _http.Says(400, """{"error":"invalid_client","error_description":"for not-to-be-written-client-secret"}""");

        Assert.That((await AskAsync()).Failure, Is.EqualTo(new Failure(FailureKind.Refused,
            $"{Shop.Domain} gives no access token (400 invalid_client). Correct ClientId and ClientSecret in Delight:Shopify:Shops, and see that the app is installed in the shop.")));
        Assert.That(_http.Asked, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_shop_that_cannot_be_asked_for_one_is_asked_again()
    {
        _http.Fails(new HttpRequestException("reset by peer")).Grants(First, Day);

        Assert.That((await AskAsync()).IsUsable);
    }

    private Task<Answer<OrderById>> AskAsync() => _doors.InTimeAsync(SendAsync());

    private Task<Answer<OrderById>> SendAsync() =>
        _doors.Admin.SendAsync(Shop.Domain, OrderById.Document, OrderById.Of(1), Urgency.WriteBack, CancellationToken.None);
}
