namespace Delight.Platform.Tests.Store;

/// <summary>A row of the tests' own table.</summary>
internal sealed record Thing
{
    public long Id { get; init; }
    public string? NameOfIt { get; init; }
    public long? Amount { get; init; }
    public int? Pieces { get; init; }
    public bool Flag { get; init; }
    public byte[]? Data { get; init; }
    public double? Share { get; init; }

    public const string Insert = """
        insert into things (id, name_of_it, amount, pieces, flag, data, share)
        values (@Id, @NameOfIt, @Amount, @Pieces, @Flag, @Data, @Share)
        """;

    public static Thing Number(long id) => new() { Id = id, NameOfIt = $"thing {id}" };
}
