using Delight.Contracts;
using Delight.Platform.Store;

namespace Delight.Platform.Work;

/// <summary>Nobody waits for a delivery whose first consumer gave up, and everybody does once it is given back.</summary>
public static class GivenUp
{
    /// <summary>Counts it as taken in, once; what was dropped because somebody is forgotten is counted already.</summary>
    /// <param name="isTaken">It was taken in, and what followed failed.</param>
    public static async Task GiveUpAsync(this ISession session, Delivery delivery, bool isTaken)
    {
        var counted = await session.EachAsync<object, long>(
            "insert into given_up (id, counted) select @Id, @Counted where not exists (select 1 from dropped where delivery_id = @Id) on conflict (id) do nothing returning counted",
            [new { Id = delivery.Id.ToString(), Counted = isTaken ? 0L : 1L }]);
        await session.CountAsync([("", Intake.TakenFrom(delivery.Receiver), counted.Sum())]);
    }

    /// <summary>It comes again: whoever takes it in counts it.</summary>
    public static async Task TakeUpAgainAsync(this ISession session, Delivery delivery)
    {
        var counted = await session.EachAsync<object, long>("delete from given_up where id = @Id returning counted", [new { Id = delivery.Id.ToString() }]);
        await session.CountAsync([("", Intake.TakenFrom(delivery.Receiver), -counted.Sum())]);
    }
}
