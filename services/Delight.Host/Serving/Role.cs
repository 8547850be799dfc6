namespace Delight.Host.Serving;

/// <summary>What a process does; all of it unless <c>Delight:Roles</c> says otherwise.</summary>
internal enum Role
{
    Receiver,
    Ledger,
    Rules,
    Fulfilment,
    Dashboard,
    Shopify,
}
