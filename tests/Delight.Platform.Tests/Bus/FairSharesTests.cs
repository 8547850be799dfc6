using Delight.Platform.Bus;

namespace Delight.Platform.Tests.Bus;

public class FairSharesTests
{
    [TestCase(96, "a 256", ExpectedResult = "a 96")]
    [TestCase(96, "a 256, b 2", ExpectedResult = "a 94, b 2", Description = "the large one gets what the small one leaves")]
    [TestCase(96, "a 256, b 256, c 2", ExpectedResult = "a 47, b 47, c 2")]
    [TestCase(96, "a 40, b 2", ExpectedResult = "a 40, b 2", Description = "nobody gets more than it wants")]
    [TestCase(2, "a 256, b 256, c 256", ExpectedResult = "a 1, b 1, c 1", Description = "nobody starves")]
    [TestCase(96, "", ExpectedResult = "")]
    public string Places_are_shared(int places, string wanted)
    {
        var asked = wanted.Split(", ", StringSplitOptions.RemoveEmptyEntries).Select(w => w.Split(' ')).ToDictionary(w => w[0], w => int.Parse(w[1]));
        return string.Join(", ", FairShares.Of(places, asked).OrderBy(s => s.Key).Select(s => $"{s.Key} {s.Value}"));
    }
}
