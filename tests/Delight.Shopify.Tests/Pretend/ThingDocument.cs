using Delight.Shopify.Documents;
using Delight.Shopify.Door;

namespace Delight.Shopify.Tests.Pretend;

/// <summary>Documents for tests: a query, and a mutation that must not be done twice. Only the answers are made up.</summary>
internal static class ThingDocument
{
    public const string Answered = """{"data":{"order":null},"extensions":{"cost":{"requestedQueryCost":10,"actualQueryCost":4,"throttleStatus":{"maximumAvailable":2000,"currentlyAvailable":1900,"restoreRate":100}}}}""";

    public static readonly Document<OrderById> Query = OrderById.Document;
    public static readonly Document<OrderById> Mutation = Document<OrderById>.Mutation("order-by-id", OrderByIdJson.Default, mayBeRepeated: false);
}
