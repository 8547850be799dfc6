using System.Globalization;

namespace Delight.Contracts;

/// <summary>An amount in the currency's smallest unit (cents, yen, fils), so that sums are exact.</summary>
/// <param name="Minor">How many of the smallest unit; negative for what is given back.</param>
/// <param name="Currency">ISO 4217 code in capitals.</param>
public readonly record struct Money(long Minor, string Currency)
{
    // Source: ISO 4217, list one: every other currency in use has two decimals.
    private static readonly HashSet<string> NoDecimals =
        ["BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI", "VND", "VUV", "XAF", "XOF", "XPF"];
    private static readonly HashSet<string> ThreeDecimals = ["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"];

    /// <summary>Decimals of a currency's amounts: 0, 2 or 3.</summary>
    public static int DecimalsOf(string currency) =>
        NoDecimals.Contains(currency) ? 0 : ThreeDecimals.Contains(currency) ? 3 : 2;

    /// <summary>Rounds half away from zero to the smallest unit.</summary>
    /// <exception cref="OverflowException">The amount does not fit 64 bits.</exception>
    public static Money Of(decimal amount, string currency) =>
        new(decimal.ToInt64(decimal.Round(amount * Scale(currency), MidpointRounding.AwayFromZero)), currency);

    /// <summary>The amount in whole units, exact.</summary>
    public decimal Amount() => Minor / (decimal)Scale(Currency);

    /// <summary>For people: <c>12.50 EUR</c>.</summary>
    public override string ToString() =>
        Amount().ToString($"F{DecimalsOf(Currency)}", CultureInfo.InvariantCulture) + " " + Currency;

    private static int Scale(string currency) => DecimalsOf(currency) switch { 0 => 1, 3 => 1000, _ => 100 };
}
