using Delight.ObjectMother;
using Delight.Platform.Bus;
using RabbitMQ.Client;

namespace Delight.Platform.Tests.Bus;

internal sealed class EscapedFailuresTests
{
    [Test]
    public async Task What_the_client_lets_escape_on_a_thread_of_its_own_is_said_and_ends_nothing()
    {
        var log = new Logbook<BusRun>();
        EscapedFailures.SayIn(log);
        var fails = typeof(ConnectionFactory).GetProperty(nameof(ConnectionFactory.Uri))!.SetMethod!.CreateDelegate<Action<Uri>>(new ConnectionFactory());

        ThreadPool.UnsafeQueueUserWorkItem(fails, new Uri("http://no.broker"), preferLocal: false);

        await Limit.UntilAsync(() => log.Lines.Any(l => l.Contains("failed on a thread of its own", StringComparison.Ordinal)), "it is said");
    }

    [Test]
    public void What_we_have_a_part_in_is_ours()
    {
        var failure = Assert.Catch(() => new ConnectionFactory().Uri = new Uri("http://no.broker"))!;

        Assert.That(EscapedFailures.IsOfClient(failure), Is.False);
        Assert.That(EscapedFailures.IsOfClient(new InvalidOperationException()), Is.False);
    }
}
