using System.Security.Cryptography;
using System.Text.Json;

namespace Delight.Simulator.Tests;

public class DemoDeliveriesTests
{
    private static readonly DateTimeOffset End = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly IReadOnlyList<ShopOrder> History = DemoShop.History(1_500, 1, End);
    private static readonly List<Told> Deliveries = [.. DemoShop.Deliveries(History, 2).Select(Told.By)];

    [Test]
    public void Every_order_is_created() =>
        Assert.That(Deliveries.Where(told => told.Topic == "orders/create").Select(told => told.Id).Distinct(), Is.EquivalentTo(History.Select(order => order.Id)));

    [Test]
    public void The_newest_snapshot_is_the_orders_last_known_state()
    {
        var newest = Deliveries.GroupBy(told => told.Id).ToDictionary(group => group.Key, group => group.MaxBy(told => told.UpdatedAt)!);

        foreach (var order in History)
            Assert.That((newest[order.Id].Status, newest[order.Id].CancelledAt), Is.EqualTo((order.FinancialStatus, order.CancelledAt)), order.Name);
    }

    [Test]
    public void What_was_cancelled_was_not_when_it_was_created() =>
        Assert.That(Deliveries.Where(told => told.Topic == "orders/create"), Has.All.Matches<Told>(told => told!.CancelledAt is null && told.Status is "paid" or "pending"));

    [Test]
    public void A_cancelled_order_is_told_as_cancelled_and_then_as_updated()
    {
        foreach (var order in History.Where(order => order.CancelledAt is not null))
        {
            var topics = Deliveries.Where(told => told.Id == order.Id).OrderBy(told => told.UpdatedAt).Select(told => told.Topic).Distinct();
            Assert.That(topics, Is.EqualTo(new[] { "orders/create", "orders/cancelled", "orders/updated" }), order.Name);
        }
    }

    [Test]
    public void Some_orders_are_paid_later()
    {
        var paid = Deliveries.Where(told => told.Topic == "orders/paid").DistinctBy(told => told.Id).ToList();

        Assert.That(paid.Count / (double)History.Count, Is.InRange(0.05, 0.1));
        Assert.That(paid, Has.All.Matches<Told>(told => told!.Status == "paid" && told.UpdatedAt > told.CreatedAt));
        Assert.That(Deliveries.Where(told => told.Topic == "orders/create" && paid.Exists(later => later.Id == told.Id)), Has.All.Matches<Told>(told => told!.Status == "pending"));
    }

    [Test]
    public void About_one_delivery_in_twenty_comes_twice()
    {
        var different = Deliveries.Select(told => told.Hash).Distinct().Count();

        Assert.That((Deliveries.Count - different) / (double)different, Is.EqualTo(0.05).Within(0.01));
    }

    [Test]
    public void About_one_delivery_in_thirty_is_some_hundred_places_late()
    {
        var first = Deliveries.DistinctBy(told => told.Hash).ToList();
        var due = first.OrderBy(told => told.UpdatedAt).ThenBy(told => told.Id).Select((told, place) => (told.Hash, place)).ToDictionary();
        var lateness = first.Select((told, place) => place - due[told.Hash]).Where(late => late > 50).ToList();

        Assert.That(lateness.Count / (double)first.Count, Is.EqualTo(0.03).Within(0.01));
        Assert.That(lateness, Has.All.InRange(51, 500));
    }

    [Test]
    public void A_body_weighs_about_what_a_real_one_does() =>
        Assert.That(DemoShop.Deliveries(History, 2).Average(delivery => delivery.Body.Length), Is.InRange(3_000, 4_500));

    [Test]
    public void The_same_seed_gives_the_same_bytes_in_every_run()
    {
        var bytes = DemoShop.Deliveries(DemoShop.History(20, 7, End), 7).SelectMany(delivery => delivery.Body).ToArray();

        // Computed once; it changes only when the pretend shop does.
        Assert.That(Convert.ToHexStringLower(SHA256.HashData(bytes)), Is.EqualTo("fe2f28d24c3f37696a8dbe063fcbfe90927ba2f8906a1c43a78ea733e88d0625"));
    }

    private sealed record Told(string Topic, long Id, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, DateTimeOffset? CancelledAt, string? Status, string Hash)
    {
        public static Told By(ShopDelivery delivery)
        {
            using var json = JsonDocument.Parse(delivery.Body);
            var order = json.RootElement;
            return new(
                delivery.Topic, order.GetProperty("id").GetInt64(),
                order.GetProperty("created_at").GetDateTimeOffset(), order.GetProperty("updated_at").GetDateTimeOffset(),
                order.GetProperty("cancelled_at") is { ValueKind: JsonValueKind.String } cancelled ? cancelled.GetDateTimeOffset() : null,
                order.GetProperty("financial_status").GetString(),
                delivery.Topic + Convert.ToHexStringLower(SHA256.HashData(delivery.Body)));
        }
    }
}
