using Delight.Fulfilment.Packing;
using Delight.ObjectMother;

namespace Delight.Fulfilment.Tests.Packing;

/// <summary>Names come right in all scripts; those that nobody can be expected to write by hand are flagged.</summary>
public class HandwritingTests
{
    private static readonly string[] InLatin = ["Ada", "Zoë", "Nguyễn", "Łukasz", "Þórdís", "José Ángel", "D’Arcy-Jones", "Ọlá"];
    private static readonly string[] InOthers = ["Анна", "Ελένη", "שרה", "محمد", "陈伟", "さくら", "김철수", "นภา", "अनिता", "გიორგი", "Արմեն", "ልደቱ", "Ada 🌷"];

    [TestCaseSource(nameof(InLatin))]
    public void A_latin_name_is_written(string name) => Assert.That(Handwriting.IsUnfamiliar($"Dear {name}, thank you for coming back."), Is.False);

    [TestCaseSource(nameof(InOthers))]
    public void A_name_in_another_script_than_the_words_is_flagged(string name) => Assert.That(Handwriting.IsUnfamiliar($"Dear {name}, thank you for coming back."), Is.True);

    [TestCase("Дорогая Анна, спасибо, что вы с нами.")]
    [TestCase("Дорогая Anna, спасибо, что вы с нами.")]
    [TestCase("陈伟，谢谢您再次光临。")]
    [TestCase("Սիրելի Արմեն, շնորհակալություն, որ վերադարձար։ Քո և օրը")]
    [TestCase("ᓄᓇᕗᑦ ᑐᙵᓱᒋᑦ")]
    [TestCase("さくら様、いつもありがとうございます。漢字も。")]
    public void Whoever_made_the_words_writes_their_script(string note) => Assert.That(Handwriting.IsUnfamiliar(note), Is.False);

    [Test]
    public void Every_sample_name_of_the_worlds_scripts_is_told_apart()
    {
        var file = Repository.Shared("data/names/cldr_sample_names.tsv");
        var names = File.ReadLines(file).Skip(1).Select(l => l.Split('\t')).Where(c => c[3].Length > 0).Select(c => (Locale: c[0], Given: c[3])).ToArray();

        var flagged = names.ToLookup(n => Handwriting.IsUnfamiliar($"Dear {n.Given}, thank you."));

        Assert.That(names, Has.Length.GreaterThan(500));
        Assert.That(flagged[true].Select(n => n.Given), Has.All.Matches<string>(n => n!.Any(c => c > 0x24f && char.IsLetter(c))));
        Assert.That(flagged[false].Select(n => n.Given), Has.All.Matches<string>(n => !n!.Any(c => c is >= '\u0370' and < '\u1e00' && char.IsLetter(c))));
        Assert.That(flagged[true].Select(n => n.Locale).Distinct().Count(), Is.GreaterThan(30), "languages");
    }
}
