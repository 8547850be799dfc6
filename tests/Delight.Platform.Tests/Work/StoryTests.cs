using Delight.ObjectMother;
using Delight.ObjectMother.Stores;
using Delight.Platform.Store;
using Delight.Platform.Story;

namespace Delight.Platform.Tests.Work;

public class StoryTests(StoreKind kind) : OnEachStore(kind)
{
    private static readonly StoryLine Line = new()
    {
        Shop = Shop.Domain,
        SubjectId = Shop.OrderId(1),
        Key = "seen/1",
        At = Shop.Day(1),
        Step = "received",
        Text = "orders/paid arrived: paid, 20.00 USD.",
    };

    [Test]
    public async Task A_line_comes_back_whole()
    {
        await WriteAsync(s => s.TellAsync([Line]));

        Assert.That(await StoryAsync(), Is.EqualTo(new[] { Line }));
    }

    [Test]
    public async Task Told_twice_it_stands_once_in_its_first_words()
    {
        await WriteAsync(s => s.TellAsync([Line]));
        await WriteAsync(s => s.TellAsync([Line with { Text = "Something else.", At = Shop.Day(2) }]));

        Assert.That(await StoryAsync(), Is.EqualTo(new[] { Line }));
    }

    [Test]
    public async Task What_was_new_is_reported_back()
    {
        await WriteAsync(s => s.TellAsync([Line]));

        var told = await Store.WriteAsync(s => s.TellAsync([Line with { Key = "seen/2" }, Line, Line with { Key = "seen/3" }]), CancellationToken.None);

        Assert.That(told, Is.EqualTo(new[] { "seen/2", "seen/3" }));
    }

    [Test]
    public async Task It_is_read_in_the_order_of_happening()
    {
        StoryLine[] lines = [Line with { Key = "c", At = Shop.Day(1) }, Line with { Key = "a", At = Shop.Day(3) }, Line with { Key = "b", At = Shop.Day(2) }];

        await WriteAsync(s => s.TellAsync(lines));

        Assert.That((await StoryAsync()).Select(l => l.Key), Is.EqualTo(new[] { "c", "b", "a" }));
    }

    [Test]
    public async Task Versions_of_one_moment_stand_in_their_order()
    {
        StoryLine[] lines = [.. new[] { 10, 9, 100, 1 }.Select(v => Line with { Key = $"ranked/{v:D9}" })];

        await WriteAsync(s => s.TellAsync(lines));

        Assert.That((await StoryAsync()).Select(l => int.Parse(l.Key["ranked/".Length..])), Is.EqualTo(new[] { 1, 9, 10, 100 }));
    }

    [Test]
    public async Task Every_order_of_every_shop_has_its_own()
    {
        await WriteAsync(s => s.TellAsync([Line, Line with { Shop = Shop.OtherDomain }, Line with { SubjectId = Shop.OrderId(2) }]));

        Assert.That(await StoryAsync(), Has.Count.EqualTo(1));
        Assert.That(await ReadAsync(s => s.IsKnownAsync(Shop.OtherDomain, Shop.OrderId(1))), Is.True);
        Assert.That(await ReadAsync(s => s.IsKnownAsync(Shop.OtherDomain, Shop.OrderId(2))), Is.False);
    }

    private Task<IReadOnlyList<StoryLine>> StoryAsync() => ReadAsync(s => s.StoryAsync(Line.Shop, Line.SubjectId));
}
