using Delight.Platform.Access;

namespace Delight.Platform.Tests.Access;

public class ApiSettingsTests
{
    [Test]
    public void A_token_as_the_verb_makes_it_is_fine() => Assert.That(Faults(ApiToken.Make([Scope.Read], ["calm-lake.myshopify.com"]).Setting), Is.Empty);

    [Test]
    public void No_token_at_all_is_fine() => Assert.That(Faults(), Is.Empty);

    [TestCase("short", "has fewer than 10 characters and could be guessed; make a longer one.")]
    [TestCase("cook:sha256:00", "names the scope \"cook\"; choose from read, operate, pack, market.")]
    [TestCase("read@:sha256:00", "names an empty shop after the @; separate several with +.")]
    [TestCase("read:sha256:00", "does not end in a SHA-256 hash of 64 hexadecimal digits; make one with the verb token.")]
    public void What_is_wrong_with_one_is_said_with_its_place_and_without_the_token(string token, string fault) =>
        Assert.That(Faults("a-token-that-is-fine", token), Is.EqualTo(new[] { "Delight:Api:Tokens:1 " + fault }));

    [Test]
    public void Only_what_can_be_read_lets_anybody_in() => Assert.That(new ApiSettings { Tokens = ["a-token-that-is-fine", "cook:sha256:00"] }.Known().Count(), Is.EqualTo(1));

    private static string[] Faults(params string[] tokens) => [.. new ApiSettingsValidator().Validate(new ApiSettings { Tokens = tokens }).Errors.Select(e => e.ErrorMessage)];
}
