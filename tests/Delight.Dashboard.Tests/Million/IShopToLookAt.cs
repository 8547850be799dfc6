using System.Text.Json;

namespace Delight.Dashboard.Tests.Million;

/// <summary>What somebody may ask the pages about; with another number, about something else.</summary>
internal interface IShopToLookAt
{
    /// <summary>An order with a gift.</summary>
    KnownOrder Order(int number);

    /// <summary>A word that stands in few notes.</summary>
    string RareWord(int number);
}

internal sealed record KnownOrder(string Shop, string Id, string Name, string Customer);

/// <summary>The shop with some hundred orders that all tests of this project look at.</summary>
internal sealed class SmallShop(IReadOnlyList<JsonElement> parcels) : IShopToLookAt
{
    public KnownOrder Order(int number)
    {
        var parcel = parcels[number % parcels.Count];
        string Of(string name) => parcel.GetProperty(name).GetString()!;
        return new KnownOrder(Of("shop"), Of("orderId"), Of("orderName"), Of("customerId"));
    }

    public string RareWord(int number) => Order(number).Name[1..];
}
