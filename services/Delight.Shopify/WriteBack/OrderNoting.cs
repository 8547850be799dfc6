using Delight.Shopify.Documents;

namespace Delight.Shopify.WriteBack;

/// <summary>Writes what is in the parcel beside the order, where the templates of packing slips find it, and marks the order with tags.</summary>
internal sealed class OrderNoting(WrittenTable table)
{
    private const int LongestTag = 40;

    /// <param name="tags">That an order with a gift is to have.</param>
    public async Task<Outcome> WriteAsync(ShopTalk shop, WrittenOrder order, IReadOnlyList<WantedLine> wanted, IReadOnlyList<string> tags, CancellationToken cancellationToken)
    {
        if (wanted.Count == 0 && order.Noted == 0 && order.Tags.Count == 0)
        {
            return new Outcome(order);
        }

        var read = await shop.AskAsync(OrderForNote.Document, OrderForNote.Of(order.OrderId));
        if (!read.IsUsable)
        {
            return new Outcome(order) { Failure = read.Failure };
        }

        if (read.Value.Order is not { } found)
        {
            return Outcome.Gone(order) with { MayPass = true };
        }

        if (wanted.Count > 0 && (found.CancelledAt is not null || found.DisplayFulfillmentStatus == "FULFILLED"))
        {
            return new Outcome(order) { NotWritten = found.CancelledAt is not null ? "The order was cancelled at the shop: no note is written beside it." : "The shop has sent the order already: no note is written beside it." };
        }

        var noted = await NoteAsync(shop, order, wanted, found, cancellationToken);
        return noted is { Failure: null, NotWritten: null } ? await TagAsync(shop, noted, wanted.Count > 0 ? tags : [], found.Tags, cancellationToken) : noted;
    }

    private async Task<Outcome> NoteAsync(ShopTalk shop, WrittenOrder order, IReadOnlyList<WantedLine> wanted, OrderForNote.Facts found, CancellationToken cancellationToken)
    {
        var text = string.Join('\n', wanted.Select(w => w.ForPacker.ReplaceLineEndings(" ").Trim()));
        if ((found.Metafield?.Value.ReplaceLineEndings("\n").Trim() ?? "") == text)
        {
            return new Outcome(order with { Noted = text.Length > 0 ? 1 : 0 }) { Written = text.Length > 0 && order.Noted == 0 ? Sentence : null };
        }

        if (text.Length == 0)
        {
            var deleted = await shop.AskAsync(DeleteNote.Document, DeleteNote.Of(order.OrderId));
            return !deleted.IsUsable ? new Outcome(order) { Failure = deleted.Failure }
                : deleted.Value.MetafieldsDelete is not { UserErrors.Count: 0 } ? Refused(order, deleted.Value.MetafieldsDelete?.UserErrors)
                : new Outcome(order with { Noted = 0 }) { Written = "The note beside the shop's order is taken back." };
        }

        var planned = order with { Noted = 1 };
        if (!await table.NoteAsync(planned, cancellationToken))
        {
            return new Outcome(order) { Failure = new(Door.FailureKind.NotReached, "Somebody else has the order in hand.") };
        }

        var set = await shop.AskAsync(SetNote.Document, SetNote.Of(order.OrderId, text, found.Metafield?.CompareDigest));
        return !set.IsUsable ? new Outcome(planned) { Failure = set.Failure }
            : set.Value.MetafieldsSet is { UserErrors.Count: 0 } ? new Outcome(planned) { Written = Sentence }
            : set.Value.MetafieldsSet?.UserErrors.Any(e => e.Code == SetNote.Stale) == true
                ? new Outcome(planned) { Failure = new(Door.FailureKind.Unclear, "The note beside the order is another than was read.") }
            : Refused(planned, set.Value.MetafieldsSet?.UserErrors);
    }

    private async Task<Outcome> TagAsync(ShopTalk shop, Outcome noted, IReadOnlyList<string> tags, IReadOnlyList<string> present, CancellationToken cancellationToken)
    {
        var order = noted.Order;
        string[] wanted = [.. tags.Select(t => t.Length <= LongestTag ? t : t[..LongestTag]).Distinct(StringComparer.OrdinalIgnoreCase)];
        string[] missing = [.. wanted.Except(present, StringComparer.OrdinalIgnoreCase)];
        string[] over = [.. order.Tags.Except(wanted, StringComparer.OrdinalIgnoreCase).Intersect(present, StringComparer.OrdinalIgnoreCase)];
        if (missing.Length > 0)
        {
            var planned = order.WithTags([.. order.Tags, .. missing]);
            if (!await table.NoteAsync(planned, cancellationToken))
            {
                return noted with { Failure = new(Door.FailureKind.NotReached, "Somebody else has the order in hand.") };
            }

            order = planned;
            var added = await shop.AskAsync(AddTags.Document, AddTags.Of(order.OrderId, missing));
            if (!added.IsUsable || added.Value.TagsAdd is not { UserErrors.Count: 0 })
            {
                return added.IsUsable ? Refused(order, added.Value.TagsAdd?.UserErrors) : new Outcome(order) { Failure = added.Failure };
            }
        }

        if (over.Length > 0)
        {
            var removed = await shop.AskAsync(RemoveTags.Document, RemoveTags.Of(order.OrderId, over));
            if (!removed.IsUsable || removed.Value.TagsRemove is not { UserErrors.Count: 0 })
            {
                return removed.IsUsable ? Refused(order, removed.Value.TagsRemove?.UserErrors) : new Outcome(order) { Failure = removed.Failure };
            }
        }

        return noted with { Order = order.WithTags(order.Tags.Intersect(wanted, StringComparer.OrdinalIgnoreCase)) };
    }

    private const string Sentence = "Written beside the shop's order, for the packing slip: what goes into the parcel, and why.";

    private static Outcome Refused(WrittenOrder order, IReadOnlyList<UserError>? errors) =>
        new(order) { NotWritten = $"The shop refused the note beside the order: {(errors ?? []).Sentence()}" };
}
