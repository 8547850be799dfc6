using System.Globalization;

namespace Delight.Platform.Access;

/// <summary>A number of a question, read by hand so that a wrong one is answered with a sentence.</summary>
public static class WholeNumber
{
    /// <param name="otherwise">When none is given.</param>
    /// <returns>The number, and what is wrong with it as a sentence; nothing when it can be used.</returns>
    public static (int Number, string? Fault) Read(string name, string? text, int from, int to, int otherwise) =>
        text is null ? (otherwise, null)
        : int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) && number >= from && number <= to ? (number, null)
        : (otherwise, $"{name} is \"{text}\"; give a whole number from {from} to {to}.");
}
