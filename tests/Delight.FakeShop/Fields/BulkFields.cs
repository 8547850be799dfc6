namespace Delight.FakeShops;

internal static class BulkFields
{
    public static void AddTo(FieldTable table)
    {
        table.Add("QueryRoot", "bulkOperation", asked => asked.Shop.Bulk.Find(Gid.Read(asked.Text("id"), "BulkOperation") ?? 0));
        table.Add("QueryRoot", "bulkOperations", asked => Page.Of([.. asked.Shop.Bulk.Runs.Reverse()], asked));
        table.Add("QueryRoot", "currentBulkOperation", asked => asked.Text("type") == "MUTATION" ? null : asked.Shop.Bulk.Runs is [.., var latest] ? latest : null);
        table.AddLater("Mutation", "bulkOperationRunQuery", RunAsync);
        table.Add("Mutation", "bulkOperationCancel", Cancel);

        var run = table.For<BulkRun>("BulkOperation");
        run["id"] = (it, _) => Gid.Of("BulkOperation", it.Id);
        run["status"] = (it, _) => it.Status;
        run["type"] = (_, _) => "QUERY";
        run["query"] = (it, _) => it.Query;
        run["errorCode"] = (it, _) => it.ErrorCode;
        run["createdAt"] = (it, _) => it.CreatedAt;
        run["completedAt"] = (it, _) => it.CompletedAt;
        run["objectCount"] = (it, _) => it.ObjectCount;
        run["rootObjectCount"] = (it, _) => it.RootObjectCount;
        run["fileSize"] = (it, _) => it.IsOver ? new FileInfo(it.Path).Length : null;
        run["url"] = (it, _) => it is { Status: "COMPLETED", ObjectCount: > 0 } ? it.Url : null;
        run["partialDataUrl"] = (it, _) => it is { Status: "FAILED", ObjectCount: > 0, IsOver: true } ? it.Url : null;
    }

    private static async Task<object?> RunAsync(Asked asked)
    {
        var query = asked.Text("query")!;
        if (asked.Shop.Bulk.Refusal is { } refusal)
            return UserErrors.Of(refusal, "INVALID", "query");
        if (await BulkDocument.ErrorsOfAsync(query) is { Count: > 0 } errors)
            return UserErrors.Of(errors.Select(sentence => (sentence, (string?)"INVALID", new[] { "query" })));
        return asked.Shop.Bulk.Begin(asked.Shop, query, asked.Flag("groupObjects")) is { } run
            ? UserErrors.None(("bulkOperation", run))
            : UserErrors.Of("A bulk query operation for this app and shop is already in progress.", "OPERATION_IN_PROGRESS");
    }

    private static Answer Cancel(Asked asked)
    {
        if (asked.Shop.Bulk.Find(Gid.Read(asked.Text("id"), "BulkOperation") ?? 0) is not { } run)
            return UserErrors.Of("Bulk operation does not exist.", code: null, "id");
        if (run.IsOver)
            return UserErrors.Of("A bulk operation cannot be canceled when it is completed.", code: null, "id");
        run.Status = "CANCELING";
        return UserErrors.None(("bulkOperation", run));
    }
}
