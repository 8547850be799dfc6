namespace Delight.FakeShops;

/// <summary>An order as it would be after an edit that nobody has committed yet.</summary>
internal sealed class EditSession(long id, FakeOrder order)
{
    public long Id => id;
    public FakeOrder Order => order;
    public List<FakeLine> Lines { get; } = [.. order.Lines];
    public List<string> Changes { get; } = [];

    /// <summary>Lines that this edit adds or changes; what others did to the rest meanwhile stays.</summary>
    public HashSet<long> Touched { get; } = [];

    public bool IsAdded(FakeLine line) => order.Lines.All(known => known.Id != line.Id);

    public decimal Difference => Lines.Sum(Worth) - order.Lines.Sum(Worth);

    public IEnumerable<(long Line, int Delta)> Deltas => Lines
        .Select(line => (line.Id, line.CurrentQuantity - (order.Lines.FirstOrDefault(known => known.Id == line.Id)?.CurrentQuantity ?? 0)))
        .Where(change => change.Item2 != 0);

    public void Put(FakeLine line, string change)
    {
        var place = Lines.FindIndex(known => known.Id == line.Id);
        if (place < 0)
            Lines.Add(line);
        else
            Lines[place] = line;
        Touched.Add(line.Id);
        Changes.Add(change);
    }

    private static decimal Worth(FakeLine line) => line.UnitPrice * line.CurrentQuantity;
}
