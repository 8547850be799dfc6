using System.Globalization;
using Delight.Shopify.Wire;

namespace Delight.Shopify.Checks;

/// <summary>Compares the clock with the shop's: what is fetched is fetched by time.</summary>
internal sealed class ClockCheck(AdminHttp http, TimeProvider time)
{
    private const string Item = "clock";
    private static readonly TimeSpan AnswersWithin = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Odd = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Harmful = TimeSpan.FromMinutes(5);

    /// <summary>Any answer tells the time, to the second.</summary>
    public async Task<Finding> LookAsync(ShopifyShopSettings shop, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(AnswersWithin, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            var asked = time.GetUtcNow();
            using var request = new HttpRequestMessage(HttpMethod.Get, shop.Address);
            using var answer = await http.SendAsync(request, either.Token);
            return answer.Headers.Date is { } theirs ? Compare(asked + ((time.GetUtcNow() - asked) / 2), theirs) : Finding.Warning(Item, $"{shop.Address.Host} does not say what time it is.");
        }
        catch (Exception failure) when (failure is NotSentException or HttpRequestException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return Finding.Warning(Item, $"{shop.Address.Host} could not be asked what time it is: {failure.Message.TrimEnd('.')}.");
        }
    }

    private static Finding Compare(DateTimeOffset ours, DateTimeOffset theirs)
    {
        var off = ours - theirs;
        var says = $"This machine's clock is {off.Duration().TotalSeconds.ToString("0", CultureInfo.InvariantCulture)} s {(off < TimeSpan.Zero ? "behind" : "ahead of")} the shop's.";
        return off.Duration() > Harmful ? Finding.Wrong(Item, says + " Orders may be missed, and tokens taken for good that have ended. Let it be set by the network (NTP).")
            : off.Duration() > Odd ? Finding.Warning(Item, says + " Let it be set by the network (NTP).")
            : Finding.Ok(Item, says);
    }
}
