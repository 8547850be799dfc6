using System.CommandLine;
using Delight.Host.Tests.Serving;
using Delight.Host.Tokens;
using Delight.Platform.Access;

namespace Delight.Host.Tests.Tokens;

public class TokenVerbTests
{
    [Test]
    public async Task The_token_it_makes_is_let_in_by_the_setting_it_prints()
    {
        var lines = Run("--scope", "read", "--scope", "operate").Split('\n', StringSplitOptions.TrimEntries);
        var setting = lines.Single(l => l.StartsWith("Delight__Api__Tokens__0=", StringComparison.Ordinal)).Split('=')[1];
        await using var server = await Started.WithAsync("Api:Tokens:1=" + setting);
        server.Http.DefaultRequestHeaders.Authorization = new("Bearer", lines.Single(l => l.StartsWith("delight_", StringComparison.Ordinal)));

        Assert.That((await server.GetAsync("/api/v1/queues")).Status, Is.EqualTo(200));
        Assert.That(setting, Does.StartWith("read,operate:sha256:"));
    }

    [Test]
    public void Two_are_never_alike()
    {
        var (first, second) = (Run(), Run());

        Assert.That(first, Is.Not.EqualTo(second));
    }

    [TestCase("read:sha256:abc", "does not end in a SHA-256 hash of 64 hexadecimal digits; make one with the verb token.")]
    [TestCase("reed:sha256:abc", "names the scope \"reed\"; choose from read, operate, pack, market.")]
    [TestCase("read@:sha256:abc", "names an empty shop after the @; separate several with +.")]
    public void A_setting_that_is_none_is_a_sentence(string setting, string fault) => Assert.That(ApiToken.Read(setting).Fault, Is.EqualTo(fault));

    [TestCase("a+b")]
    [TestCase("a:b")]
    public void A_shop_that_would_break_the_setting_is_refused(string shop) =>
        Assert.That(TokenVerb.Create().Parse(["--shop", shop]).Errors.Select(e => e.Message), Is.EqualTo(new[] { "--shop takes a domain, such as my-shop.myshopify.com." }));

    private static string Run(params string[] args)
    {
        var output = new StringWriter();
        Assert.That(TokenVerb.Create().Parse(args).Invoke(new InvocationConfiguration { Output = output }), Is.Zero);
        return output.ToString();
    }
}
