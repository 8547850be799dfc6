using Delight.Contracts;
using Delight.Fulfilment.Parcels;
using Delight.Platform.Store;

namespace Delight.Fulfilment.Giving;

/// <summary>What would have been chosen for a rule's answers to a recorded history; nothing is taken and nothing is kept.</summary>
internal static class GiftPreview
{
    /// <param name="answers">In the order of the orders.</param>
    /// <param name="shop">Absent for a shop whose rules give without end.</param>
    /// <param name="ranOut">Filled with what came to its end first, and when.</param>
    public static IEnumerable<(GestureDecided Answer, IReadOnlyList<GestureLine> Lines, Money? Cost)> Choose(
        IEnumerable<GestureDecided> answers, ShopGivingSettings? shop, TimeZoneInfo zone, IDictionary<string, DateTimeOffset> ranOut)
    {
        if (shop is null)
        {
            return answers.Select(a => (a, (IReadOnlyList<GestureLine>)[.. a.Lines.Select(l => l with { Otherwise = null, OtherWordings = null })], (Money?)null));
        }

        var means = new Means(shop, shop.Catalogue.Select(c => c.In(shop.Shop, shop.Currency)).ToDictionary(i => i.Sku, StringComparer.OrdinalIgnoreCase), []) { RanOut = ranOut };
        var customers = new Dictionary<long, Choosing>();
        return answers.Select(answer => Choose(answer, means, zone, customers));
    }

    private static (GestureDecided Answer, IReadOnlyList<GestureLine> Lines, Money? Cost) Choose(GestureDecided answer, Means means, TimeZoneInfo zone, Dictionary<long, Choosing> customers)
    {
        if (answer.CustomerId is not { } customer || !answer.Gives)
        {
            return (answer, [], null);
        }

        (means.Month, means.Now) = (GivingShops.MonthIn(zone, answer.OrderedAt), answer.OrderedAt.ToStore());
        if (!customers.TryGetValue(customer, out var choosing))
        {
            var arms = new Dictionary<string, string>();
            if (Arm.Of(means.Shop, answer.Rule, customer) is { } arm)
            {
                arms.Add(answer.Rule, arm);
            }

            choosing = new Choosing(means, Preferences.None, arms, new Dictionary<(string, long), long>());
            customers.Add(customer, choosing);
        }

        var parcel = Parcel.New(answer.Shop, answer.OrderId);
        parcel.Apply(answer, null, isChosen: true);
        choosing.Choose(parcel);
        var chosen = parcel.Chosen.Values.SelectMany(c => c).ToArray();
        return (answer, [.. chosen.Select(c => c.Line)], new Money(chosen.Sum(c => c.Taken?.Cost?.Minor ?? 0), means.Shop.Currency));
    }
}
