using System.Diagnostics;
using System.Text;
using Delight.ChaosTests.Trials;
using Delight.Simulator;
using Delight.SystemTests.Running;

namespace Delight.ChaosTests.Overload;

/// <summary>Bodies of the largest size that the door takes, in the name of another shop: an order, padded with a field that nobody
/// knows, and the same with a wrong signature.</summary>
/// <param name="all">Counts the answers to orders; the times are those of ordinary deliveries.</param>
internal sealed class LargeBodies(Uri door, Answers all)
{
    private const int Bytes = 5 * 1024 * 1024;
    private static readonly DateTimeOffset At = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly string Shop = Installation.ShopNumber(1);
    private static readonly ShopDelivery Order = new(ShopTopic.OrderCreated, Padded());
    private readonly byte[] _order = SignedPost.Of(Order, Shop);
    private readonly byte[] _forged = SignedPost.Of(Order, WebhookSignature.Of("{}"u8.ToArray(), Installation.Secret), Shop);

    public FloodAnswers Orders { get; } = new((status, _) => all.Add(status, took: null));

    public FloodAnswers Forged { get; } = new((_, _) => { });

    public async Task FloodAsync(int connections, TimeSpan time)
    {
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, connections).Select(number => Task.Run(async () =>
        {
            var (post, answers) = number % 2 == 0 ? (_order, Orders) : (_forged, Forged);
            using var connection = new FloodConnection(door, answers);
            while (clock.Elapsed < time)
            {
                await connection.PostAsync(post);
            }
        })));
    }

    /// <summary>Sends the order until it is taken, as the platform does.</summary>
    public async Task OrderIsTakenAsync()
    {
        using var connection = new FloodConnection(door, Orders);
        await Eventually.BecomesTrueAsync("the large order is taken", async () => await connection.PostAsync(_order) == 200);
    }

    private static byte[] Padded()
    {
        var json = WebhookJson.Write(new ShopOrder
        {
            Id = 1, Name = "#1", CustomerId = 1, CreatedAt = At, FinancialStatus = "paid", Total = 10, Currency = "USD",
        }, At);
        var head = Encoding.UTF8.GetString(json)[..^1] + ",\"unknown\":\"";
        return Encoding.UTF8.GetBytes(head.PadRight(Bytes - 2 - (Encoding.UTF8.GetByteCount(head) - head.Length), 'x') + "\"}");
    }
}
