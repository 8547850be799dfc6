using System.ComponentModel.DataAnnotations;
using Delight.Contracts;
using Delight.ObjectMother;

namespace Delight.Rules.Tests;

/// <summary>Several wordings, none read twice, and none that does not fit on its card.</summary>
public class WordingsTests
{
    [Test]
    public void Four_wordings_for_four_orders_are_all_read_once_by_every_customer()
    {
        var settings = new FourthToSeventhOrderSettings { Note = "One.", OtherNotes = ["Two.", "Three.", "Four."] };

        Assert.That(Enumerable.Range(1, 40).Select(customer => Enumerable.Range(4, 4).Select(n => settings.Write(Shop.Ranked(n) with { CustomerId = customer }).Text).Distinct().Count()), Has.All.EqualTo(4));
    }

    [Test]
    public void A_note_carries_all_its_wordings_each_under_a_name_that_every_order_gives_it()
    {
        var settings = new FourthToSeventhOrderSettings { Note = "One{{#if extra}}, and a gift{{/if}}.", OtherNotes = ["Two.", "Three."] };
        GestureLine NoteOf(int number) => new FourthToSeventhOrder(new InForce<FourthToSeventhOrderSettings>(settings)).Decide(Shop.Ranked(number)).Lines.Single(l => l.Kind == LineKind.HandwrittenNote);
        IReadOnlyDictionary<string, string> Named(int number) => NoteOf(number).OtherWordings!.Prepend(NoteOf(number)).ToDictionary(l => l.Wording!, l => l.Text!);

        Assert.That(Named(4).Values, Is.EquivalentTo(new[] { "One, and a gift.", "Two.", "Three." }));
        Assert.That(Named(5), Is.EquivalentTo(Named(4)));
        Assert.That(NoteOf(4).OtherWordings!.Prepend(NoteOf(4)).SelectMany(l => l.Otherwise ?? []).Select(l => l.Text), Is.EqualTo(new[] { "One." }));
        Assert.That(NoteOf(4).OtherWordings, Has.All.Property("Why").EqualTo(NoteOf(4).Why));
    }

    [Test]
    public void One_wording_has_the_name_that_it_keeps_when_others_are_added()
    {
        var (settings, more) = (new WelcomeNoteSettings { Note = "One." }, new WelcomeNoteSettings { Note = "Two.", OtherNotes = ["One."] });
        GestureLine NoteBy(WelcomeNoteSettings now) => new WelcomeNote(new InForce<WelcomeNoteSettings>(now)).Decide(Shop.Ranked(1)).Lines.Single();
        var note = NoteBy(settings);

        Assert.That(note.OtherWordings, Is.Null);
        Assert.That(NoteBy(more).OtherWordings!.Prepend(NoteBy(more)).Single(w => w.Text == "One.").Wording, Is.EqualTo(note.Wording).And.Not.Null);
    }

    [Test]
    public void The_same_order_always_reads_the_same()
    {
        var settings = new FourthToSeventhOrderSettings { Note = "One.", OtherNotes = ["Two.", "Three."] };

        Assert.That(Enumerable.Range(0, 5).Select(_ => settings.Write(Shop.Ranked(5)).Text).Distinct().Count(), Is.EqualTo(1));
    }

    [Test]
    public void A_name_that_is_too_long_for_the_card_is_left_out()
    {
        var settings = new WelcomeNoteSettings { Note = "{{#if firstName}}Dear {{firstName}}, thank{{else}}Thank{{/if}} you.", MostCharacters = 60 };

        Assert.That(settings.Write(Shop.Ranked(1)).Text, Is.EqualTo("Dear Ada, thank you."));
        Assert.That(settings.Write(Shop.Ranked(1) with { CustomerFirstName = new string('a', 80) }).Text, Is.EqualTo("Thank you."));
    }

    /// <summary>Source: Unicode CLDR, sample names of its languages.</summary>
    [Test]
    public void Names_of_all_the_worlds_scripts_come_out_as_they_are()
    {
        var names = File.ReadLines(Repository.Shared("data/names/cldr_sample_names.tsv")).Skip(1).Select(l => l.Split('\t')).SelectMany(c => c[3..7]).Where(n => n.Length > 0).Distinct().ToArray();
        var settings = new WelcomeNoteSettings { Note = "Dear {{firstName}}, welcome!" };

        Assert.That(names, Has.Length.GreaterThan(500));
        Assert.That(names.Where(n => settings.Write(Shop.Ranked(1) with { CustomerFirstName = n }).Text != $"Dear {n}, welcome!"), Is.Empty);
    }

    [Test]
    public void A_note_knows_how_long_somebody_has_been_a_customer()
    {
        var settings = new WelcomeNoteSettings { Note = "{{#if months}}{{months}}{{else}}new{{/if}}" };
        string After(double days) => settings.Write(Shop.Ranked(4) with { FirstOrderAt = Shop.Day(1), CreatedAt = Shop.Day(1).AddDays(days) }).Text;

        Assert.That((After(0), After(30), After(32), After(400)), Is.EqualTo(("new", "new", "one month", "13 months")));
    }

    [Test]
    public void The_customer_since_always_is_new_when_nothing_is_known() =>
        Assert.That(new WelcomeNoteSettings { Note = "{{#if months}}{{months}}{{else}}new{{/if}}" }.Write(Shop.Ranked(4) with { FirstOrderAt = null }).Text, Is.EqualTo("new"));

    [TestCase("Hello {{months}}!", 400, null)]
    [TestCase("Hello {{years}}!", 400, "Delight:Rules:WelcomeNote:Note cannot be used: {{years}} is not known; a note knows firstName, ordinal, number, orderName, months, monthCount, item, items, itemList, maker, extra.")]
    [TestCase("Dear {{firstName}}, thank you.", 30, "Delight:Rules:WelcomeNote:Note has 41 characters with a long name, and the card holds 30; shorten it, or raise Delight:Rules:WelcomeNote:MostCharacters.")]
    [TestCase("Hello!", 0, "Delight:Rules:WelcomeNote:MostCharacters is 0; give at least 1.")]
    public void What_cannot_be_written_is_said_when_settings_load(string note, int most, string? fault) =>
        Assert.That(Faults(new WelcomeNoteSettings { Note = note, MostCharacters = most }), Is.EqualTo(fault is null ? Array.Empty<string>() : [fault]));

    [Test]
    public void Every_wording_is_looked_at() =>
        Assert.That(Faults(new WelcomeNoteSettings { OtherNotes = ["Fine.", "{{oops}}"] }).Single(), Does.StartWith("Delight:Rules:WelcomeNote:OtherNotes:1 cannot be used: {{oops}} is not known"));

    [TestCase(typeof(FourthToSeventhOrderSettings))]
    [TestCase(typeof(WelcomeNoteSettings))]
    [TestCase(typeof(FirstOrderAnniversarySettings))]
    [TestCase(typeof(WelcomeBackSettings))]
    [TestCase(typeof(MishapPutRightSettings))]
    [TestCase(typeof(MakersCardSettings))]
    public void What_is_there_from_the_start_can_be_written(Type settings) => Assert.That(Faults(Activator.CreateInstance(settings)!), Is.Empty);

    private static string?[] Faults(object settings)
    {
        var faults = new List<ValidationResult>();
        Validator.TryValidateObject(settings, new ValidationContext(settings), faults, validateAllProperties: true);
        return [.. faults.Select(f => f.ErrorMessage)];
    }
}
