using Delight.Contracts;
using Delight.ObjectMother;
using Delight.Platform.Privacy;
using Delight.Platform.Retention;
using Delight.Platform.Store;
using Microsoft.Extensions.DependencyInjection;

namespace Delight.Host.Tests.Serving;

/// <summary>Which tables forget, and after how many days when nothing is set.</summary>
public sealed class RetentionTests : OnOneOrder
{
    [TestCase("story", 730)]
    [TestCase("quarantine", 90)]
    [TestCase("snapshots", 90)]
    [TestCase("dropped", 90)]
    public async Task Rows_are_kept_for_their_days(string name, int days)
    {
        var store = Server.Services.GetRequiredService<IStore>();
        var table = Server.Services.GetServices<ExpiringTable>().Single(t => t.Name == name);
        await store.WriteAsync(s => s.ScriptAsync($"delete from {name}; {OneRow(table)}"), CancellationToken.None);
        var written = Shop.Day(1);

        Assert.That(table.Days(new RetentionSettings()), Is.EqualTo(days));
        Assert.That(await DropAsync(table, store, written.AddDays(days).AddSeconds(-1)), Is.Zero);
        Assert.That(await DropAsync(table, store, written.AddDays(days).AddSeconds(1)), Is.EqualTo(1));
    }

    [Test]
    public async Task The_answer_to_a_data_request_is_kept_for_its_days_and_the_proof_beyond()
    {
        var store = Server.Services.GetRequiredService<IStore>();
        var answered = Shop.Day(1);
        var record = new PrivacyRecord(Guid.NewGuid().ToString(), Shop.Domain, PrivacyKind.CustomerDataRequest, answered, answered, "{}", Shop.Ada, "{\"name\":\"Ada\"}");
        await store.WriteAsync(s => s.RecordAsync(record), CancellationToken.None);
        var days = new RetentionSettings().AnswerDays;

        Assert.That(days, Is.EqualTo(30));
        Assert.That(await store.WriteAsync(s => s.DropAnswersAsync(answered), CancellationToken.None), Is.Zero);
        Assert.That(await store.WriteAsync(s => s.DropAnswersAsync(answered.AddSeconds(1)), CancellationToken.None), Is.EqualTo(1));
        var proof = await store.ReadAsync(s => s.PrivacyRecordAsync(record.Id), CancellationToken.None);
        Assert.That((proof?.Kind, proof?.Answer), Is.EqualTo((PrivacyKind.CustomerDataRequest, (string?)null)));
    }

    private static Task<int> DropAsync(ExpiringTable table, IStore store, DateTimeOffset now) =>
        table.DropAsync(store, now, TimeSpan.FromDays(table.Days(new RetentionSettings())), CancellationToken.None);

    private static string OneRow(ExpiringTable table)
    {
        var at = Shop.Day(1).ToStore();
        return table.Name switch
        {
            "story" => $"insert into story (shop, subject_id, key, at, step, text) values ('a', 1, 'k', {at}, 's', 't')",
            "quarantine" => $"insert into quarantine (delivery_id, shop, topic, received_at, reasons, body) values ('d', 'a', 't', {at}, 'r', 'b')",
            "dropped" => $"insert into dropped (shop, received_at, delivery_id) values ('a', {at}, 'd')",
            _ => $"insert into snapshots (shop, order_id, digest, at) values ('a', 1, 'd', {at})",
        };
    }
}
