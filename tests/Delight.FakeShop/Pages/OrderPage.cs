namespace Delight.FakeShops;

/// <summary>An order with all that apps wrote to it.</summary>
internal static class OrderPage
{
    public static string NameOf(FakeShop shop, FakeOrder order) => order.CustomerId is { } id && shop.Merchant.Customer(id) is { } customer
        ? $"{customer.FirstName} {customer.LastName}".Trim() is { Length: > 0 } name ? name : $"Customer {id}" : "Guest";

    public static string StateOf(FakeOrder order) => order switch
    {
        { CancelledAt: not null } => "cancelled",
        { ClosedAt: not null } => "archived",
        { Holds.Count: > 0 } => "on hold",
        { FulfillmentStatus: { } fulfilled } => fulfilled,
        _ => "open",
    };

    public static string Write(FakeShop shop, FakeOrder order) => Html.Page(shop, $"Order {order.Name}", $"""
        <p>{Html.Badge(StateOf(order))}{Html.Badge(order.FinancialStatus)}{Html.Text(NameOf(shop, order))} · placed {Html.Time(order.CreatedAt)} · changed {Html.Time(order.UpdatedAt)}</p>
        <div class="buttons">{string.Concat(Buttons(order))}</div>
        <h2>Lines</h2>
        {Html.Table(["Article", "Sku", "Pieces", "Price", "Discount"], order.Lines.Select(line => new[]
        {
            Html.Text(line.Title), Html.Text(line.Sku), line.CurrentQuantity == line.Quantity ? $"{line.Quantity}" : $"{line.CurrentQuantity} <s>{line.Quantity}</s>", $"{line.Price:F2}", line.Discount > 0 ? $"{line.Discount:F2}" : "",
        }))}
        <p class="total">Total {order.CurrentTotal:F2} {Html.Text(order.Currency)}{(order.CurrentTotal == order.Total ? "" : $" <s>{order.Total:F2}</s>")}</p>
        <h2>Note</h2>{(order.Note is null ? """<p class="none">None.</p>""" : $"<blockquote>{Html.Text(order.Note)}</blockquote>")}
        <h2>Tags</h2><p>{(order.Tags.Count == 0 ? """<span class="none">None.</span>""" : string.Concat(order.Tags.Select(Html.Badge)))}</p>
        <h2>Metafields</h2>
        {Html.Table(["Name", "Type", "Value"], shop.Merchant.MetafieldsOf(order.Id).Select(field => new[] { Html.Text($"{field.Namespace}.{field.Key}"), Html.Text(field.Type), $"<pre>{Html.Text(field.Value)}</pre>" }))}
        <h2>Holds</h2>
        {Html.Table(["Handle", "Reason", "Notes", "Since"], order.Holds.Select(hold => new[] { Html.Text(hold.Handle), Html.Text(hold.Reason), Html.Text(hold.Notes), Html.Time(hold.At) }))}
        <h2>Edits</h2>
        {Html.Table(["When", "What", "Staff note", "Customer told"], order.Edits.Select(edit => new[] { Html.Time(edit.At), string.Join("<br>", edit.Changes.Select(Html.Text)), Html.Text(edit.StaffNote), edit.NotifiedCustomer ? "yes" : "no" }))}
        <h2>Refunds</h2>
        {Html.Table(["When", "Amount", "Note"], order.Refunds.Select(refund => new[] { Html.Time(refund.At), $"{refund.Amount:F2}", Html.Text(refund.Note) }))}
        """);

    private static IEnumerable<string> Buttons(FakeOrder order)
    {
        if (order.FinancialStatus == "pending")
            yield return Html.Button($"/orders/{order.Id}/pay", "Mark as paid");
        if (order.CancelledAt is null && order.FulfillmentStatus != "fulfilled")
            yield return Html.Button($"/orders/{order.Id}/fulfil", "Fulfil");
        if (order.CancelledAt is null)
            yield return Html.Button($"/orders/{order.Id}/cancel", "Cancel");
        if (order.CurrentTotal > 0 && order.CancelledAt is null)
            yield return Html.Button($"/orders/{order.Id}/refund", "Refund all");
        if (order.ClosedAt is null)
            yield return Html.Button($"/orders/{order.Id}/archive", "Archive");
    }
}
