using Delight.Contracts;
using Delight.ObjectMother;
using Delight.ObjectMother.Stores;

namespace Delight.Fulfilment.Tests.Parcels;

public class StoryOfAParcelTests(StoreKind kind) : OnEachParcelBook(kind)
{
    private static readonly GestureDecided Gift = Shop.Decided(5);

    [Test]
    public async Task The_orders_story_tells_what_each_rule_said_and_what_became_of_it()
    {
        await EnterAsync(Gift);
        await EnterAsync(Gift.Passing() with { Version = 2 });
        await EnterAsync(Gift);

        Assert.That(await StoryAsync(5), Is.EqualTo(new[]
        {
            $"{Shop.Rule}: {Shop.Rule}, on standing 1, gives: this is the customer's 5th. Queued: 1 × A wrapped sweet (DELIGHT-SWEET), a handwritten note.",
            $"{Shop.Rule}: {Shop.Rule}, on standing 2, passes: the order does not count: it is cancelled. What was queued is withdrawn.",
        }));
    }

    [Test]
    public async Task The_story_does_not_tell_the_notes_words()
    {
        await EnterAsync(Gift with { Lines = [Shop.Note("Dear Swordfish")] });

        Assert.That(await StoryAsync(5), Has.None.Contains("Swordfish"));
    }
}
