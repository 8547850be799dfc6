namespace Delight.Simulator;

/// <summary>Who places a made-up order; without an id, a guest.</summary>
internal sealed record DemoCustomer(long? Id, string? FirstName, string? LastName, string? Email)
{
    private const double ShareWithoutName = 0.08;

    // Odd and above 2^53, so that a number read as a JavaScript double comes out wrong and is noticed.
    private const long FirstId = 9_200_000_000_000_001;

    public static DemoCustomer Number(int customer, int seed)
    {
        var chance = new Chance(seed, Draw.Customer, customer);
        var id = FirstId + (2L * customer);
        if (chance.Happens(ShareWithoutName))
            return new(id, FirstName: null, LastName: null, Email: null);

        var (first, last) = chance.OneOf(DemoNames.ByLanguage);
        return new(id, chance.OneOf(first), chance.OneOf(last), $"customer{customer + 1}@example.com");
    }

    public static DemoCustomer Guest(int number) => new(Id: null, FirstName: null, LastName: null, $"guest{number + 1}@example.com");
}
