using System.Text;
using System.Text.Json;
using Delight.ObjectMother;

namespace Delight.Host.Tests.Serving;

/// <summary>The webhook door over the real web server, byte by byte: what HTTP allows is taken, what it does not is refused, and nothing that was not signed counts.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class RawWebhookTests
{
    private Started _server = null!;

    public enum Ending
    {
        HalfClosed,
        Closed,
        Reset,
    }

    [SetUp]
    public async Task Start() => _server = await Started.WithAsync($"Shops:0:Domain={Shop.Domain}", $"Shops:0:WebhookSecrets:0={Started.Secret}");

    [TearDown]
    public async Task Stop() => await _server.DisposeAsync();

    [Test]
    public async Task Deliveries_in_one_piece_are_answered_in_their_order_and_all_count()
    {
        byte[] forged = [.. RawWebhook.Head(RawWebhook.Order(2), RawWebhook.Length(2)), .. "{}"u8];

        Assert.That(await AnswersAsync(
        [
            .. RawWebhook.Announced(RawWebhook.Order(1)), .. forged, .. RawWebhook.Announced(RawWebhook.Order(3)), .. RawWebhook.Chunked(RawWebhook.Order(4)),
            .. RawWebhook.Announced(RawWebhook.Order(5)), .. RawWebhook.Announced(RawWebhook.Order(6), RawWebhook.Last),
        ]), Is.EqualTo(new[] { 200, 401, 200, 200, 200, 200 }));
        await KnownAreAsync(orders: 5);
    }

    [Test]
    public async Task A_body_in_chunks_is_taken()
    {
        Assert.That(await AnswersAsync(RawWebhook.Chunked(RawWebhook.Order(1), RawWebhook.Last)), Is.EqualTo(new[] { 200 }));
        await KnownAreAsync(orders: 1);
    }

    [Test]
    public async Task A_body_that_ends_before_its_length_is_not_taken_for_the_whole([Values] Ending end)
    {
        var whole = RawWebhook.Order(1);
        using (var connection = await RawConnection.OpenAsync(_server))
        {
            await connection.WriteAsync([.. RawWebhook.Head(whole, RawWebhook.Length(whole.Length + 1)), .. whole]);
            if (end == Ending.HalfClosed)
            {
                connection.EndWriting();
                Assert.That(await connection.StatusesAsync(), Is.SubsetOf(new[] { 400 }));
            }
            else if (end == Ending.Reset)
            {
                connection.Reset();
            }
        }

        await GoesOnAsync();
    }

    [Test]
    public async Task What_comes_after_a_body_of_the_announced_length_is_no_delivery()
    {
        var order = RawWebhook.Order(1);

        Assert.That(await AnswersAsync([.. RawWebhook.Announced(order), .. order, .. "\r\n"u8]), Is.EqualTo(new[] { 200, 400 }));
        await KnownAreAsync(orders: 1);
    }

    [Test]
    public async Task A_body_longer_than_its_length_does_not_fit_its_signature()
    {
        byte[] order = [.. RawWebhook.Order(1), .. "\r\n"u8];

        Assert.That(await AnswersAsync([.. RawWebhook.Head(order, RawWebhook.Length(order.Length - 10)), .. order]), Is.EqualTo(new[] { 401, 400 }));
        await GoesOnAsync();
    }

    [TestCase("chunked")]
    [TestCase("Chunked")]
    public async Task A_body_with_two_lengths_is_refused(string coding)
    {
        var order = RawWebhook.Order(1);
        byte[] smuggling = [.. RawWebhook.Head(order, RawWebhook.Length(order.Length), $"Transfer-Encoding: {coding}"), .. RawWebhook.Chunk(order), .. RawWebhook.Chunk([])];

        Assert.That(await AnswersAsync([.. smuggling, .. RawWebhook.Announced(RawWebhook.Order(2))]), Is.EqualTo(new[] { 400 }), "and what follows is not read");
        await GoesOnAsync();
    }

    [TestCase("Content-Length: 5", "Content-Length: 6")]
    [TestCase("Content-Length: 5, 5")]
    [TestCase("Content-Length: -5")]
    [TestCase("Content-Length: 5x")]
    [TestCase("Transfer-Encoding: gzip")]
    [TestCase("Transfer-Encoding: chunked, gzip")]
    public async Task A_length_that_nobody_can_be_sure_of_is_refused(params string[] headers)
    {
        Assert.That(await AnswersAsync([.. RawWebhook.Head("12345"u8.ToArray(), headers), .. "12345"u8]), Is.EqualTo(new[] { 400 }));
        await GoesOnAsync();
    }

    [TestCase("zz\r\n")]
    [TestCase("-5\r\n")]
    [TestCase("fffffffffffffffff\r\n")]
    [TestCase("5\r\n12345678\r\n")]
    [TestCase("5\r\n12345\n0\r\n\r\n")]
    public async Task Chunks_that_are_none_are_refused(string chunks)
    {
        Assert.That(await AnswersAsync([.. RawWebhook.Head("12345"u8.ToArray(), "Transfer-Encoding: chunked"), .. Encoding.ASCII.GetBytes(chunks)]), Is.EqualTo(new[] { 400 }));
        await GoesOnAsync();
    }

    [TestCase(50, 1, ExpectedResult = 200)]
    [TestCase(100, 1, ExpectedResult = 431)]
    [TestCase(1, 15_000, ExpectedResult = 200)]
    [TestCase(1, 17_000, ExpectedResult = 431)]
    [TestCase(40, 500, ExpectedResult = 431)]
    public async Task<int> Headers_that_are_too_many_or_too_large_are_refused(int headers, int characters)
    {
        var more = Enumerable.Range(0, headers).Select(i => $"X-Talk-{i}: {new string('x', characters)}").ToArray();

        var answers = await AnswersAsync(RawWebhook.Announced(RawWebhook.Order(7), [RawWebhook.Last, .. more]));

        await GoesOnAsync();
        return answers.Single();
    }

    [TestCase("[", "]")]
    [TestCase("{\"a\":", "}")]
    public async Task A_body_nested_ten_thousand_deep_is_set_aside(string opening, string closing)
    {
        const int Levels = 10_000;
        var deep = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(opening, Levels)) + "1" + string.Concat(Enumerable.Repeat(closing, Levels)));

        Assert.That(await AnswersAsync(RawWebhook.Announced(deep, RawWebhook.Last)), Is.EqualTo(new[] { 200 }));
        await KnownAreAsync(orders: 0, quarantined: 1);
    }

    private async Task<int[]> AnswersAsync(byte[] bytes)
    {
        using var connection = await RawConnection.OpenAsync(_server);
        await connection.WriteAsync(bytes);
        return await connection.StatusesAsync();
    }

    /// <summary>Nothing was kept so far, and the next delivery is.</summary>
    private async Task GoesOnAsync()
    {
        Assert.That(await AnswersAsync(RawWebhook.Announced(RawWebhook.Order(7), RawWebhook.Last)), Is.EqualTo(new[] { 200 }));
        await KnownAreAsync(orders: 1);
    }

    private async Task KnownAreAsync(int orders, int quarantined = 0)
    {
        JsonElement stats = default;
        await Limit.UntilAsync(async () => (stats = (await _server.GetAsync("/api/v1/stats")).Body).GetProperty("pending").GetInt64() == 0, "all have gone their way");
        Assert.That((stats.GetProperty("orders").GetProperty("known").GetInt64(), stats.GetProperty("deliveries").GetProperty("quarantined").GetInt64()),
            Is.EqualTo(((long)orders, (long)quarantined)), "orders known, deliveries set aside");
        Assert.That(_server.Log, Has.None.Contains("unhandled exception"));
    }
}
