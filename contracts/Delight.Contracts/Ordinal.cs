namespace Delight.Contracts;

/// <summary>How people write a place in a row.</summary>
public static class Ordinal
{
    private static readonly string[] Words = ["zeroth", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth"];

    /// <summary>1st, 2nd, 3rd, 4th, 11th, 21st.</summary>
    public static string InDigits(int number) => number + (number % 100 is >= 11 and <= 13 ? "th" : (number % 10) switch
    {
        1 => "st",
        2 => "nd",
        3 => "rd",
        _ => "th",
    });

    /// <summary>first to twelfth, then in digits.</summary>
    public static string InWords(int number) => number >= 0 && number < Words.Length ? Words[number] : InDigits(number);
}
