using System.Diagnostics;
using System.Net.Sockets;
using Delight.ObjectMother;

namespace Delight.Host.Tests.Serving;

/// <summary>Whoever sends a byte now and then holds a connection for some seconds only.</summary>
public class DawdlingSenderTests
{
    private const int Large = 60_000;
    private static readonly TimeSpan Most = TimeSpan.FromSeconds(18);

    [Test]
    public async Task A_sender_that_dawdles_is_let_go()
    {
        await using var server = await Started.WithAsync($"Shops:0:Domain={Shop.Domain}", $"Shops:0:WebhookSecrets:0={Started.Secret}");
        var order = RawWebhook.Order(1);

        var letGo = await Task.WhenAll(
            LetGoAsync(server, [], RawWebhook.Announced(order).Chunk(1)),
            LetGoAsync(server, RawWebhook.Head(order, RawWebhook.Length(order.Length)), order.Chunk(1)),
            LetGoAsync(server, RawWebhook.Head(order, RawWebhook.Length(Large)), new byte[Large].Chunk(500)));

        await TestContext.Out.WriteLineAsync($"In the headers after {letGo[0].After.TotalSeconds:N1} s with {letGo[0].Status}, in the body after {letGo[1].After.TotalSeconds:N1} s with {letGo[1].Status}, in a body at 2.5 KB/s after {letGo[2].After.TotalSeconds:N1} s with {letGo[2].Status}.");
        Assert.That(letGo.Select(l => l.Status), Is.EqualTo(new[] { 408, 503, 503 }));
        Assert.That(letGo.Select(l => l.After), Is.All.LessThan(Most));
        Assert.That(await server.PostWebhookAsync(order), Is.EqualTo(200));
    }

    private static async Task<(int Status, TimeSpan After)> LetGoAsync(Started server, byte[] atOnce, IEnumerable<byte[]> pieceByPiece)
    {
        using var connection = await RawConnection.OpenAsync(server);
        var clock = Stopwatch.StartNew();
        await connection.WriteAsync(atOnce);
        var answers = connection.StatusesAsync();
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        foreach (var next in pieceByPiece)
        {
            if (answers.IsCompleted)
            {
                break;
            }

            await TryWriteAsync(connection, next);
            await pace.WaitForNextTickAsync();
        }

        return ((await answers).SingleOrDefault(), clock.Elapsed);
    }

    private static async Task TryWriteAsync(RawConnection connection, byte[] next)
    {
        try
        {
            await connection.WriteAsync(next);
        }
        catch (SocketException)
        {
            // Let go in the same moment.
        }
    }
}
