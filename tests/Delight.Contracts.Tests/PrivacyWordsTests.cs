namespace Delight.Contracts.Tests;

/// <summary>The platform's topics, which requests under way are told apart by.</summary>
public class PrivacyWordsTests
{
    [Test]
    public void Kinds_of_requests_are_pinned() =>
        Assert.That(new[] { PrivacyKind.CustomerDataRequest, PrivacyKind.CustomerRedact, PrivacyKind.ShopRedact, PrivacyKind.ShopUninstalled },
            Is.EqualTo(new[] { "customers/data_request", "customers/redact", "shop/redact", "app/uninstalled" }));
}
