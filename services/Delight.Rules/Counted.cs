namespace Delight.Rules;

/// <summary>How people write a number of things.</summary>
internal static class Counted
{
    private static readonly string[] Words = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

    /// <summary>one year, two years … twelve years, 13 years.</summary>
    public static string InWords(int number, string thing) =>
        $"{(number >= 0 && number < Words.Length ? Words[number] : number)} {thing}{(number == 1 ? "" : "s")}";
}
