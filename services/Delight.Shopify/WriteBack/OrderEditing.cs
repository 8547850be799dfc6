using System.Globalization;
using Delight.Shopify.Documents;
using Delight.Shopify.Door;

namespace Delight.Shopify.WriteBack;

/// <summary>Puts what is in the parcel into the order as lines for nothing, and takes out again what is in it no longer. A commit cannot be
/// repeated: what it is to bring is noted before, and the order read again when nobody knows whether it was done.</summary>
internal sealed class OrderEditing(WrittenTable table)
{
    private const int LongestStaffNote = 2000;

    public async Task<Outcome> WriteAsync(ShopTalk shop, WrittenOrder order, IReadOnlyList<WantedLine> wanted, CancellationToken cancellationToken)
    {
        if (wanted.Count == 0 && order.Own.Count == 0 && order.Intent is null)
        {
            return new Outcome(order);
        }

        var read = await ReadAsync(shop, order);
        if (!read.IsUsable)
        {
            return new Outcome(order) { Failure = read.Failure };
        }

        if (read.Value.Order is not { } found)
        {
            return Outcome.Gone(order) with { MayPass = true };
        }

        var lines = found.LineItems.Nodes;
        var known = OwnLines.Find(order, wanted, lines);
        var change = Change.Between(wanted, [.. lines.Where(l => l.CurrentQuantity > 0 && known.Own.Contains(l.Id))]);
        if (change.IsNothing)
        {
            // Whoever came to no end before may still commit, and what that brings is to be known as ours.
            return new Outcome(order.Lost == 1 ? known : known.With(null)) { Written = known.Own.Count > order.Own.Count ? Sentence(wanted) : null };
        }

        var what = change.In.Count > 0 ? "nothing is written into it" : "what was written into it stays there";
        return WhyOver(found) is { } over ? new Outcome(known.With(null)) { NotWritten = $"{over}: {what}." }
            : !found.MerchantEditable ? new Outcome(known.With(null)) { NotWritten = $"The shop does not let the order be edited: {what}. {string.Join(' ', found.MerchantEditableErrors)}".TrimEnd(), MayPass = true }
            : await EditAsync(shop, known, wanted, found, change, cancellationToken);
    }

    private async Task<Outcome> EditAsync(
        ShopTalk shop, WrittenOrder order, IReadOnlyList<WantedLine> wanted, OrderForEdit.Facts found, Change change, CancellationToken cancellationToken)
    {
        var begun = await shop.AskAsync(BeginEdit.Document, BeginEdit.Of(order.OrderId));
        if (!begun.IsUsable)
        {
            return new Outcome(order) { Failure = begun.Failure };
        }

        if (begun.Value.OrderEditBegin is not { CalculatedOrder.Id: { } edit })
        {
            return Refused(order, begun.Value.OrderEditBegin?.UserErrors);
        }

        foreach (var line in change.Out)
        {
            var taken = await shop.AskAsync(TakeOutInEdit.Document, TakeOutInEdit.Of(edit, line));
            if (!taken.IsUsable || taken.Value.OrderEditSetQuantity is not { UserErrors.Count: 0 })
            {
                return taken.IsUsable ? Refused(order, taken.Value.OrderEditSetQuantity?.UserErrors) : new Outcome(order) { Failure = taken.Failure };
            }
        }

        foreach (var line in change.In)
        {
            var added = await shop.AskAsync(AddToEdit.Document, AddToEdit.Of(edit, line.Name, line.Quantity, found.PresentmentCurrencyCode));
            if (!added.IsUsable || added.Value.OrderEditAddCustomItem is not { UserErrors.Count: 0 })
            {
                return added.IsUsable ? Refused(order, added.Value.OrderEditAddCustomItem?.UserErrors) : new Outcome(order) { Failure = added.Failure };
            }
        }

        // What an earlier commit was to bring may still come.
        string[] earlier = order.Lost == 1 && order.Planned is { } lost ? [.. lost.Names] : [];
        var planned = order.With(new EditIntent([.. found.LineItems.Nodes.Select(l => l.Id)], [.. change.In.Select(l => l.Name).Union(earlier)]));
        if (!await table.NoteAsync(planned, cancellationToken))
        {
            return new Outcome(order) { Failure = new Failure(FailureKind.NotReached, "Somebody else has the order in hand.") };
        }

        var committed = await shop.AskAsync(CommitEdit.Document, CommitEdit.Of(edit, StaffNote(wanted)));
        if (!committed.IsUsable)
        {
            return new Outcome(planned) { Failure = committed.Failure };
        }

        if (committed.Value.OrderEditCommit is not { Order: { } edited, UserErrors.Count: 0 })
        {
            return Refused(planned, committed.Value.OrderEditCommit?.UserErrors);
        }

        var adopted = OwnLines.Planned(planned, edited.LineItems.Nodes);
        return new Outcome(order.Lost == 1 || edited.LineItems.PageInfo.HasNextPage ? adopted : adopted.With(null)) { Written = Sentence(wanted) };
    }

