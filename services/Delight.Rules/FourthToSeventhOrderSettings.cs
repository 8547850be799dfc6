using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Delight.Contracts;

namespace Delight.Rules;

/// <summary>Settings of <see cref="FourthToSeventhOrder"/> (section <c>Delight:Rules:FourthToSeventhOrder</c>).</summary>
public sealed class FourthToSeventhOrderSettings : NoteSettings
{
    private static readonly ExtraSettings[] Defaults =
    [
        new() { Sku = "DELIGHT-SWEET", Title = "A wrapped sweet", Worth = 1 },
        new() { Sku = "DELIGHT-TEA", Title = "A tin of tea for one", Worth = 3 },
        new() { Sku = "DELIGHT-CANDLE", Title = "A small beeswax candle", Worth = 5 },
        new() { Sku = "DELIGHT-MUG", Title = "A mug from the maker", Worth = 9 },
    ];

    /// <summary>The first order that is thanked, from 1.</summary>
    public int From { get; set; } = 4;

    /// <summary>The last order that is thanked.</summary>
    public int To { get; set; } = 7;

    /// <summary>The extras for the first, second … thanked order; the last serves all that follow. None given: four of rising value.</summary>
    public IList<ExtraSettings> Extras { get; set => field = value ?? []; } = [];

    public override string Note { get; set; } =
        "{{#if firstName}}Dear {{firstName}}, this{{else}}This{{/if}} is your {{ordinal}} order with us, and we noticed. Thank you for coming back.{{#if extra}} Something small is in the parcel for you.{{/if}}";

    /// <summary>The given extras, or the four.</summary>
    public IReadOnlyList<ExtraSettings> ExtrasInForce => Extras.Count > 0 ? [.. Extras] : Defaults;

    /// <summary>The extra for this order; when it cannot be given the more valuable ones, then the less valuable ones.</summary>
    public IEnumerable<ExtraSettings> ChoicesFor(int ordinal)
    {
        var own = Math.Min(ordinal - From, ExtrasInForce.Count - 1);
        return [.. ExtrasInForce.Skip(own), .. ExtrasInForce.Take(own).Reverse()];
    }

    public override IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        const string Here = "Delight:Rules:FourthToSeventhOrder:";
        if (From < 1 || To < From)
        {
            yield return new ValidationResult($"{Here}From is {From} and To is {To}; From must be at least 1 and To not below it.");
        }

        for (var i = 0; i < Extras.Count; i++)
        {
            if (string.IsNullOrWhiteSpace(Extras[i].Sku) || string.IsNullOrWhiteSpace(Extras[i].Title))
            {
                yield return new ValidationResult($"{Here}Extras:{i} needs a Sku and a Title.");
            }

            if (Extras[i].Worth is < 0 or > ExtraSettings.MostWorth || Extras[i].Currency is not { Length: 3 } currency || !currency.All(char.IsAsciiLetterUpper))
            {
                yield return new ValidationResult($"{Here}Extras:{i} is worth {Extras[i].Worth.ToString(CultureInfo.InvariantCulture)} {Extras[i].Currency}; give a Worth from 0 to {ExtraSettings.MostWorth:0} and an ISO 4217 code such as USD as its Currency.");
            }
            else if (i > 0 && Extras[i - 1].Worth <= ExtraSettings.MostWorth && (Extras[i].Worth < Extras[i - 1].Worth || Extras[i].Currency != Extras[i - 1].Currency))
            {
                yield return new ValidationResult($"{Here}Extras:{i}:Worth is {Extras[i].Value()}, less than {Extras[i - 1].Value()} of the one before or in another currency; a gift may not be worth less than the last.");
            }
        }

        foreach (var fault in base.Validate(validationContext))
        {
            yield return fault;
        }
    }
}

/// <summary>Something that can be put into a parcel.</summary>
public sealed class ExtraSettings
{
    internal const decimal MostWorth = 1_000_000;

    public string Sku { get; set; } = "";
    public string Title { get; set; } = "";

    /// <summary>What the customer takes it to be worth, in whole units of the currency.</summary>
    public decimal Worth { get; set; }

    /// <summary>ISO 4217 code.</summary>
    public string Currency { get; set; } = "USD";

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Sku}, {Title}, worth {Worth:0.00} {Currency}");

    public Money Value() => Money.Of(Worth, Currency);
}
