using Delight.FakeShops;
using Delight.ObjectMother;
using Delight.Shopify.Door;

namespace Delight.Shopify.Tests.Documents;

/// <summary>No document is sent that the platform would not understand.</summary>
internal sealed class EveryDocumentTests
{
    private static IEnumerable<string> Names => GraphQlFile.Names;

    [TestCaseSource(nameof(Names))]
    public async Task Fits_the_published_schema(string name)
    {
        Repository.Shared("data/shopify/admin-2026-01.schema.graphql");

        Assert.That(await SchemaCheck.ErrorsOfAsync(GraphQlFile.Read(name)), Is.Empty);
    }

    [Test]
    public void There_are_some() => Assert.That(Names.Count(), Is.GreaterThan(3));

    [Test]
    public async Task A_misspelt_field_would_be_found()
    {
        Repository.Shared("data/shopify/admin-2026-01.schema.graphql");

        Assert.That(await SchemaCheck.ErrorsOfAsync(GraphQlFile.Read("order-by-id").Replace("legacyResourceId", "legacyResourceIt", StringComparison.Ordinal)), Is.Not.Empty);
    }
}
