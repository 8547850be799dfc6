using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Delight.Fulfilment.Giving;

/// <summary>What customers of a rule are given, so that it can be measured whether it pays.</summary>
internal static class Arm
{
    /// <summary>Held out of every rule of the shop.</summary>
    public const string Never = "never";
    public const string Nothing = "nothing";
    public const string Note = "note";
    public const string Extra = "extra";
    public const string Both = "both";

    /// <summary>The arm of a customer: by a hash that is the same at all times, in shares of a hundred.</summary>
    /// <returns>Nothing where neither the shop nor the rule has arms.</returns>
    public static string? Of(ShopGivingSettings shop, string rule, long customerId)
    {
        if (shop.NeverGiftedPercent > 0 && Place(shop, "", customerId) < (double)shop.NeverGiftedPercent)
        {
            return Never;
        }

        if (shop.Of(rule)?.Arms is not { IsOn: true } arms)
        {
            return shop.NeverGiftedPercent > 0 ? Both : null;
        }

        var place = Place(shop, rule, customerId);
        foreach (var (arm, percent) in arms.Shares)
        {
            if (place < percent)
            {
                return arm;
            }

            place -= percent;
        }

        return Both;
    }

    /// <summary>Whether an arm that was assigned still decides: once the shares are taken back, all get both.</summary>
    public static bool IsOn(ShopGivingSettings shop, string rule, string arm) => arm == Never ? shop.NeverGiftedPercent > 0 : shop.Of(rule)?.Arms.IsOn == true;

    public static bool GivesNotes(string? arm) => arm is null or Both or Note;

    public static bool GivesExtras(string? arm) => arm is null or Both or Extra;

    /// <summary>From 0 to 100, evenly spread.</summary>
    private static double Place(ShopGivingSettings shop, string rule, long customerId)
    {
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes($"{shop.Salt}\n{shop.Shop}\n{rule}\n{customerId}"));
        return BinaryPrimitives.ReadUInt64BigEndian(digest) / Math.Pow(2, 64) * 100;
    }
}

/// <summary>A row of the table <c>assignments</c>.</summary>
internal record Assignment
{
    public string Shop { get; init; } = "";
    public long CustomerId { get; init; }
    public string Rule { get; init; } = "";
    public string Arm { get; init; } = "";
    public string Salt { get; init; } = "";
    public string? RuleVersion { get; init; }

    /// <summary>The order with which the customer first qualified.</summary>
    public long OrderId { get; init; }

    /// <summary>Microseconds since 1970.</summary>
    public long At { get; init; }
}
