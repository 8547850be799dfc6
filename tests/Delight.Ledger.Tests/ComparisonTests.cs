using Delight.Contracts;
using Delight.Ledger.Finding;
using Delight.ObjectMother;
using Delight.ObjectMother.Stores;
using Delight.Platform.Privacy;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Delight.Ledger.Tests;

/// <summary>What a shop has of orders is held beside what is known here.</summary>
public class ComparisonTests(StoreKind kind) : OnMerging(kind)
{
    [Test]
    public async Task What_never_came_and_what_changed_since_is_named()
    {
        await EnterAsync(Shop.Order(1), Shop.Order(2));

        var compared = await CompareAsync(At(Shop.Order(1)), At(Shop.Order(2).Later()), At(Shop.Order(3)));

        Assert.That((compared.Unknown, compared.Older), Is.EqualTo((new[] { $"{Shop.OrderId(3)}" }, new[] { $"{Shop.OrderId(2)}" })));
    }

    [Test]
    public async Task An_order_that_is_another_customers_here_is_named_with_them()
    {
        await EnterAsync(Shop.Order(1), Shop.Order(2, customer: Shop.Bert));

        var compared = await CompareAsync(At(Shop.Order(1), Shop.Ada), At(Shop.Order(2), Shop.Ada));

        Assert.That(compared.OtherCustomer, Is.EqualTo(new[] { new ComparisonApi.OfAnother($"{Shop.OrderId(2)}", $"{Shop.Bert}") }));
        Assert.That(compared.Unknown.Concat(compared.Older), Is.Empty);
    }

    [Test]
    public async Task Who_names_no_customer_compares_none()
    {
        await EnterAsync(Shop.Order(1));

        Assert.That((await CompareAsync(At(Shop.Order(1)))).OtherCustomer, Is.Empty);
    }

    [Test]
    public async Task Customers_who_are_known_to_be_one_differ_by_neither_name()
    {
        await EnterAsync(Shop.Order(1), Shop.Order(2, customer: Shop.Bert));
        await MergeAsync(kept: Shop.Ada, merged: Shop.Bert);

        Assert.That((await CompareAsync(At(Shop.Order(1), Shop.Bert), At(Shop.Order(2), Shop.Ada), At(Shop.Order(2), Shop.Bert))).OtherCustomer, Is.Empty);
    }

    [Test]
    public async Task Who_was_forgotten_is_nobody_any_more()
    {
        await EnterAsync(Shop.Order(1), Shop.Order(2, customer: Shop.Bert));
        await WriteAsync(s => s.BuryAsync(new Person(Shop.Domain, Shop.Bert, [], Guid.NewGuid()), Shop.Day(50)));

        Assert.That((await CompareAsync(At(Shop.Order(2), Shop.Ada), At(Shop.Order(1), Shop.Bert))).OtherCustomer, Is.Empty);
    }

    private static ComparisonApi.OrderAtShop At(OrderSeen order, long? customer = null) => new(order.OrderId, order.UpdatedAt, customer);

    private async Task<ComparisonApi.Compared> CompareAsync(params ComparisonApi.OrderAtShop[] orders) =>
        ((Ok<ComparisonApi.Compared>)(await ComparisonApi.CompareAsync(Shop.Domain, new ComparisonApi.SomeOrders(orders), Store, CancellationToken.None)).Result).Value!;
}
