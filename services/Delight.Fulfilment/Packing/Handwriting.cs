using System.Globalization;
using System.Text;

namespace Delight.Fulfilment.Packing;

/// <summary>Whether somebody who writes a note by hand can be expected to: Latin letters, and those of whatever script most of the words
/// are in, since whoever made the words writes it. A name in another script is to be copied from how it is shown, or left out.</summary>
internal static class Handwriting
{
    /// <summary>Said of a line as its care.</summary>
    public const string UnfamiliarScript = "unfamiliar-script";

    private const int Latin = 0;
    private const int Symbol = -1;

    public static bool IsUnfamiliar(string text)
    {
        var words = new Dictionary<int, int>();
        var isInWord = false;
        foreach (var rune in text.EnumerateRunes())
        {
            var isLetter = Rune.IsLetter(rune) || Rune.GetUnicodeCategory(rune) == UnicodeCategory.OtherSymbol;
            if (isLetter)
            {
                var script = ScriptOf(rune);
                words[script] = words.GetValueOrDefault(script) + (isInWord ? 0 : 1);
            }

            isInWord = isLetter || (isInWord && Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark);
        }

        var ofWords = words.Count == 0 ? Latin : words.MaxBy(w => w.Value).Key;
        return words.Keys.Any(s => s != Latin && s != ofWords) || ofWords == Symbol;
    }

    /// <summary>Source: the blocks of the Unicode Standard. Chinese, Japanese and Korean letters are one script here, as they stand in one
    /// text; blocks that are not named are scripts of their own, by their 128 places.</summary>
    private static int ScriptOf(Rune letter) => Rune.GetUnicodeCategory(letter) == UnicodeCategory.OtherSymbol ? Symbol : letter.Value switch
    {
        <= 0x2af or >= 0x1d00 and <= 0x1eff or >= 0x2c60 and <= 0x2c7f or >= 0xa720 and <= 0xa7ff or >= 0xab30 and <= 0xab6f or >= 0xfb00 and <= 0xfb06 => Latin,
        >= 0x2b0 and <= 0x36f => Latin, // Spacing and combining marks
        >= 0x370 and <= 0x3ff or >= 0x1f00 and <= 0x1fff => 0x370,
        >= 0x400 and <= 0x52f or >= 0x1c80 and <= 0x1c8f or >= 0x2de0 and <= 0x2dff or >= 0xa640 and <= 0xa69f => 0x400,
        >= 0x530 and <= 0x58f or >= 0xfb13 and <= 0xfb17 => 0x530,
        >= 0x1400 and <= 0x167f or >= 0x18b0 and <= 0x18ff => 0x1400,
        >= 0x590 and <= 0x5ff or >= 0xfb1d and <= 0xfb4f => 0x590,
        >= 0x600 and <= 0x6ff or >= 0x750 and <= 0x77f or >= 0x8a0 and <= 0x8ff or >= 0xfb50 and <= 0xfdff or >= 0xfe70 and <= 0xfeff => 0x600,
        >= 0x10a0 and <= 0x10ff or >= 0x1c90 and <= 0x1cbf or >= 0x2d00 and <= 0x2d2f => 0x10a0,
        >= 0x1100 and <= 0x11ff or >= 0x2e80 and <= 0xa4cf or >= 0xa960 and <= 0xa97f or >= 0xac00 and <= 0xd7ff or >= 0xf900 and <= 0xfaff or >= 0xff00 and <= 0xffef or >= 0x20000 => 0x3000,
        >= 0x1200 and <= 0x139f or >= 0x2d80 and <= 0x2ddf or >= 0xab00 and <= 0xab2f => 0x1200,
        var other => other & ~0x7f,
    };
}
