using Delight.ObjectMother;
using Delight.ObjectMother.Stores;
using Delight.Platform.Store;
using Delight.Receiver.Keeping;
using Microsoft.Extensions.Options;

namespace Delight.Receiver.Tests.Keeping;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class SpoolInTroubleTests : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Spool _spool;

    public SpoolInTroubleTests() => _spool = Open();

    private string SpoolFile => _folder.File("spool.db");

    public async ValueTask DisposeAsync()
    {
        await _spool.DisposeAsync();
        _folder.Dispose();
    }

    [Test]
    public async Task A_second_receiver_with_the_same_file_is_refused_with_a_sentence()
    {
        await _spool.AppendAsync(Shop.Order(), Guid.NewGuid());
        await using var second = Open();
        var sentence = $"The spool {SpoolFile} is in use by another receiver. Give each its own Delight:Spool:Path.";

        Assert.That(second.File.OpenAsync, Throws.TypeOf<SpoolInUseException>().With.Message.EqualTo(sentence));
        Assert.That(await second.File.ProblemAsync(CancellationToken.None), Is.EqualTo(sentence));
        Assert.That(() => second.AppendAsync(Shop.Order(), Guid.NewGuid()), Throws.TypeOf<SpoolInUseException>());
        Assert.That(await _spool.ReadAsync(0, 100, CancellationToken.None), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task When_the_first_has_ended_the_second_may_have_it()
    {
        await _spool.AppendAsync(Shop.Order(), Guid.NewGuid());
        await using var second = Open();
        Assert.That(second.File.OpenAsync, Throws.TypeOf<SpoolInUseException>());

        await _spool.DisposeAsync();

        Assert.That(await second.File.ProblemAsync(CancellationToken.None), Is.Null);
        Assert.That(second.Count, Is.EqualTo(1));
    }

    [Test]
    public async Task A_spool_that_can_be_written_has_no_problem() => Assert.That(await _spool.File.ProblemAsync(CancellationToken.None), Is.Null);

    [Test]
    public async Task A_path_that_cannot_be_written_is_a_sentence_until_it_is_mended()
    {
        await File.WriteAllTextAsync(_folder.File("in-the-way"), "");
        await using var spool = Open(_folder.File("in-the-way/spool.db"));

        Assert.That(await spool.File.ProblemAsync(CancellationToken.None), Does.StartWith("The spool: ").And.Contains(_folder.File("in-the-way")));

        File.Delete(_folder.File("in-the-way"));
        Assert.That(await spool.File.ProblemAsync(CancellationToken.None), Is.Null);
    }

    [Test]
    public async Task A_file_of_another_kind_is_a_sentence()
    {
        await File.WriteAllTextAsync(SpoolFile, new string('x', 5000));

        Assert.That(await _spool.File.ProblemAsync(CancellationToken.None), Does.StartWith($"The spool: {SpoolFile} is not a SQLite file."));
    }

    [Test]
    public async Task A_disk_that_hangs_is_a_sentence_and_holds_nobody_up()
    {
        await using var file = FileStore.Open(SpoolFile, mostMegabytes: 10, "");
        var disk = new HeldStore(file);
        await using var spool = new Spool(Options.Create(new SpoolSettings { Path = SpoolFile }), disk);

        Assert.That(await spool.File.ProblemAsync(CancellationToken.None).WaitAsync(Limit.Patience), Is.EqualTo($"The spool: the disk did not write to {SpoolFile} in time."));

        disk.LetGo();
        Assert.That(await spool.File.ProblemAsync(CancellationToken.None), Is.Null);
    }

    private Spool Open(string? path = null) => new(Options.Create(new SpoolSettings { Path = path ?? SpoolFile }));
}
