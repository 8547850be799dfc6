namespace Delight.Shopify.Door;

/// <summary>Both go on while both wait; write-back gets three of four points then.</summary>
internal enum Urgency
{
    /// <summary>History, reconciliation, looking after subscriptions.</summary>
    Background,

    /// <summary>A parcel may be packed any moment.</summary>
    WriteBack,
}
