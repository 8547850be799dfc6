namespace Delight.Receiver.Tests;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class AdmissionTests
{
    private readonly Admission _admission = new();

    [Test]
    public void As_many_are_in_work_as_there_are_places()
    {
        Assert.That(Times(Admission.MostInWork, _admission.TryEnter), Is.All.True);
        Assert.That((_admission.IsFull, _admission.TryEnter()), Is.EqualTo((true, false)));

        _admission.Leave();

        Assert.That((_admission.IsFull, _admission.TryEnter()), Is.EqualTo((false, true)));
    }

    [Test]
    public void Bodies_of_15_KB_as_a_flash_sale_brings_find_room_in_every_place() =>
        Assert.That(Times(Admission.MostInWork, () => _admission.TryHold(15 * 1024) && _admission.TryEnter()), Is.All.True);

    [Test]
    public void Of_the_largest_bodies_only_two_are_held_at_once()
    {
        Assert.That(Times(3, () => _admission.TryHold(Admission.LargestBody)), Is.EqualTo(new[] { true, true, false }));

        _admission.Release(Admission.LargestBody);

        Assert.That(_admission.TryHold(Admission.LargestBody), Is.True);
    }

    [Test]
    public void Large_bodies_take_no_room_from_ordinary_ones_nor_the_other_way_round()
    {
        Times(3, () => _admission.TryHold(Admission.LargestBody));
        Assert.That(Times(Admission.MostInOrdinaryBodies / Admission.OrdinaryBody, () => _admission.TryHold(Admission.OrdinaryBody)), Is.All.True);
        Assert.That(_admission.TryHold(1), Is.False);

        _admission.Release(Admission.LargestBody);

        Assert.That((_admission.TryHold(1), _admission.TryHold(Admission.OrdinaryBody + 1)), Is.EqualTo((false, true)));
    }

    [Test]
    public void A_delivery_without_a_body_needs_no_room() => Assert.That(_admission.TryHold(0), Is.True);

    [Test]
    public void Nothing_is_forgotten_when_many_come_and_go_at_once()
    {
        Parallel.For(0, 100_000, _ =>
        {
            if (_admission.TryEnter())
            {
                _admission.Leave();
            }

            if (_admission.TryHold(Admission.LargestBody))
            {
                _admission.Release(Admission.LargestBody);
            }
        });

        Assert.That(Times(2, () => _admission.TryHold(Admission.LargestBody)), Is.All.True);
        Assert.That(Times(Admission.MostInWork, _admission.TryEnter), Is.All.True);
    }

    private static bool[] Times(int times, Func<bool> ask) => [.. Enumerable.Range(0, times).Select(_ => ask())];
}
