using System.Buffers;
using Delight.Platform.Work;
using Delight.Receiver.Keeping;
using Delight.Receiver.Shops;
using Microsoft.AspNetCore.Http;

namespace Delight.Receiver;

/// <summary>Room first, then the signature, then the topic, then the body; 200 when it is kept and not before.</summary>
internal sealed class WebhookEndpoint(Admission admission, ShopDirectory shops, DeliverySorter sorter, IntakeCounts counts, TimeProvider time)
{
    // The shared pool would keep a large array for each thread that ever rented one. Here there are two of each size, as many of
    // the largest as are let in at once: one more would be made anew for every such body, and collected late.
    private static readonly ArrayPool<byte> LargeArrays = ArrayPool<byte>.Create(Admission.LargestBody, maxArraysPerBucket: 2);

    public async Task HandleAsync(HttpContext http)
    {
        if (HasTwoLengths(http.Request.Headers))
        {
            await RefuseAsync(http, StatusCodes.Status400BadRequest, "The body comes in chunks and has a Content-Length as well.");
            return;
        }

        if (http.Request.ContentLength > Admission.LargestBody)
        {
            await RefuseTooLargeAsync(http);
            return;
        }

        var held = (int)(http.Request.ContentLength ?? Admission.OrdinaryBody);
        if (admission.IsFull || !admission.TryHold(held))
        {
            await RefuseForLoadAsync(http);
            return;
        }

        try
        {
            var body = await WebhookBody.ReadAsync(http, held, time);
            if (body.Length > held && held < Admission.LargestBody)
            {
                // More than an ordinary one, and not announced.
                if (!admission.TryHold(Admission.LargestBody))
                {
                    await RefuseForLoadAsync(http);
                    return;
                }

                admission.Release(held);
                held = Admission.LargestBody;
                http.Request.BodyReader.AdvanceTo(body.Start, body.End);
                body = await WebhookBody.ReadAsync(http, held, time);
            }

            await (body.Length > held ? RefuseTooLargeAsync(http) : WorkAsync(http, body));
        }
        catch (BadHttpRequestException slow) when (slow.StatusCode == StatusCodes.Status408RequestTimeout)
        {
            // Ours or the server's own limit: the shop may well be the one that was slow, and sends it again when it is asked to.
            await RefuseForNowAsync(http, "The body comes too slowly. Please send it again.");
        }
        catch (IOException broken)
        {
            // A chunk larger than any number is a plain IOException.
            await RefuseAsync(http, (broken as BadHttpRequestException)?.StatusCode ?? StatusCodes.Status400BadRequest, "The body is not what its headers say.");
        }
        finally
        {
            admission.Release(held);
        }
    }

    private async Task WorkAsync(HttpContext http, ReadOnlySequence<byte> body)
    {
        if (!admission.TryEnter())
        {
            await RefuseForLoadAsync(http);
            return;
        }

        try
        {
            if (!TryTake(http, body, out var keeping))
            {
                SayRefused(http.Request.Headers);
                await RefuseAsync(http, StatusCodes.Status401Unauthorized, "The signature does not fit a shop known here.");
            }
            else if (!await keeping)
            {
                await RefuseForNowAsync(http, "The delivery could not be kept. Please send it again.");
            }
        }
        finally
        {
            admission.Leave();
        }
    }

    private void SayRefused(IHeaderDictionary headers)
    {
        var isTest = DeliverySorter.TopicOf(headers["X-Shopify-Topic"]) == TestDelivery.Topic;
        shops.SayRefused(headers["X-Shopify-Shop-Domain"], isTest);
        if (!isTest && shops.KnownAs(headers["X-Shopify-Shop-Domain"]) is { } shop)
        {
            counts.Signatures.FitsNot(shop, time.GetUtcNow());
        }
    }

    /// <summary>Gives the body's memory back as soon as it was looked at, before anybody waits for what becomes of it.</summary>
    /// <param name="keeping">Whether it is kept.</param>
    /// <returns>False when it is no shop's.</returns>
    private bool TryTake(HttpContext http, ReadOnlySequence<byte> body, out Task<bool> keeping)
    {
        var length = (int)body.Length;
        var pool = length > Admission.OrdinaryBody ? LargeArrays : ArrayPool<byte>.Shared;
        var inOnePiece = body.IsSingleSegment ? null : pool.Rent(length);
        try
        {
            if (inOnePiece is not null)
            {
                body.CopyTo(inOnePiece);
            }

            var bytes = inOnePiece is null ? body.FirstSpan : inOnePiece.AsSpan(0, length);
            var headers = http.Request.Headers;
            var shop = shops.Authenticate(headers["X-Shopify-Shop-Domain"], headers["X-Shopify-Hmac-Sha256"], bytes);
            keeping = shop is null ? Task.FromResult(false) : sorter.TakeAsync(shop, DeliverySorter.TopicOf(headers["X-Shopify-Topic"]), bytes);
            return shop is not null;
        }
        finally
        {
            http.Request.BodyReader.AdvanceTo(body.End);
            if (inOnePiece is not null)
            {
                pool.Return(inOnePiece);
            }
        }
    }

    private Task RefuseTooLargeAsync(HttpContext http) => RefuseAsync(http, StatusCodes.Status413PayloadTooLarge, "A webhook's body may have 5 MiB.");

    private Task RefuseForLoadAsync(HttpContext http) => RefuseForNowAsync(http, "More comes in than can be taken just now. Please send it again.");

    private Task RefuseForNowAsync(HttpContext http, string sentence)
    {
        http.Response.Headers.RetryAfter = "5";
        return RefuseAsync(http, StatusCodes.Status503ServiceUnavailable, sentence);
    }

    private async Task RefuseAsync(HttpContext http, int status, string sentence)
    {
        counts.CountRefused();
        await TypedResults.Problem(sentence, statusCode: status).ExecuteAsync(http);
    }

    /// <summary>A proxy in front may have read another body than this server does, which sets the length aside under another name
    /// (RFC 9112, section 6.3: such a message ought to be handled as an error).</summary>
    private static bool HasTwoLengths(IHeaderDictionary headers) => headers.TransferEncoding.Count > 0 && headers.ContainsKey("X-Content-Length");
}