    /// <summary>All lines, page by page.</summary>
    private static async Task<Answer<OrderForEdit>> ReadAsync(ShopTalk shop, WrittenOrder order)
    {
        var (lines, after) = (new List<OrderForEdit.Line>(), (string?)null);
        while (true)
        {
            var page = await shop.AskAsync(OrderForEdit.Document, OrderForEdit.Of(order.OrderId, after));
            if (!page.IsUsable || page.Value.Order is not { } found)
            {
                return page;
            }

            lines.AddRange(found.LineItems.Nodes);
            if (!found.LineItems.PageInfo.HasNextPage)
            {
                return new OrderForEdit(found with { LineItems = found.LineItems with { Nodes = lines } });
            }

            if (found.LineItems.PageInfo.Standstill(order.Shop, after) is { } failure)
            {
                return failure;
            }

            after = found.LineItems.PageInfo.EndCursor;
        }
    }

    private static string? WhyOver(OrderForEdit.Facts order) =>
        order.CancelledAt is not null ? "The order was cancelled at the shop"
        : order.DisplayFulfillmentStatus == "FULFILLED" ? "The shop has sent the order already"
        : order.ClosedAt is not null ? "The order is archived at the shop"
        : null;

    private static Outcome Refused(WrittenOrder order, IReadOnlyList<UserError>? errors) =>
        new(order.With(null)) { NotWritten = $"The shop refused to edit the order: {(errors ?? []).Sentence()}", MayPass = true };

    private static string Sentence(IReadOnlyList<WantedLine> wanted) => wanted.Count == 0 ? "What was put into the shop's order is taken out of it again; the customer is not told."
        : $"Put into the shop's order, for nothing and without telling the customer: {string.Join(", ", wanted.Select(w => $"{w.Quantity.ToString(CultureInfo.InvariantCulture)} × {w.Name}"))}.";

    private static string StaffNote(IReadOnlyList<WantedLine> wanted)
    {
        var note = wanted.Count == 0 ? "Delight took its gift out again: it is no longer due." : "Delight: " + string.Join(" ", wanted.Select(w => w.ForPacker));
        return note.Length <= LongestStaffNote ? note : note[..LongestStaffNote];
    }

    /// <summary>What an edit has to do. Names and quantities say what a line is.</summary>
    private sealed record Change(IReadOnlyList<WantedLine> In, IReadOnlyList<string> Out)
    {
        public bool IsNothing => In.Count == 0 && Out.Count == 0;

        public static Change Between(IReadOnlyList<WantedLine> wanted, List<OrderForEdit.Line> present)
        {
            var missing = new List<WantedLine>();
            foreach (var line in wanted)
            {
                var at = present.FindIndex(l => l.Title == line.Name && l.CurrentQuantity == line.Quantity);
                if (at < 0)
                {
                    missing.Add(line);
                }
                else
                {
                    present.RemoveAt(at);
                }
            }

            return new Change(missing, [.. present.Select(l => l.Id)]);
        }
    }
}
