using System.Text.Json;
using Delight.ObjectMother;

namespace Delight.Host.Tests.Serving;

/// <summary>The whole program with one shop, of which one order has gone its way: it got an extra and a note.</summary>
public abstract class OnOneOrder
{
    internal Started Server { get; private set; } = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        Server = await Started.WithAsync(
            $"Shops:0:Domain={Shop.Domain}", $"Shops:0:WebhookSecrets:0={Started.Secret}", "Rules:FourthToSeventhOrder:From=1");
        await Server.PostOrderAsync(1);
        await Server.SettledAsync();
    }

    [OneTimeTearDown]
    public async Task Stop() => await Server.DisposeAsync();

    internal static string[] Names(JsonElement element) => [.. element.EnumerateObject().Select(p => p.Name)];

    internal static void IsProblem((int Status, string? MediaType, JsonElement Body) answer, int status, string detail)
    {
        Assert.That((answer.Status, answer.MediaType), Is.EqualTo((status, "application/problem+json")));
        Assert.That(answer.Body.GetProperty("detail").GetString(), Is.EqualTo(detail));
    }
}
