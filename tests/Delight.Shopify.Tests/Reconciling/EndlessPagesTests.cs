using Delight.ObjectMother.Stores;
using Delight.Shopify.Documents;
using Delight.Shopify.Tests.Pretend;

namespace Delight.Shopify.Tests.Reconciling;

/// <summary>A shop that says of every page that more follow, and not where, is not asked for ever.</summary>
internal sealed class EndlessPagesTests(StoreKind kind) : OnReconciling(kind)
{
    [TestCase(false, 1)]
    [TestCase(true, 2)]
    [CancelAfter(10_000)]
    public async Task It_is_asked_no_more_and_what_came_is_taken_in(bool saysTheSame, int pages, CancellationToken cancellationToken)
    {
        var order = Order(TimeSpan.FromMinutes(20));
        string? first = null;
        var endless = new AlteredAnswers<OrdersUpdatedSince>(Door.Admin, page =>
        {
            first ??= page.Orders.PageInfo.EndCursor;
            return page with { Orders = page.Orders with { PageInfo = new PageInfo(HasNextPage: true, saysTheSame ? first : null) } };
        });

        await Process(admin: endless).RunAsync(Setting, cancellationToken);

        Assert.That(endless.Answers, Is.EqualTo(pages));
        Assert.That(HandedOver.Select(o => o.OrderId).Distinct(), Is.EqualTo(new[] { order.Id }));
        Assert.That((await ReportAsync()).Reconciliation.Fault, Does.Contain("says that there is another page, and not where it begins"));
        Assert.That(Log.Lines, Has.Count.EqualTo(1));
    }
}
