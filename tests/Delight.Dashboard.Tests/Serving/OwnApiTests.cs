using System.Security.Claims;
using Delight.Dashboard.Serving;
using Delight.ObjectMother;
using Delight.Platform.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Delight.Dashboard.Tests.Serving;

/// <summary>Twenty screens ask no more than one, each sees only what it may, and nothing is kept for longer than a moment.</summary>
internal sealed class OwnApiTests
{
    private static readonly ClaimsPrincipal Olga = Somebody(Scope.Read, Scope.Operate);
    private readonly List<(string Method, string Address)> _asked = [];
    private StandingClock _clock = default!;
    private ServiceProvider _services = default!;
    private OwnApi _api = default!;
    private int _status;

    [SetUp]
    public void Serve()
    {
        (_clock, _status) = (new StandingClock(), 200);
        _asked.Clear();
        _services = new ServiceCollection().AddSingleton<ApiInProcess>().BuildServiceProvider();
        var app = new ApplicationBuilder(_services);
        ApiInProcess.Serve(app);
        app.Run(async http =>
        {
            int number;
            lock (_asked)
            {
                _asked.Add((http.Request.Method, http.Request.Path));
                number = _asked.Count;
            }

            http.Response.StatusCode = _status;
            await http.Response.WriteAsJsonAsync(_status == 200 ? (object)new Answer(number) : new { detail = "Not now." });
        });
        app.Build();
        _api = new OwnApi(_services.GetRequiredService<ApiInProcess>(), _clock);
    }

    [TearDown]
    public async Task EndAsync()
    {
        _api.Dispose();
        await _services.DisposeAsync();
    }

    [Test]
    public async Task Twenty_screens_ask_once()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => _api.GetAsync<Answer>(Olga, "queues").AsTask()));

        Assert.That((_asked.Count, answers.Distinct().Count()), Is.EqualTo((1, 1)));
    }

    [Test]
    public async Task After_a_moment_it_is_asked_anew()
    {
        await _api.GetAsync<Answer>(Olga, "queues");
        await _clock.SomebodyWaitsAsync();
        _clock.Advance(TimeSpan.FromSeconds(2));

        await Limit.UntilAsync(async () => (await _api.GetAsync<Answer>(Olga, "queues")).Number == 2, "it is asked anew");
    }

    [Test]
    public async Task Whoever_may_do_something_else_asks_for_themselves()
    {
        await _api.GetAsync<Answer>(Olga, "queues");
        await _api.GetAsync<Answer>(Somebody(Scope.Read), "queues");
        await _api.GetAsync<Answer>(Bound("a.example"), "queues");
        await _api.GetAsync<Answer>(Bound("b.example"), "queues");
        await _api.GetAsync<Answer>(Somebody(Scope.Operate, Scope.Read), "queues"); // As olga may.

        Assert.That(_asked, Has.Count.EqualTo(4));
    }

    [Test]
    public async Task Whoever_changed_something_sees_it()
    {
        await _api.GetAsync<Answer>(Olga, "queues");
        await _api.SendAsync<Answer>(Olga, HttpMethod.Post, "failures/replay", new { all = true });

        Assert.That((await _api.GetAsync<Answer>(Olga, "queues")).Number, Is.EqualTo(3));
    }

    [Test]
    public async Task A_refusal_is_the_apis_own_sentence_and_is_not_kept()
    {
        _status = 503;
        var refused = await Assert.ThrowsAsync<RefusedException>(async () => await _api.GetAsync<Answer>(Olga, "queues"));
        Assert.That((refused!.Status, refused.Message), Is.EqualTo((503, "Not now.")));
        _status = 200;

        await Limit.UntilAsync(async () =>
        {
            try
            {
                return (await _api.GetAsync<Answer>(Olga, "queues")).Number >= 2;
            }
            catch (RefusedException)
            {
                return false; // It is forgotten a moment after it was told.
            }
        }, "it is asked anew");
    }

    [Test]
    public async Task One_who_leaves_takes_nothing_from_those_who_wait()
    {
        using var left = new CancellationTokenSource();
        var waits = _api.GetAsync<Answer>(Olga, "queues").AsTask();
        await left.CancelAsync();

        try
        {
            await _api.GetAsync<Answer>(Olga, "queues", left.Token);
        }
        catch (OperationCanceledException)
        {
            // Unless it was there already.
        }

        Assert.That((await waits).Number, Is.EqualTo(1));
    }

    private static ClaimsPrincipal Somebody(params string[] scopes) => new(new ClaimsIdentity(scopes.Select(s => new Claim(Caller.ScopeClaim, s)), "a test"));

    private static ClaimsPrincipal Bound(string shop) => new(new ClaimsIdentity([new Claim(Caller.ScopeClaim, Scope.Read), new Claim(Caller.ShopClaim, shop)], "a test"));

    private sealed record Answer(int Number);
}
