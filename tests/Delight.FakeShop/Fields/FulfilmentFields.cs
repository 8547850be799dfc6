namespace Delight.FakeShops;

/// <summary>The one fulfilment order that every order has here; it has its order's id.</summary>
internal sealed record FulfilmentOf(FakeOrder Order)
{
    public string Status => Order switch
    {
        { CancelledAt: not null } => "CANCELLED",
        { FulfillmentStatus: "fulfilled" } => "CLOSED",
        { Holds.Count: > 0 } => "ON_HOLD",
        { FulfillmentStatus: "partial" } => "IN_PROGRESS",
        _ => "OPEN",
    };
}

/// <summary>Holding back what is to be shipped, and letting it go.</summary>
internal static class FulfilmentFields
{
    private const int LongestHandle = 64;
    private const int MostHolds = 10;

    public static void AddTo(FieldTable table)
    {
        table.Add("QueryRoot", "fulfillmentOrder", asked => Find(asked));
        table.Add("Order", "fulfillmentOrders", asked => Page.Of([new FulfilmentOf((FakeOrder)asked.Source!)], asked));
        table.Add("Mutation", "fulfillmentOrderHold", Hold);
        table.Add("Mutation", "fulfillmentOrderReleaseHold", Release);

        var fulfilment = table.For<FulfilmentOf>("FulfillmentOrder");
        fulfilment["id"] = (it, _) => Gid.Of("FulfillmentOrder", it.Order.Id);
        fulfilment["order"] = (it, _) => it.Order;
        fulfilment["orderId"] = (it, _) => Gid.Of("Order", it.Order.Id);
        fulfilment["orderName"] = (it, _) => it.Order.Name;
        fulfilment["orderProcessedAt"] = (it, _) => it.Order.CreatedAt;
        fulfilment["createdAt"] = (it, _) => it.Order.CreatedAt;
        fulfilment["updatedAt"] = (it, _) => it.Order.UpdatedAt;
        fulfilment["status"] = (it, _) => it.Status;
        fulfilment["requestStatus"] = (_, _) => "UNSUBMITTED";
        fulfilment["supportedActions"] = (it, _) => Actions(it.Status).Select(action => new Answer { ["action"] = action }).ToList();
        fulfilment["fulfillmentHolds"] = (it, asked) => it.Order.Holds.Select(hold => HoldOf(hold, asked)).ToList();
    }

    private static string[] Actions(string status) => status switch
    {
        "OPEN" => ["CREATE_FULFILLMENT", "HOLD", "MOVE", "SPLIT"],
        "ON_HOLD" => ["RELEASE_HOLD", "HOLD", "MOVE"],
        "IN_PROGRESS" => ["CREATE_FULFILLMENT", "HOLD"],
        _ => [],
    };

    private static Answer HoldOf(FakeHold hold, Asked asked) => new("FulfillmentHold")
    {
        ["id"] = Gid.Of("FulfillmentHold", hold.Id),
        ["handle"] = hold.Handle,
        ["reason"] = hold.Reason,
        ["reasonNotes"] = hold.Notes,
        ["displayReason"] = hold.Notes ?? hold.Reason,
        ["heldByRequestingApp"] = !hold.ByOthers,
        ["heldByApp"] = hold.ByOthers ? null : ShopFields.App(asked),
    };

    private static Answer Hold(Asked asked)
    {
        var given = asked.Given("fulfillmentHold");
        var handle = given.Text("handle") ?? "";
        if (Find(asked) is not { } fulfilment)
            return UserErrors.Of("Fulfillment order does not exist.", "FULFILLMENT_ORDER_NOT_FOUND", "id");
        if (!Actions(fulfilment.Status).Contains("HOLD"))
            return UserErrors.Of($"The fulfillment order is {fulfilment.Status} and cannot be placed on hold.", code: null, "id");
        if (handle.Length > LongestHandle)
            return UserErrors.Of($"Handle is too long (maximum is {LongestHandle} characters)", code: null, "fulfillmentHold", "handle");

        var own = fulfilment.Order.Holds.Where(hold => !hold.ByOthers).ToList();
        if (own.Exists(hold => hold.Handle == handle))
            return UserErrors.Of("The handle provided for the fulfillment hold is already in use by this app for another hold on this fulfillment order.", "DUPLICATE_FULFILLMENT_HOLD_HANDLE", "fulfillmentHold", "handle");
        if (own.Count >= MostHolds)
            return UserErrors.Of("The maximum number of fulfillment holds for this fulfillment order has been reached for this app.", "FULFILLMENT_ORDER_HOLD_LIMIT_REACHED", "id");

        var hold = new FakeHold(asked.Shop.NextId(), handle, given.Text("reason")!, given.Text("reasonNotes"), asked.Shop.Now);
        fulfilment.Order.Holds.Add(hold);
        Changed(asked.Shop, fulfilment, "fulfillment_orders/placed_on_hold");
        return UserErrors.None(("fulfillmentOrder", fulfilment), ("fulfillmentHold", HoldOf(hold, asked)));
    }

    /// <summary>Without ids everybody's holds go, as the platform warns.</summary>
    private static Answer Release(Asked asked)
    {
        if (Find(asked) is not { } fulfilment)
            return UserErrors.Of("Fulfillment order does not exist.", "FULFILLMENT_ORDER_NOT_FOUND", "id");

        var ids = asked.Texts("holdIds")?.Select(id => Gid.Read(id, "FulfillmentHold")).ToList();
        var going = fulfilment.Order.Holds.Where(hold => ids is null || ids.Contains(hold.Id)).ToList();
        foreach (var hold in going)
            fulfilment.Order.Holds.Remove(hold);
        if (going.Count > 0)
            Changed(asked.Shop, fulfilment, "fulfillment_orders/hold_released");
        return UserErrors.None(("fulfillmentOrder", fulfilment));
    }

    private static void Changed(ShopState shop, FulfilmentOf fulfilment, string topic)
    {
        shop.Changed(fulfilment.Order);
        shop.Tell(topic, fulfilment.Order.Id, () => new() { ["fulfillment_order"] = new System.Text.Json.Nodes.JsonObject { ["id"] = Gid.Of("FulfillmentOrder", fulfilment.Order.Id), ["status"] = fulfilment.Status.ToLowerInvariant() } });
    }

    private static FulfilmentOf? Find(Asked asked) => asked.Shop.Order(Gid.Read(asked.Text("id"), "FulfillmentOrder")) is { } order ? new(order) : null;
}
