using Delight.Shopify.Documents;
using Delight.Shopify.Door;

namespace Delight.Shopify.Tests.Contract;

/// <summary>A door to a shop over the network, by one wire.</summary>
internal abstract class OnOpenDoor(string wire)
{
    private OpenDoor? _open;

    protected OpenDoor Door => _open!;

    protected string Wire => wire;

    /// <summary>The first answers of a process take longer than a shop has here.</summary>
    [OneTimeSetUp]
    public async Task WarmUp()
    {
        await using var door = await OpenDoor.ToAsync(wire);
        await door.AskAnyAsync();
        await door.AskAsync(OrdersUpdatedSince.Document, OrdersUpdatedSince.Of(DateTimeOffset.UnixEpoch, null));
    }

    [SetUp]
    public async Task Open() => _open = await OpenDoor.ToAsync(wire);

    [TearDown]
    public async Task Close()
    {
        if (_open is not null)
        {
            await _open.DisposeAsync();
        }
    }

    protected string[] Answered() => [.. Door.Shop.Log.Entries.Select(e => e.Answered)];

    protected static T Value<T>(Answer<T> answer)
        where T : class
    {
        Assert.That(answer.Failure, Is.Null);
        return answer.Value!;
    }
}
