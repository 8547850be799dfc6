using Delight.ObjectMother;
using Delight.ObjectMother.Buses;
using Delight.ObjectMother.Stores;
using Delight.Platform.Store;
using Delight.Platform.Work;
using Delight.Receiver.Keeping;
using Microsoft.Extensions.Options;

namespace Delight.Receiver.Tests.Keeping;

public class IntakeReporterTests(StoreKind kind) : OnEachStore(kind)
{
    private TemporaryFolder _folder = null!;
    private StandingClock _clock = null!;
    private Spool _spool = null!;
    private IntakeCounts _counts = null!;
    private Logbook<IntakeReporter> _log = null!;

    [SetUp]
    public void Begin()
    {
        _folder = new TemporaryFolder();
        _clock = new StandingClock();
        _log = new Logbook<IntakeReporter>();
        _spool = new Spool(Options.Create(new SpoolSettings { Path = _folder.Path }));
        _counts = new IntakeCounts(_spool, _clock);
    }

    [TearDown]
    public async Task End()
    {
        if (_spool is not null)
        {
            await _spool.DisposeAsync();
            _folder.Dispose();
        }
    }

    [Test]
    public async Task A_run_says_what_it_did()
    {
        await _spool.AppendAsync(Shop.Order(), Guid.NewGuid());
        _counts.CountHandedOver(_counts.Receiver);
        _counts.CountHandedOver(_counts.Receiver);
        _counts.CountRefused();
        _counts.CountIgnored();
        using var reporter = new IntakeReporter(Store, _spool, new PretendBroker(), _counts, _clock, _log);

        await reporter.StartAsync(CancellationToken.None);
        await _clock.SomebodyWaitsAsync();
        await ReportsAsync(1);
        await reporter.StopAsync(CancellationToken.None);

        Assert.That(await OneAsync(), Is.EqualTo($"{_counts.Receiver}|{_spool.File.Identity}|1|2|1|1|0"));
    }

    [Test]
    public async Task It_reports_again_and_again()
    {
        using var reporter = new IntakeReporter(Store, _spool, new PretendBroker(), _counts, _clock, _log);
        await reporter.StartAsync(CancellationToken.None);
        await ReportsAsync(1);

        for (var reports = 2; reports <= 4; reports++)
        {
            _clock.Advance(PendingWork.ReportEvery);
            await ReportsAsync(reports);
        }

        await reporter.StopAsync(CancellationToken.None);
        Assert.That(await CountAsync("select reports from intake"), Is.EqualTo(5));
    }

    [Test]
    public async Task It_says_whose_signatures_fitted_and_what_another_receiver_said_later_stays()
    {
        var (early, late) = (_clock.GetUtcNow().AddHours(-1), _clock.GetUtcNow().AddHours(1));
        await WriteAsync(s => s.SaySignaturesAsync([new ShopSignatures(Shop.Domain, early, late)]));
        _counts.Signatures.Fits(Shop.Domain, _clock.GetUtcNow());
        _counts.Signatures.FitsNot(Shop.Domain, _clock.GetUtcNow());
        _counts.Signatures.FitsNot(Shop.OtherDomain, _clock.GetUtcNow());
        using var reporter = new IntakeReporter(Store, _spool, new PretendBroker(), _counts, _clock, _log);
        await reporter.StartAsync(CancellationToken.None);
        await reporter.StopAsync(CancellationToken.None);

        Assert.That(await ReadAsync(s => s.SignaturesOfAsync(Shop.Domain)), Is.EqualTo(new ShopSignatures(Shop.Domain, _clock.GetUtcNow(), late)));
        Assert.That(await ReadAsync(s => s.SignaturesOfAsync(Shop.OtherDomain)), Is.EqualTo(new ShopSignatures(Shop.OtherDomain, null, _clock.GetUtcNow())));
    }

    [Test]
    public async Task A_run_that_ends_with_an_empty_spool_says_so()
    {
        using var reporter = new IntakeReporter(Store, _spool, new PretendBroker(), _counts, _clock, _log);
        await reporter.StartAsync(CancellationToken.None);

        await reporter.StopAsync(CancellationToken.None);

        Assert.That(await OneAsync(), Does.EndWith("|0|0|0|0|1"));
    }

    [Test]
    public async Task It_closes_the_books_of_an_earlier_run_with_the_same_spool()
    {
        await _spool.File.OpenAsync();
        await WriteAsync(s => s.ReportAsync(new IntakeReport
        {
            Receiver = "crashed", Spool = _spool.File.Identity, Spooled = 9, HandedOver = new Dictionary<string, long>(), Refused = 0, Ignored = 0, Stopped = false,
        }));
        using var reporter = new IntakeReporter(Store, _spool, new PretendBroker(), _counts, _clock, _log);

        await reporter.StartAsync(CancellationToken.None);
        await Limit.UntilAsync(async () => await CountAsync("select count(*) from intake where receiver = 'crashed' and stopped and spooled = 0") == 1, "the books are closed");
        await reporter.StopAsync(CancellationToken.None);
    }

    [Test]
    public async Task A_store_that_is_away_hinders_nobody_and_the_next_report_makes_up_for_it()
    {
        await WriteAsync(s => s.ScriptAsync("alter table intake rename to intake_away"));
        using var reporter = new IntakeReporter(Store, _spool, new PretendBroker(), _counts, _clock, _log);
        await reporter.StartAsync(CancellationToken.None);
        await _clock.SomebodyWaitsAsync();

        for (var more = 0; more < 3; more++)
        {
            await Limit.UntilAsync(() => _log.Lines.Count == 1, "it is said");
            _clock.Advance(PendingWork.ReportEvery);
        }

        await WriteAsync(s => s.ScriptAsync("alter table intake_away rename to intake"));
        await Limit.UntilAsync(async () =>
        {
            _clock.Advance(PendingWork.ReportEvery);
            return await CountAsync("select count(*) from intake") == 1;
        }, "it reports");
        await reporter.StopAsync(CancellationToken.None);

        Assert.That(reporter.ExecuteTask!.IsCompletedSuccessfully, Is.True);
        Assert.That(_log.Lines, Has.Count.EqualTo(2), "it is said once, and once that it is over");
    }

    [Test]
    public void Each_run_has_a_name_of_its_own()
    {
        var first = _counts.Receiver;
        _clock.Advance(TimeSpan.FromMilliseconds(1));

        Assert.That(new IntakeCounts(_spool, _clock).Receiver, Is.Not.EqualTo(first));
    }

    private Task ReportsAsync(int number) =>
        Limit.UntilAsync(async () => await CountAsync("select coalesce(max(reports), 0) from intake") >= number, $"there are {number} reports");

    private async Task<string> OneAsync() => (await ReadAsync(s => s.QueryAsync<string>("""
        select receiver || '|' || spool || '|' || spooled || '|' || (select coalesce(sum(value), 0) from counters where name = 'handed-over/' || receiver) || '|' || refused || '|' || ignored || '|' || case when stopped then 1 else 0 end
        from intake
        """))).Single();
}
