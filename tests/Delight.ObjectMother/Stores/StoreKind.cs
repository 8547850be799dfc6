namespace Delight.ObjectMother.Stores;

/// <summary>Fixtures that stand on a store are run once over each kind.</summary>
public enum StoreKind
{
    Sqlite,
    Postgres,
}
