using System.Collections.Concurrent;
using System.Diagnostics;
using Delight.ChaosTests.Trials;
using Delight.Simulator;

namespace Delight.ChaosTests.Overload;

/// <summary>Posts over many connections as fast as answers come. What was refused comes again a thousand posts later, as if
/// nothing had been said, and nobody waits for the refusals to end.</summary>
internal sealed class ShopInAHurry(BusyShop shop, Uri door, Answers all)
{
    private const int AtHand = 1_000, OrdersAtATime = 500;
    private readonly ConcurrentQueue<ShopDelivery> _toSend = new();
    private readonly Lock _selling = new();

    public FloodAnswers Answers { get; } = new((status, took) => all.Add(status, took));

    /// <summary>What nobody has taken yet.</summary>
    public IReadOnlyCollection<ShopDelivery> Left => _toSend;

    public async Task FloodAsync(int connections, TimeSpan time)
    {
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(async () =>
        {
            using var connection = new FloodConnection(door, Answers);
            while (clock.Elapsed < time)
            {
                var delivery = Next();
                if (await connection.PostAsync(SignedPost.Of(delivery)) != 200)
                {
                    _toSend.Enqueue(delivery);
                }
            }
        })));
    }

    private ShopDelivery Next()
    {
        while (true)
        {
            if (_toSend.Count < AtHand)
            {
                Sell();
            }

            if (_toSend.TryDequeue(out var next))
            {
                return next;
            }
        }
    }

    private void Sell()
    {
        lock (_selling)
        {
            while (_toSend.Count < AtHand)
            {
                foreach (var delivery in shop.Sell(OrdersAtATime))
                {
                    _toSend.Enqueue(delivery);
                }
            }
        }
    }
}
