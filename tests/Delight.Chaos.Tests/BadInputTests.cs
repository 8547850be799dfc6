using System.Collections.Concurrent;
using System.Net;
using Delight.ChaosTests.BadInput;
using Delight.ChaosTests.Trials;
using Delight.SystemTests.Running;

namespace Delight.ChaosTests;

/// <summary>Whatever comes through the door, it is answered, nothing ends, and the orders of the shop beside it are not touched.</summary>
[Parallelizable]
internal sealed class BadInputTests
{
    private const int Seed = 4711, Connections = 8;

    [Test]
    public async Task Bad_input_is_answered_and_harms_no_good_delivery_between()
    {
        var cases = SharedData.Long ? 100_000 : 3_000;
        await using var trial = await Trial.StartAsync($"Bad input, {cases:N0} cases (seed {Seed}) between good deliveries");
        var statuses = new ConcurrentDictionary<HttpStatusCode, int>();

        await trial.SellDuringAsync(PostBadAsync(trial, cases, statuses), ordersAtATime: 20);
        trial.FaultIsOver();
        TestContext.Out.WriteLine($"Bad input was answered {string.Join(", ", statuses.OrderBy(s => s.Key).Select(s => $"{s.Value} × {(int)s.Key}"))}");

        await trial.EndsExactlyAsync();
        await trial.Installation.SettledAsync(TimeSpan.FromMinutes(3));
        Assert.That(statuses.Values.Sum(), Is.EqualTo(cases), "answers");
        Assert.That(statuses.Keys, Is.SubsetOf(new[] { HttpStatusCode.OK, HttpStatusCode.BadRequest, HttpStatusCode.Unauthorized }));
    }

    private static async Task PostBadAsync(Trial trial, int cases, ConcurrentDictionary<HttpStatusCode, int> statuses)
    {
        using var client = new HttpClient();
        var door = new Uri(trial.Installation.Processes[0].Address, "/webhooks/shopify");
        await Task.WhenAll(Enumerable.Range(0, Connections).Select(async connection =>
        {
            var posts = new BadPost(new Mutations(Seed + connection), Installation.ShopNumber(1));
            for (var i = connection; i < cases; i += Connections)
            {
                using var request = posts.Next(door);
                using var answer = await client.SendAsync(request);
                statuses.AddOrUpdate(answer.StatusCode, 1, (_, before) => before + 1);
            }
        }));
    }
}
