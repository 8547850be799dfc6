using FluentValidation;

namespace Delight.Fulfilment.Giving;

/// <summary>Shops whose gifts are chosen from what there is and what may be spent (section <c>Delight:Giving</c>). A shop that is not
/// among them gives whatever its rules say, without end.</summary>
public sealed class GivingSettings
{
    public const string Section = "Delight:Giving";

    public IList<ShopGivingSettings> Shops { get; set => field = value ?? []; } = [];
}

/// <summary>What one shop gives and spends (section <c>Delight:Giving:Shops:N</c>). Amounts are in whole units of its currency.</summary>
public sealed class ShopGivingSettings
{
    /// <summary>The shop's permanent domain, kept as webhooks name it: lower case.</summary>
    public string Shop { get; set => field = (value ?? "").Trim().ToLowerInvariant(); } = "";

    /// <summary>ISO 4217 code, of the budgets and of everything that is given.</summary>
    public string Currency { get; set; } = "USD";

    /// <summary>What all gifts of a calendar month may cost, in the shop's time zone; no limit when absent.</summary>
    public decimal? MonthlyBudget { get; set; }

    /// <summary>What packing an extra costs, beside the goods.</summary>
    public decimal PackingCost { get; set; }

    /// <summary>What a card costs, with the time to write it.</summary>
    public decimal CardCost { get; set; }

    /// <summary>Extras in one parcel at most; no limit when absent.</summary>
    public int? MostExtras { get; set; }

    /// <summary>Of a hundred customers so many get no gift of any rule, so that it can be measured what gifts are worth.</summary>
    public decimal NeverGiftedPercent { get; set; }

    /// <summary>Decides, together with shop, rule and customer, who is in which arm; another one assigns whoever comes later anew.</summary>
    public string Salt { get; set; } = "delight";

    /// <summary>What customers have had too often: skus and tags.</summary>
    public IList<string> WornOut { get; set => field = value ?? []; } = [];
    public IList<RuleGivingSettings> Rules { get; set => field = value ?? []; } = [];

    /// <summary>Put into the catalogue when it has no such sku; from then on the catalogue is what counts.</summary>
    public IList<CatalogueItemSettings> Catalogue { get; set => field = value ?? []; } = [];

    internal RuleGivingSettings? Of(string rule) => Rules.FirstOrDefault(r => r.Rule == rule);
}

/// <summary>One rule's share (section <c>Delight:Giving:Shops:N:Rules:M</c>).</summary>
public sealed class RuleGivingSettings
{
    /// <summary>Its wire name, such as <c>fourth-to-seventh-order</c>.</summary>
    public string Rule { get; set; } = "";

    /// <summary>Of several rules that give to one order the highest goes first; among equals the name decides.</summary>
    public int Priority { get; set; }

    /// <summary>What its gifts of a calendar month may cost, within the shop's budget; no limit when absent.</summary>
    public decimal? MonthlyBudget { get; set; }

    /// <summary>Shares of customers who get only a part of what it gives; everybody gets both while all are 0.</summary>
    public ArmSettings Arms { get; set; } = new();
}

/// <summary>Of a hundred customers whom a rule would give to, how many get what (section <c>Delight:Giving:Shops:N:Rules:M:Arms</c>).</summary>
public sealed class ArmSettings
{
    public decimal Nothing { get; set; }
    public decimal Note { get; set; }
    public decimal Extra { get; set; }
    public decimal Both { get; set; }

    internal bool IsOn => Shares.Any(s => s.Percent > 0);

    internal IReadOnlyList<(string Arm, double Percent)> Shares =>
        [(Arm.Nothing, (double)Nothing), (Arm.Note, (double)Note), (Arm.Extra, (double)Extra), (Arm.Both, (double)Both)];
}

internal sealed class GivingSettingsValidator : AbstractValidator<GivingSettings>
{
    public GivingSettingsValidator()
    {
        RuleForEach(s => s.Shops).Must(s => !string.IsNullOrWhiteSpace(s.Shop))
            .WithMessage("Delight:Giving:Shops:{CollectionIndex}:Shop is missing; give the shop's permanent domain, such as my-shop.myshopify.com.");
        RuleFor(s => s.Shops).Must(shops => shops.DistinctBy(s => s.Shop).Count() == shops.Count)
            .WithMessage("Delight:Giving:Shops names the same shop twice; put all of it into one.");
        RuleForEach(s => s.Shops).Must(s => s.Currency is { Length: 3 } currency && currency.All(char.IsAsciiLetterUpper))
            .WithMessage("Delight:Giving:Shops:{CollectionIndex}:Currency is no currency; give an ISO 4217 code such as USD.");
        RuleForEach(s => s.Shops).Must(s => new[] { s.MonthlyBudget ?? 0, s.PackingCost, s.CardCost }.Concat(s.Rules.Select(r => r.MonthlyBudget ?? 0)).All(Amount.IsOne))
            .WithMessage($"Delight:Giving:Shops:{{CollectionIndex}} has a budget or a cost below 0 or above {Amount.Most:0}; give an amount between.");
        RuleForEach(s => s.Shops).Must(s => s.NeverGiftedPercent is >= 0 and <= 100)
            .WithMessage("Delight:Giving:Shops:{CollectionIndex}:NeverGiftedPercent is not between 0 and 100.");
        RuleForEach(s => s.Shops).Must(s => s.Rules.All(r => new[] { r.Arms.Nothing, r.Arms.Note, r.Arms.Extra, r.Arms.Both } is var arms && arms.All(a => a is >= 0 and <= 100) && arms.Sum() is 0 or 100))
            .WithMessage("Delight:Giving:Shops:{CollectionIndex}:Rules has Arms that do not make 100; give the percent of Nothing, Note, Extra and Both, or none.");
        RuleForEach(s => s.Shops).Must(s => s.MostExtras is null or >= 0)
            .WithMessage("Delight:Giving:Shops:{CollectionIndex}:MostExtras is below 0; give a number of extras, or leave it out.");
        RuleForEach(s => s.Shops).Must(s => s.Rules.All(r => !string.IsNullOrWhiteSpace(r.Rule)) && s.Rules.DistinctBy(r => r.Rule).Count() == s.Rules.Count)
            .WithMessage("Delight:Giving:Shops:{CollectionIndex}:Rules has an entry without a Rule or two of the same; name each rule once, as the verb rules shows it.");
        RuleForEach(s => s.Shops).Must(s => s.Catalogue.DistinctBy(c => (c.Sku ?? "").Trim(), StringComparer.OrdinalIgnoreCase).Count() == s.Catalogue.Count)
            .WithMessage("Delight:Giving:Shops:{CollectionIndex}:Catalogue has the same Sku twice.");
        RuleForEach(s => s.Shops).Custom((shop, context) =>
        {
            for (var i = 0; i < shop.Catalogue.Count; i++)
            {
                if (shop.Catalogue[i].Fault() is { } fault)
                {
                    context.AddFailure($"Delight:Giving:Shops, {shop.Shop}, Catalogue:{i}: {fault}");
                }
            }
        });
    }
}

internal static class Amount
{
    public const decimal Most = 1_000_000_000;

    public static bool IsOne(decimal amount) => amount is >= 0 and <= Most;
}
