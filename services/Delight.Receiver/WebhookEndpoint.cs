using System.Buffers;
using Delight.Contracts;
using Delight.Receiver.Keeping;
using Delight.Receiver.Payload;
using Delight.Receiver.Shops;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Delight.Receiver;

/// <summary>Signature first, then the topic, then the body; 200 when it is kept and not before.</summary>
internal sealed class WebhookEndpoint(ShopDirectory shops, OrderReader reader, Keeper keeper, IntakeCounts counts, TimeProvider time)
{
    /// <summary>Bytes; the platform's own limit for a webhook.</summary>
    private const int MostBytes = 5 * 1024 * 1024;

    public async Task HandleAsync(HttpContext http)
    {
        if (HasTwoLengths(http.Request.Headers))
        {
            await RefuseAsync(http, StatusCodes.Status400BadRequest, "The body comes in chunks and has a Content-Length as well.");
            return;
        }

        ReadOnlyMemory<byte>? body;
        try
        {
            body = await ReadBodyAsync(http);
        }
        catch (IOException broken)
        {
            // A chunk larger than any number is a plain IOException.
            await RefuseAsync(http, (broken as BadHttpRequestException)?.StatusCode ?? StatusCodes.Status400BadRequest, "The body is not what its headers say.");
            return;
        }

        if (body is not { } bytes)
        {
            await RefuseAsync(http, StatusCodes.Status413PayloadTooLarge, "A webhook's body may have 5 MiB.");
            return;
        }

        var headers = http.Request.Headers;
        if (shops.Authenticate(headers["X-Shopify-Shop-Domain"], headers["X-Shopify-Hmac-Sha256"], bytes.Span) is not { } shop)
        {
            await RefuseAsync(http, StatusCodes.Status401Unauthorized, "The signature does not fit a shop known here.");
            return;
        }

        var delivery = new Delivery
        {
            Id = Guid.CreateVersion7(time.GetUtcNow()),
            Topic = headers["X-Shopify-Topic"].ToString(),
            ReceivedAt = time.GetUtcNow(),
            Receiver = counts.Receiver,
        };
        if (!await TakeAsync(shop, delivery, bytes))
        {
            http.Response.Headers.RetryAfter = "5";
            await RefuseAsync(http, StatusCodes.Status503ServiceUnavailable, "The delivery could not be kept. Please send it again.");
        }
    }

    private async ValueTask<bool> TakeAsync(string shop, Delivery delivery, ReadOnlyMemory<byte> body)
    {
        if (PrivacyPayload.Carries(delivery.Topic))
        {
            var (request, faults) = PrivacyPayload.Read(shop, delivery, body.Span);
            return request is not null ? await keeper.KeepAsync(request, delivery.Id) : await SetAsideAsync(shop, delivery, body, faults);
        }

        if (delivery.Topic.Length > 0 && !OrderTopics.CarryAnOrder(delivery.Topic))
        {
            counts.CountIgnored();
            return true;
        }

        var (order, reasons) = reader.Read(shop, delivery, body.Span);
        return order is not null ? await keeper.KeepAsync(order, delivery.Id) : await SetAsideAsync(shop, delivery, body, reasons);
    }

    private ValueTask<bool> SetAsideAsync(string shop, Delivery delivery, ReadOnlyMemory<byte> body, IReadOnlyList<string> reasons) =>
        keeper.KeepAsync(new DeliveryQuarantined { Shop = shop, Delivery = delivery, Reasons = reasons, Body = body.ToArray() }, delivery.Id);

    private async Task RefuseAsync(HttpContext http, int status, string sentence)
    {
        counts.CountRefused();
        await TypedResults.Problem(sentence, statusCode: status).ExecuteAsync(http);
    }

    /// <summary>A proxy in front may have read another body than this server does, which sets the length aside under another name
    /// (RFC 9112, section 6.3: such a message ought to be handled as an error).</summary>
    private static bool HasTwoLengths(IHeaderDictionary headers) => headers.TransferEncoding.Count > 0 && headers.ContainsKey("X-Content-Length");

    /// <summary>The raw bytes as they were signed; nothing when there are too many of them.</summary>
    private static async ValueTask<ReadOnlyMemory<byte>?> ReadBodyAsync(HttpContext http)
    {
        if (http.Request.ContentLength > MostBytes)
        {
            return null;
        }

        // The server counts the framing of chunks as well; the limit is on what was signed.
        http.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize = null;
        var reader = http.Request.BodyReader;
        while (true)
        {
            var read = await reader.ReadAsync(http.RequestAborted);
            if (read.Buffer.Length > MostBytes)
            {
                return null;
            }

            if (read.IsCompleted)
            {
                var body = read.Buffer.ToArray();
                reader.AdvanceTo(read.Buffer.End);
                return body;
            }

            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }
}
