using Delight.Contracts;
using Delight.ObjectMother;
using Delight.ObjectMother.Stores;

namespace Delight.Fulfilment.Tests.Parcels;

/// <summary>Also where gifts are not chosen, a parcel has one note at most, and it does not matter whose came first.</summary>
public class OneNoteTests(StoreKind kind) : OnEachParcelBook(kind)
{
    private static readonly GestureDecided First = Shop.Decided(4, rule: "a-rule") with { Lines = [Shop.Note("From a-rule")] };
    private static readonly GestureDecided Second = Shop.Decided(4, rule: "b-rule") with { Lines = [Shop.Extra(), Shop.Note("From b-rule")] };

    [TestCase(true)]
    [TestCase(false)]
    public async Task The_first_by_name_writes_it(bool inOrder)
    {
        foreach (var decided in inOrder ? new[] { First, Second } : [Second, First])
        {
            await EnterAsync(decided);
        }

        Assert.That(await InItAsync(), Is.EqualTo(new[] { "DELIGHT-SWEET", "From a-rule" }));
    }

    [Test]
    public async Task The_story_names_who_lost_and_why()
    {
        await EnterAsync(First);
        await EnterAsync(Second);
        await EnterAsync(First with { Version = 2 });

        var story = await StoryAsync(4);

        Assert.That(story, Has.One.EndsWith("Queued: 1 × A wrapped sweet (DELIGHT-SWEET); no note, since a-rule writes one and a parcel gets one at most."));
        Assert.That(story, Has.One.EndsWith("Queued: a handwritten note; no other rule's note, since a parcel gets one at most."));
    }

    [Test]
    public async Task The_losers_note_comes_back_when_the_other_rule_passes()
    {
        await EnterAsync(Second);
        await EnterAsync(First);

        await EnterAsync(First with { Version = 2, Gives = false, Lines = [] });

        Assert.That(await InItAsync(), Is.EqualTo(new[] { "DELIGHT-SWEET", "From b-rule" }));
        Assert.That(await CountAsync("select count(*) from parcel_lines"), Is.EqualTo(2));
    }

    [Test]
    public async Task New_words_take_the_place_of_the_old_ones()
    {
        await EnterAsync(First);
        await EnterAsync(Second);

        await EnterAsync(First with { Version = 2, Lines = [Shop.Note("New")] });
        await EnterAsync(Second with { Version = 2, Lines = [Shop.Note("Also new")] });

        Assert.That(await InItAsync(), Is.EqualTo(new[] { "New" }));
    }

    [Test]
    public async Task A_gift_that_left_with_another_parcel_does_not_come_back_with_the_note()
    {
        await EnterAsync(Second);
        await EnterAsync(First);
        await EnterAsync(Second with { OrderId = Shop.OrderId(5), Ordinal = 4 });
        await PackAsync(5);

        await EnterAsync(First with { Version = 2, Gives = false, Lines = [] });

        Assert.That(await InItAsync(), Is.Empty);
    }

    [Test]
    public async Task One_rule_alone_is_as_it_always_was()
    {
        await EnterAsync(Second);

        Assert.That(await CountAsync("select count(*) from decisions where wish is not null"), Is.Zero);
    }

    private async Task<string?[]> InItAsync() => [.. (await CurrentAsync(4))!.Lines.Select(l => l.Kind == LineKind.Extra ? l.Sku : l.Text)];
}
