namespace Delight.FakeShops;

/// <summary>One bulk operation: a document whose root connection is read to its end into a file of lines.</summary>
internal sealed class BulkRun(long id, string query, bool grouped, DateTimeOffset createdAt)
{
    public long Id => id;
    public string Query => query;
    public bool Grouped => grouped;
    public DateTimeOffset CreatedAt => createdAt;
    public DateTimeOffset? CompletedAt { get; set; }
    public string Status { get; set; } = "CREATED";
    public string? ErrorCode { get; set; }
    public long ObjectCount { get; set; }
    public long RootObjectCount { get; set; }
    public required string Path { get; init; }
    public required string Url { get; init; }

    public bool IsOver => CompletedAt is not null;
}
