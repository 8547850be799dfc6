using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Delight.Rules.Tests;

public class FourthToSeventhOrderSettingsTests
{
    private const string Here = "Delight:Rules:FourthToSeventhOrder:";

    [Test]
    public void Without_any_setting_all_is_well() => Assert.That(Faults(new()), Is.Empty);

    [Test]
    public void Without_any_setting_four_different_extras_rise_in_value()
    {
        var extras = Enumerable.Range(4, 4).Select(n => new FourthToSeventhOrderSettings().ChoicesFor(n).First()).ToArray();

        Assert.That(extras.Select(e => e.Sku), Is.Unique);
        Assert.That(extras.Select(e => e.Value().Minor), Is.Ordered.Ascending.And.Unique);
    }

    [TestCase(4, 3, "From is 4 and To is 3; From must be at least 1 and To not below it.")]
    [TestCase(0, 3, "From is 0 and To is 3; From must be at least 1 and To not below it.")]
    [TestCase(-2, -1, "From is -2 and To is -1; From must be at least 1 and To not below it.")]
    public void A_range_that_is_none_is_a_sentence(int from, int to, string sentence) =>
        Assert.That(Faults(new() { From = from, To = to }), Is.EqualTo(new[] { Here + sentence }));

    [Test]
    public void A_single_order_is_a_range() => Assert.That(Faults(new() { From = 5, To = 5 }), Is.Empty);

    [Test]
    public void An_extra_worth_less_than_the_one_before_is_a_sentence() =>
        Assert.That(Faults(new() { Extras = [Extra(100), Extra(35)] }), Is.EqualTo(new[]
        {
            Here + "Extras:1:Worth is 35.00 USD, less than 100.00 USD of the one before or in another currency; a gift may not be worth less than the last.",
        }));

    [Test]
    public void An_extra_in_another_currency_cannot_be_compared() =>
        Assert.That(Faults(new() { Extras = [Extra(1), Extra(2, "JPY")] }), Has.One.Contains("Extras:1:Worth is 2 JPY"));

    [Test]
    public void Extras_of_equal_worth_are_allowed() => Assert.That(Faults(new() { Extras = [Extra(2), Extra(2)] }), Is.Empty);

    [TestCase("", "A mug")]
    [TestCase("MUG", " ")]
    public void An_extra_without_a_name_is_a_sentence(string sku, string title) =>
        Assert.That(Faults(new() { Extras = [new() { Sku = sku, Title = title, Worth = 1 }] }), Is.EqualTo(new[] { Here + "Extras:0 needs a Sku and a Title." }));

    [TestCase(-1, "USD")]
    [TestCase(1, "")]
    [TestCase(1, "usd")]
    [TestCase(1, "Euro")]
    public void A_worth_that_is_none_is_a_sentence(int worth, string currency) =>
        Assert.That(Faults(new() { Extras = [Extra(worth, currency)] }), Is.EqualTo(new[]
        {
            Here + $"Extras:0 is worth {worth} {currency}; give a Worth from 0 to 1000000 and an ISO 4217 code such as USD as its Currency.",
        }));

    [TestCase("")]
    [TestCase("  ")]
    [TestCase("Dear {{fristName}}")]
    [TestCase("Dear {{firstName")]
    [TestCase("{{#if firstName}}Dear {{firstName}}")]
    [TestCase("Dear {{/if}}")]
    [TestCase("{{#if firstName}}Dear{{/unless}}")]
    [TestCase("{{}}")]
    [TestCase("{{> footer}}")]
    [TestCase("{{shout firstName}}")]
    public void A_note_that_cannot_be_written_is_a_sentence(string note) =>
        Assert.That(Faults(new() { Note = note }), Has.Length.EqualTo(1).And.All.StartsWith(Here + "Note cannot be used: "));

    [Test]
    public void A_name_that_a_note_does_not_know_is_said() =>
        Assert.That(Faults(new() { Note = "Dear {{fristName}}" }),
            Is.EqualTo(new[] { Here + "Note cannot be used: {{fristName}} is not known; a note knows firstName, ordinal, number, orderName, months, monthCount, item, items, itemList, maker, extra." }));

    [Test]
    public void All_faults_come_together() =>
        Assert.That(Faults(new() { From = 9, To = 8, Extras = [new()], Note = "{{" }), Has.Length.EqualTo(3));

    [Test]
    public void The_program_does_not_start_with_a_fault()
    {
        using var services = WithSettings(("From", "9"), ("To", "8"));

        Assert.That(() => services.GetRequiredService<IStartupValidator>().Validate(),
            Throws.TypeOf<OptionsValidationException>().With.Message.Contains("From is 9 and To is 8"));
    }

    [Test]
    public void They_are_read_from_the_section_of_the_class_name()
    {
        using var services = WithSettings(("To", "8"), ("Extras:0:Sku", "TEA"), ("Extras:0:Title", "Tea"), ("Extras:0:Worth", "2.50"));

        var settings = services.GetRequiredService<IOptionsMonitor<FourthToSeventhOrderSettings>>().CurrentValue;

        Assert.That((settings.From, settings.To), Is.EqualTo((4, 8)));
        Assert.That(settings.ChoicesFor(8).First().Value().ToString(), Is.EqualTo("2.50 USD"));
    }

    private static string[] Faults(FourthToSeventhOrderSettings settings) =>
        [.. settings.Validate(new ValidationContext(settings)).Select(f => f.ErrorMessage!)];

    private static ExtraSettings Extra(decimal worth, string currency = "USD") =>
        new() { Sku = "TEA", Title = "Tea", Worth = worth, Currency = currency };

    private static ServiceProvider WithSettings(params (string Name, string Value)[] settings)
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(
            settings.Select(s => KeyValuePair.Create(Here + s.Name, (string?)s.Value))).Build());
        services.AddRules([typeof(FourthToSeventhOrder)]);
        return services.BuildServiceProvider();
    }
}
