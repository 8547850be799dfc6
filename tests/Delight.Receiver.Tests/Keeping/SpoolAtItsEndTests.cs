using Delight.Contracts;
using Delight.ObjectMother;
using Delight.Receiver.Keeping;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace Delight.Receiver.Tests.Keeping;

/// <summary>A spool that is full, and one whose last entry a power cut tore.</summary>
public class SpoolAtItsEndTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void Start() => _folder = new TemporaryFolder();

    [TearDown]
    public void End() => _folder.Dispose();

    [Test]
    public async Task A_full_spool_refuses_loses_nothing_and_takes_again_when_there_is_room()
    {
        await using var spool = Open(mostMegabytes: 1);
        var kept = new List<long>();
        for (var number = 1; kept.Count == number - 1 && number < 5000; number++)
        {
            try
            {
                await spool.AppendAsync(Long(number), Guid.NewGuid());
                kept.Add(Shop.OrderId(number));
            }
            catch (SqliteException full)
            {
                Assert.That(spool.File.Explain(full), Does.StartWith("The spool: The SQLite file ").And.Contains("can grow no more"));
            }
        }

        Assert.That(kept, Has.Count.InRange(10, 4000));
        var read = await spool.ReadAsync(0, 5000, CancellationToken.None);
        Assert.That(read.Select(m => ((OrderSeen)m.Message).OrderId), Is.EqualTo(kept));
        foreach (var message in read)
        {
            await spool.RemoveAsync(message.Seq, () => { });
        }

        Assert.That(() => spool.AppendAsync(Long(1), Guid.NewGuid()), Throws.Nothing);
    }

    [TestCase(1)]
    [TestCase(2000)]
    public Task A_torn_last_entry_costs_only_that_entry(int bytes) => CostsOnlyTheLastEntryAsync(log => log.SetLength(log.Length - bytes));

    [TestCase(1)]
    [TestCase(100)]
    public Task A_last_entry_that_is_not_what_was_written_costs_only_that_entry(int bytesBeforeTheEnd) => CostsOnlyTheLastEntryAsync(log =>
    {
        log.Position = log.Length - bytesBeforeTheEnd;
        var was = log.ReadByte();
        log.Position--;
        log.WriteByte((byte)(was ^ 0x10));
    });

    private async Task CostsOnlyTheLastEntryAsync(Action<FileStream> harm)
    {
        await using (var spool = Open())
        {
            for (var number = 1; number <= 3; number++)
            {
                await spool.AppendAsync(Shop.Order(number), Guid.NewGuid());
            }

            // As the disk is after a power cut: the log without its last bytes.
            foreach (var name in new[] { "spool.db", "spool.db-wal" })
            {
                await using var from = new FileStream(_folder.File(name), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
                await using var to = File.Create(_folder.File("torn-" + name));
                await from.CopyToAsync(to);
            }
        }

        await using (var log = new FileStream(_folder.File("torn-spool.db-wal"), FileMode.Open, FileAccess.ReadWrite))
        {
            harm(log);
        }

        await using var torn = Open("torn-spool.db");
        Assert.That((await torn.ReadAsync(0, 10, CancellationToken.None)).Select(m => ((OrderSeen)m.Message).OrderId), Is.EqualTo(new[] { Shop.OrderId(1), Shop.OrderId(2) }));
        Assert.That(() => torn.AppendAsync(Shop.Order(4), Guid.NewGuid()), Throws.Nothing);
    }

    private static OrderSeen Long(int number) => Shop.Order(number) with { OrderName = new string('x', 2000) };

    private Spool Open(string name = "spool.db", int mostMegabytes = 100) =>
        new(Options.Create(new SpoolSettings { Path = _folder.File(name), MostMegabytes = mostMegabytes }));
}
