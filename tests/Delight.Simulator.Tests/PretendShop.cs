using System.Text;

namespace Delight.Simulator.Tests;

/// <summary>A shop with one secret whose deliveries are numbered.</summary>
internal sealed class PretendShop : IDisposable
{
    public const string Domain = "lantern.myshopify.com";
    public const string Secret = "hush-hush-hush-hush";

    private readonly HttpClient client = new();

    public WebhookSender Sender(Uri endpoint, TimeProvider? time = null) => new(client, endpoint, Domain, Secret, time ?? new PassingTime());

    public static IEnumerable<ShopDelivery> Numbered(int count) =>
        Enumerable.Range(0, count).Select(number => new ShopDelivery("orders/create", Encoding.UTF8.GetBytes($"{{\"id\":{number:D5}}}")));

    public static string Text(ShopDelivery delivery) => Encoding.UTF8.GetString(delivery.Body);

    public static List<string> Bodies(PretendReceiver receiver) => [.. receiver.Arrivals.Select(arrival => Encoding.UTF8.GetString(arrival.Body))];

    public void Dispose() => client.Dispose();
}
