using System.Net;
using Delight.Simulator;
using Delight.SystemTests.Running;

namespace Delight.ChaosTests.BadInput;

/// <summary>A post with a bad body, authentically signed, or with abused headers.</summary>
internal sealed class BadPost(Mutations mutations, string shop)
{
    public HttpRequestMessage Next(Uri door)
    {
        var body = mutations.Next();
        var request = new HttpRequestMessage(HttpMethod.Post, door) { Content = new ByteArrayContent(body) };
        Add(request, "X-Shopify-Topic", ShopTopic.OrderUpdated);
        Add(request, "X-Shopify-Shop-Domain", shop);
        Add(request, "X-Shopify-Hmac-Sha256", WebhookSignature.Of(body, Installation.Secret));
        if (mutations.Below(5) == 0)
        {
            Abuse(request);
        }

        return request;
    }

    private void Abuse(HttpRequestMessage request)
    {
        var name = new[] { "X-Shopify-Topic", "X-Shopify-Shop-Domain", "X-Shopify-Hmac-Sha256", "Content-Type", "X-Shopify-Triggered-At" }[mutations.Below(5)];
        var headers = name == "Content-Type" ? request.Content!.Headers : (System.Net.Http.Headers.HttpHeaders)request.Headers;
        switch (mutations.Below(4))
        {
            case 0:
                headers.Remove(name);
                break;
            case 1:
                headers.TryAddWithoutValidation(name, "once more");
                break;
            case 2:
                headers.Remove(name);
                headers.TryAddWithoutValidation(name, new string('x', mutations.Below(8_000)));
                break;
            default:
                headers.Remove(name);
                headers.TryAddWithoutValidation(name, WebUtility.UrlEncode(mutations.Naughty()));
                break;
        }
    }

    private static void Add(HttpRequestMessage request, string name, string value) => request.Headers.TryAddWithoutValidation(name, value);
}
