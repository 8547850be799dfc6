using System.ComponentModel.DataAnnotations;
using Delight.Contracts;
using Delight.ObjectMother;

namespace Delight.Rules.Tests;

/// <summary>A note is in the language of the order, or in the one that every customer gets.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public class LanguagesTests
{
    private readonly FourthToSeventhOrderSettings _settings = new()
    {
        Note = "Your {{ordinal}} order.",
        Languages =
        [
            new LanguageSettings { Locale = "de", Note = "Deine {{ordinal}} Bestellung.", Ordinals = ["erste", "zweite", "dritte", "vierte", "fünfte"] },
            new LanguageSettings { Locale = "de-AT", Note = "Servas! Deine {{ordinal}}." },
            new LanguageSettings { Locale = "fr", Note = "{{#if firstName}}{{firstName}}, {{/if}}c’est votre commande n° {{number}}{{#if months}}, après {{monthCount}} mois{{/if}}.", OtherNotes = ["Merci !"] },
        ],
    };

    [TestCase("de", "Deine vierte Bestellung.")]
    [TestCase("DE-de", "Deine vierte Bestellung.")]
    [TestCase("de_CH", "Deine vierte Bestellung.")]
    [TestCase("de-AT", "Servas! Deine 4.")]
    [TestCase("de-AT-1996", "Servas! Deine 4.")]
    [TestCase("en", "Your fourth order.")]
    [TestCase("den", "Your fourth order.")]
    [TestCase("", "Your fourth order.")]
    [TestCase(null, "Your fourth order.")]
    public void The_nearest_language_is_taken(string? locale, string note) => Assert.That(_settings.Write(Shop.Ranked(4) with { Locale = locale }).Text, Is.EqualTo(note));

    [Test]
    public void A_number_for_which_a_language_has_no_word_is_written_in_digits() =>
        Assert.That(_settings.Write(Shop.Ranked(6) with { Locale = "de" }).Text, Is.EqualTo("Deine 6 Bestellung."));

    [Test]
    public void A_language_has_wordings_of_its_own() =>
        Assert.That(Enumerable.Range(4, 2).Select(n => _settings.Write(Shop.Ranked(n) with { Locale = "fr", CustomerFirstName = null, FirstOrderAt = Shop.Day(n - 70) }).Text).Order(),
            Is.EqualTo(new[] { "Merci !", "c’est votre commande n° 5, après 2 mois." }));

    [Test]
    public void A_note_names_what_was_bought_and_who_made_it()
    {
        OrderItem[] items = [new("A candle"), new("Tea", "Beverly"), new("Soap", "Ingo")];
        var settings = new WelcomeNoteSettings { Note = "{{item}}; {{items}}; {{maker}}; {{#each itemList}}{{this}}|{{/each}}" };

        Assert.That(settings.Write(Shop.Ranked(1) with { Items = items }).Text, Is.EqualTo("A candle; A candle, Tea and Soap; Beverly; A candle|Tea|Soap|"));
        Assert.That(new WelcomeNoteSettings { Note = "{{#if item}}{{item}}{{else}}it{{/if}}{{#if maker}} by {{maker}}{{/if}}" }.Write(Shop.Ranked(1)).Text, Is.EqualTo("it"));
    }

    [Test]
    public void Stars_in_somebody_elses_words_stress_nothing() =>
        Assert.That(new WelcomeNoteSettings { Note = "{{firstName}}, {{item}} by *{{maker}}*" }.Write(Shop.Ranked(1) with { CustomerFirstName = "A*da", Items = [new OrderItem("5* tea", "B*v")] }).Text, Is.EqualTo("Ada, 5 tea by *Bv*"));

    [TestCase("", "Fine.", "Delight:Rules:FourthToSeventhOrder:Languages:3:Locale is missing or stands there twice; give a language tag such as de or de-AT.")]
    [TestCase("De", "Fine.", "Delight:Rules:FourthToSeventhOrder:Languages:3:Locale is missing or stands there twice; give a language tag such as de or de-AT.")]
    [TestCase("es", "", "Delight:Rules:FourthToSeventhOrder:Languages:3:Note cannot be used: it is empty.")]
    [TestCase("es", "{{nombre}}", "Delight:Rules:FourthToSeventhOrder:Languages:3:Note cannot be used: {{nombre}} is not known; a note knows firstName, ordinal, number, orderName, months, monthCount, item, items, itemList, maker, extra.")]
    public void What_cannot_be_written_is_said_when_settings_load(string locale, string note, string fault)
    {
        _settings.Languages.Add(new LanguageSettings { Locale = locale, Note = note });
        var faults = new List<ValidationResult>();
        Validator.TryValidateObject(_settings, new ValidationContext(_settings), faults, validateAllProperties: true);

        Assert.That(faults.Select(f => f.ErrorMessage), Is.EqualTo(new[] { fault }));
    }
}
