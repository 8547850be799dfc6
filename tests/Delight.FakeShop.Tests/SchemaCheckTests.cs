namespace Delight.FakeShops.Tests;

internal sealed class SchemaCheckTests
{
    [SetUp]
    public void There_is_a_schema()
    {
        if (PublishedSchema.Path is null)
            Assert.Ignore("No ../shared/data/shopify beside the checkout.");
    }

    [Test]
    public async Task A_right_document_has_no_errors() =>
        Assert.That(await SchemaCheck.ErrorsOfAsync("query Shop($id: ID!) { shop { name } order(id: $id) { id tags } }"), Is.Empty);

    [Test]
    public async Task An_unknown_field_is_told_with_its_place() => Assert.That(
        await SchemaCheck.ErrorsOfAsync("query Shop { shop { nam } }"),
        Is.EqualTo(new[] { "Line 1, column 21: Cannot query field 'nam' on type 'Shop'. Did you mean 'name'?" }));

    [Test]
    public async Task A_missing_argument_is_told() =>
        Assert.That(await SchemaCheck.ErrorsOfAsync("{ order { id } }"), Has.One.Contains("Argument 'id' of type 'ID!' is required"));

    [Test]
    public async Task A_variable_of_another_type_is_told() =>
        Assert.That(string.Join("\n", await SchemaCheck.ErrorsOfAsync("query Q($id: String!) { order(id: $id) { id } }")), Does.Contain("of type 'String!' used in position"));

    [Test]
    public async Task What_is_no_document_is_told() =>
        Assert.That(await SchemaCheck.ErrorsOfAsync("query Shop { shop { name }"), Has.Count.EqualTo(1));

    [Test]
    public async Task Every_operation_is_looked_at() =>
        Assert.That(await SchemaCheck.ErrorsOfAsync("query A { shop { a } } query B { shop { b } }"), Has.Count.EqualTo(2));
}
