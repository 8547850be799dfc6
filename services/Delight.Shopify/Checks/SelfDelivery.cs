using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Delight.Platform.Work;
using Delight.Shopify.Wire;

namespace Delight.Shopify.Checks;

/// <summary>Posts to the receiver's public address as the shop would: of a topic that the receiver has no interest in, signed with each secret, and
/// with one that nobody has.</summary>
internal sealed class SelfDelivery(AdminHttp http, WebhookSecrets secrets, TimeProvider time)
{
    internal const string Item = "test delivery";

    /// <summary>The platform waits no longer.</summary>
    private static readonly TimeSpan AnswersWithin = TimeSpan.FromSeconds(5);
    private static readonly byte[] Body = """{"test":true}"""u8.ToArray();

    public async Task<IReadOnlyList<Finding>> TryAsync(string shop, Uri address, CancellationToken cancellationToken)
    {
        var known = secrets.Of(shop);
        if (known.Count == 0)
        {
            return [];
        }

        List<Finding> findings = [];
        for (var n = 0; n < known.Count; n++)
        {
            findings.Add(await TrySecretAsync(shop, address, known[n], $"secret {n + 1} of {known.Count}", cancellationToken));
        }

        return [.. findings, await TryWrongSecretAsync(shop, address, cancellationToken)];
    }

    private async Task<Finding> TrySecretAsync(string shop, Uri address, string secret, string which, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        var (status, fault) = await PostAsync(shop, address, Encoding.UTF8.GetBytes(secret), cancellationToken);
        return status switch
        {
            200 => Finding.Ok(Item, $"Signed with {which}, it was taken after {time.GetElapsedTime(began).TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture)} ms."),
            null => Finding.Wrong(Item, $"{address} does not answer: {fault} If it answers others, this machine is only kept from calling itself from outside."),
            401 => Finding.Wrong(Item, $"{address} refuses {which} for {shop}. The receiver there has other settings than this process: give both the same Delight:Shops."),
            404 => Finding.Wrong(Item, $"There is nothing at {address} (404). Let the proxy pass /webhooks/shopify on to Delight, path and all."),
            >= 300 and < 400 => Finding.Wrong(Item, $"{address} answers with a redirect ({status}), which the platform takes for a failure. Set Delight:Shopify:PublicUrl to where it leads, and run shop connect."),
            _ => Finding.Wrong(Item, $"{address} answers {status} to a delivery signed with {which}, and the platform takes anything but 2xx for a failure. Look at the receiver and what stands before it."),
        };
    }

    private async Task<Finding> TryWrongSecretAsync(string shop, Uri address, CancellationToken cancellationToken)
    {
        var (status, fault) = await PostAsync(shop, address, RandomNumberGenerator.GetBytes(32), cancellationToken);
        return status switch
        {
            401 => Finding.Ok(Item, "Signed with a wrong secret, it was refused."),
            >= 200 and < 300 => Finding.Wrong(Item, $"{address} takes a delivery that is signed with a wrong secret ({status}): it is not Delight that answers there."),
            _ => Finding.Warning(Item, $"A delivery that is signed with a wrong secret should be answered 401 by {address}; it was {(status is null ? $"not answered: {fault}" : $"answered {status}.")}"),
        };
    }

    private async Task<(int? Status, string? Fault)> PostAsync(string shop, Uri address, byte[] secret, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(AnswersWithin, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        using var delivery = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(Body) };
        delivery.Content.Headers.ContentType = new("application/json");
        delivery.Headers.Add("X-Shopify-Topic", TestDelivery.Topic);
        delivery.Headers.Add("X-Shopify-Shop-Domain", shop);
        delivery.Headers.Add("X-Shopify-Hmac-Sha256", Convert.ToBase64String(HMACSHA256.HashData(secret, Body)));
        try
        {
            using var answer = await http.SendAsync(delivery, either.Token);
            return ((int)answer.StatusCode, null);
        }
        catch (Exception failure) when (failure is NotSentException or HttpRequestException && !patience.IsCancellationRequested)
        {
            return (null, failure.Message.TrimEnd('.') + ".");
        }
        catch (Exception failure) when (failure is NotSentException or HttpRequestException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return (null, $"not within {AnswersWithin.TotalSeconds:0} s, and the platform waits no longer.");
        }
    }
}
