using Delight.Platform.Bus;
using Delight.Platform.Store;
using Delight.Shopify.Door;
using Delight.Shopify.Ledger;

namespace Delight.Shopify.Rounds;

/// <summary>The shop gave no answer of use.</summary>
internal class ShopFailedException(Failure failure) : Exception(failure.Sentence)
{
    public Failure Failure => failure;
}

/// <summary>What keeps work for a shop from being done.</summary>
internal sealed class WhyNot(IStore store, BusState bus)
{
    /// <returns>A sentence for what is no fault of ours; nothing for what is.</returns>
    public string? Sentence(Exception failure) => failure switch
    {
        ShopFailedException or LedgerRefusedException => failure.Message,
        _ when store.IsTransient(failure) => store.Explain(failure),
        _ => bus.Explain(failure),
    };

    /// <summary>It may be different in a while, without a person's doing.</summary>
    public bool MayPass(Exception failure) => failure switch
    {
        ShopFailedException shop => shop.Failure.Kind is FailureKind.Throttled or FailureKind.NotReached or FailureKind.Unclear,
        LedgerRefusedException ledger => ledger.MayPass,
        _ => store.IsTransient(failure) || bus.Explain(failure) is not null,
    };
}

internal static class AnswerShortcuts
{
    /// <exception cref="ShopFailedException">There is none.</exception>
    public static T OrThrow<T>(this Answer<T> answer)
        where T : class => answer.IsUsable ? answer.Value : throw new ShopFailedException(answer.Failure);
}
