using System.IO.Pipelines;
using System.Text;
using Delight.ObjectMother;

namespace Delight.Receiver.Tests;

/// <summary>More comes in than the door takes at once.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class CrowdedDoorTests : IAsyncDisposable
{
    private readonly Door _door = new();

    public ValueTask DisposeAsync() => _door.DisposeAsync();

    [Test]
    public async Task What_finds_no_place_is_answered_503_without_being_read_and_counted()
    {
        Fill();
        var body = new Pipe(); // Nothing is ever written into it.

        var answer = await _door.PostAsync(body.Reader, length: 3000, signature: "").WaitAsync(Limit.Patience);

        Assert.That(answer, Is.EqualTo((503, "More comes in than can be taken just now. Please send it again.", "5")));
        Assert.That((_door.Kept.Count, _door.Refused), Is.EqualTo((0, 1)));
    }

    [Test]
    public async Task What_finds_no_room_for_its_body_is_answered_503_without_being_read()
    {
        _door.Admission.TryHold(Admission.LargestBody);
        _door.Admission.TryHold(Admission.LargestBody);
        var body = new Pipe();

        var answer = await _door.PostAsync(body.Reader, length: Admission.LargestBody, signature: "").WaitAsync(Limit.Patience);

        Assert.That((answer.Status, answer.RetryAfter), Is.EqualTo((503, "5")));
        Assert.That((await _door.PostAsync(Door.Order)).Status, Is.EqualTo(200), "an ordinary one is taken");
    }

    [Test]
    public async Task A_large_body_without_a_length_needs_the_room_of_the_largest()
    {
        var large = Large();
        Assert.That((await _door.PostAsync(large, announced: false)).Status, Is.EqualTo(200));

        _door.Admission.TryHold(Admission.LargestBody);
        _door.Admission.TryHold(Admission.LargestBody);

        Assert.That((await _door.PostAsync(large, announced: false)).Status, Is.EqualTo(503));
        Assert.That((await _door.PostAsync(Door.Order, announced: false)).Status, Is.EqualTo(200), "an ordinary one is taken");
    }

    [Test]
    public async Task Whatever_the_answer_the_place_is_given_back()
    {
        await _door.PostAsync(Large());
        await _door.PostAsync(Large(), announced: false);
        await _door.PostAsync(Door.Order, signature: "");
        await _door.PostAsync(new byte[Admission.LargestBody + 1]);
        await _door.PostAsync(new byte[Admission.LargestBody + 1], announced: false);
        await _door.PostAsync([]);
        _door.BrokerIsAway();
        await _door.SpoolCannotBeWritten();
        await _door.PostAsync(Door.Order);

        Assert.That(Enumerable.Range(0, Admission.MostInWork).Select(_ => _door.Admission.TryEnter()), Is.All.True);
        Assert.That(_door.Admission.TryHold(Admission.LargestBody) && _door.Admission.TryHold(Admission.LargestBody), Is.True);
        Assert.That(Enumerable.Range(0, Admission.MostInOrdinaryBodies / Admission.OrdinaryBody).Select(_ => _door.Admission.TryHold(Admission.OrdinaryBody)), Is.All.True);
    }

    [Test]
    public async Task Who_dawdles_takes_no_place_and_is_let_go_after_ten_seconds()
    {
        var body = new Pipe();
        var dawdling = _door.PostAsync(body.Reader, Door.Order.Length, Door.Sign(Door.Order));
        await body.Writer.WriteAsync(Door.Order.AsMemory(0, 10));
        await _door.Clock.SomebodyWaitsAsync();
        Assert.That(Enumerable.Range(0, Admission.MostInWork).Select(_ => _door.Admission.TryEnter()), Is.All.True);

        _door.Clock.Advance(TimeSpan.FromSeconds(10));

        Assert.That(await dawdling.WaitAsync(Limit.Patience), Is.EqualTo((503, "The body comes too slowly. Please send it again.", "5")));
    }

    [Test]
    public async Task A_body_that_comes_in_pieces_is_put_together()
    {
        var body = new Pipe();
        var posting = _door.PostAsync(body.Reader, Door.Order.Length, Door.Sign(Door.Order));
        foreach (var piece in Door.Order.Chunk(100))
        {
            await body.Writer.WriteAsync(piece);
        }

        await body.Writer.CompleteAsync();

        Assert.That((await posting.WaitAsync(Limit.Patience)).Status, Is.EqualTo(200));
    }

    private void Fill()
    {
        while (_door.Admission.TryEnter())
        {
            // One more place is taken.
        }
    }

    /// <summary>An order, padded with blanks.</summary>
    private static byte[] Large() => Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(Door.Order).PadRight(100_000));
}
