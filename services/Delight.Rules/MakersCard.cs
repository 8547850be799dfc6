using System.ComponentModel.DataAnnotations;
using Delight.Contracts;
using Microsoft.Extensions.Options;

namespace Delight.Rules;

/// <summary>Every order brings a greeting card in the name of whoever made what was bought, or of one of the makers, who take turns, and a wax seal.</summary>
[OffByDefault]
[EmptyChair(
    FitsBecause = "they buy from people who make things, and like to know by whom theirs was made",
    CustomerWouldSay = "this was made by somebody with a name, and sealed by hand",
    MotiveIs = "that maker and customer meet at least on paper")]
public sealed class MakersCard(IOptionsMonitor<MakersCardSettings> settings) : Rule<OrderRanked>
{
    public override Decision Decide(OrderRanked happened)
    {
        var now = settings.CurrentValue;
        var made = happened.Items.Select(i => i.Maker).FirstOrDefault(m => m is not null && (now.Makers.Count == 0 || now.Makers.Contains(m, StringComparer.OrdinalIgnoreCase)));
        if ((made ?? (now.Makers.Count == 0 ? null : now.Makers[(int)(happened.OrderId % now.Makers.Count)])) is not { } maker)
        {
            return Pass.Because("nothing that was bought names its maker, and none is named in Delight:Rules:MakersCard:Makers");
        }

        var card = Card(now.Write(happened, new Dictionary<string, object?> { ["maker"] = NoteTemplate.WithoutStars(maker), ["address"] = now.Address }));
        return (string.IsNullOrWhiteSpace(now.Seal) ? Give(card) : Give(card, Seal(now.Seal))).Because(made is null ? $"it is {maker}'s turn" : $"{maker} made what was bought");
    }
}

/// <summary>Settings of <see cref="MakersCard"/> (section <c>Delight:Rules:MakersCard</c>).</summary>
public sealed class MakersCardSettings : NoteSettings
{
    /// <summary>Who makes what the shop sells. Whoever made something of the order signs; else they take turns. With nobody here, whoever
    /// the products name signs.</summary>
    public IList<string> Makers { get; set => field = value ?? []; } = [];

    /// <summary>The seal's name, for the packer; none when empty.</summary>
    public string Seal { get; set; } = "A wax seal";

    /// <summary>The shop's, under the words.</summary>
    public string Address { get; set; } = "";

    /// <summary>The card's words; besides, they know <c>maker</c> and <c>address</c>.</summary>
    public override string Note { get; set; } =
        "Thank you for shopping with us. Your order was made with *love* by *{{maker}}*. You are welcome back anytime.{{#if address}}\n{{address}}{{/if}}";

    protected override IReadOnlyList<string> MoreFacts => ["maker", "address"];

    public override IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
    [
        .. base.Validate(validationContext),
        .. Makers.Any(string.IsNullOrWhiteSpace) ? [new ValidationResult("Delight:Rules:MakersCard:Makers has an entry without a name.")] : Array.Empty<ValidationResult>(),
    ];
}
