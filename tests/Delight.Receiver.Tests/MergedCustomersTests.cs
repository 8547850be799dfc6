using System.Text;
using Delight.Contracts;
using Delight.ObjectMother;
using Delight.Receiver.Payload;

namespace Delight.Receiver.Tests;

/// <summary>The platform's webhook about two customers of whom it made one, or did not.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class MergedCustomersTests : IAsyncDisposable
{
    private const string Topic = "customers/merge";
    private readonly Door _door = new();

    public ValueTask DisposeAsync() => _door.DisposeAsync();

    [TestCase("\"gid://shopify/Customer/9200000000000007\"", "\"gid://shopify/Customer/9200000000000008\"")]
    [TestCase("9200000000000007", "9200000000000008")]
    [TestCase("\"9200000000000007\"", "\" gid://Shopify/customer/9200000000000008\"")]
    public async Task The_kept_and_the_deleted_customer_are_kept_however_they_are_written(string kept, string deleted)
    {
        Assert.That((await PostAsync(Body(kept, deleted))).Status, Is.EqualTo(200));

        var merge = (CustomersMerged)_door.Kept.Single();
        Assert.That((merge.Shop, merge.KeptCustomerId, merge.MergedCustomerId, merge.Delivery.Topic), Is.EqualTo((Shop.Domain, Shop.Ada, Shop.Bert, Topic)));
        Assert.That(_door.Broker.Offered.Single().Id, Is.EqualTo(merge.Delivery.Id));
    }

    [TestCase("""{"admin_graphql_api_customer_kept_id":1,"admin_graphql_api_customer_deleted_id":2}""", TestName = "Neither job nor status nor errors")]
    [TestCase("""{"admin_graphql_api_customer_kept_id":1,"admin_graphql_api_customer_deleted_id":2,"admin_graphql_api_job_id":null,"status":"COMPLETED","errors":[]}""", TestName = "Capitals")]
    [TestCase("""{"admin_graphql_api_customer_kept_id":1,"admin_graphql_api_customer_deleted_id":2,"status":null,"errors":null}""", TestName = "Nulls")]
    public void What_is_not_needed_may_be_missing(string body) => Assert.That(Read(body).Merge, Is.Not.Null);

    [TestCase("\"failed\"")]
    [TestCase("\"in_progress\"")]
    [TestCase("\"requested\"")]
    public async Task A_merge_that_did_not_take_place_is_of_no_interest(string status)
    {
        Assert.That((await PostAsync(Body("1", "2", status))).Status, Is.EqualTo(200));

        Assert.That((_door.Kept.Count, _door.Spool.Count, _door.Counts.Report(stopped: false).Ignored), Is.EqualTo((0, 0, 1)));
    }

    [Test]
    public void Without_a_status_errors_say_that_it_did_not_take_place() =>
        Assert.That(Read("""{"admin_graphql_api_customer_kept_id":1,"admin_graphql_api_customer_deleted_id":2,"errors":[{"field":"merge_in_progress"}]}"""), Is.EqualTo(((CustomersMerged?)null, Array.Empty<string>())).UsingPropertiesComparer());

    [TestCase("""{"id":1,"name":"#1","customer":{"id":7},"line_items":[],"created_at":"2026-11-20T10:15:30Z"}""", TestName = "An order sent again under this topic")]
    [TestCase("""{"shop_domain":"calm-lake.myshopify.com","customer":{"id":7},"orders_to_redact":[]}""", TestName = "A request to be forgotten sent again under this topic")]
    [TestCase("""{"admin_graphql_api_customer_kept_id":"gid://shopify/Customer/1"}""", TestName = "One customer only")]
    [TestCase("""{"admin_graphql_api_customer_kept_id":"gid://shopify/Order/1","admin_graphql_api_customer_deleted_id":"gid://shopify/Customer/2"}""", TestName = "An order's id")]
    [TestCase("""{"admin_graphql_api_customer_kept_id":0,"admin_graphql_api_customer_deleted_id":-2}""", TestName = "Ids that are none")]
    [TestCase("""{"admin_graphql_api_customer_kept_id":{"id":1},"admin_graphql_api_customer_deleted_id":1.5}""", TestName = "No ids at all")]
    [TestCase("""{"admin_graphql_api_customer_kept_id":1,"admin_graphql_api_customer_deleted_id":1}""", TestName = "Twice the same")]
    [TestCase("""{"admin_graphql_api_customer_kept_id":1,"admin_graphql_api_customer_deleted_id":2,"status":"reverted"}""", TestName = "A status that nobody knows")]
    [TestCase("""{"admin_graphql_api_customer_kept_id":1,"admin_graphql_api_customer_deleted_id":2,"status":7}""", TestName = "A status that is none")]
    [TestCase("""{"admin_graphql_api_customer_kept_id":"\ud800","admin_graphql_api_customer_deleted_id":2}""", TestName = "Half a character")]
    [TestCase("null", TestName = "Null")]
    [TestCase("[]", TestName = "A list")]
    [TestCase("{", TestName = "Half a body")]
    public async Task What_is_no_merge_does_nothing_and_is_set_aside(string body)
    {
        Assert.That((await PostAsync(body)).Status, Is.EqualTo(200));

        var quarantined = (DeliveryQuarantined)_door.Kept.Single();
        Assert.That((quarantined.Delivery.Topic, Encoding.UTF8.GetString(quarantined.Body)), Is.EqualTo((Topic, body)));
        Assert.That(quarantined.Reasons, Is.Not.Empty);
    }

    [Test]
    public void Each_customer_that_is_not_named_is_said() => Assert.That(Read("{}").Reasons, Is.EqualTo(new[]
    {
        "The body is not that of a customers/merge: it has no admin_graphql_api_customer_kept_id that names a customer.",
        "The body is not that of a customers/merge: it has no admin_graphql_api_customer_deleted_id that names a customer.",
    }));

    [Test]
    public async Task Under_another_topic_a_merge_merges_nobody()
    {
        await _door.PostAsync(Encoding.UTF8.GetBytes(Body("1", "2")), "orders/paid");
        await _door.PostAsync(Encoding.UTF8.GetBytes(Body("1", "2")), "customers/merge,orders/paid");

        Assert.That(_door.Kept, Has.Count.EqualTo(2).And.All.TypeOf<DeliveryQuarantined>());
    }

    [Test]
    public async Task Unsigned_it_is_refused() =>
        Assert.That((await _door.PostAsync(Encoding.UTF8.GetBytes(Body("1", "2")), Topic, signature: Door.Sign([1]))).Status, Is.EqualTo(401));

    [Test]
    public async Task While_the_broker_is_away_it_is_spooled_whole()
    {
        _door.BrokerIsAway();

        await PostAsync(Body("1", "2"));

        var spooled = (await _door.Spool.ReadAsync(0, 100, CancellationToken.None)).Single();
        Assert.That(((CustomersMerged)spooled.Message).MergedCustomerId, Is.EqualTo(2));
    }

    private static string Body(string kept, string deleted, string status = "\"completed\"") =>
        $$"""{"admin_graphql_api_customer_kept_id":{{kept}},"admin_graphql_api_customer_deleted_id":{{deleted}},"admin_graphql_api_job_id":"gid://shopify/Job/5","status":{{status}},"errors":[]}""";

    private static (CustomersMerged? Merge, IReadOnlyList<string> Reasons) Read(string body) =>
        MergePayload.Read(Shop.Domain, Shop.Delivery(Topic), Encoding.UTF8.GetBytes(body));

    private Task<(int Status, string Says, string RetryAfter)> PostAsync(string body) => _door.PostAsync(Encoding.UTF8.GetBytes(body), Topic);
}
