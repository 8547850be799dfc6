using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Delight.Shopify.Tests.Pretend;

/// <summary>Stands where the network would be, and answers as it is told.</summary>
internal sealed class PretendShopHttp : HttpMessageHandler
{
    private readonly Queue<Func<HttpRequestMessage, HttpResponseMessage>> _answers = new();

    public List<(Uri Address, string Body, HttpRequestHeaders Headers)> Asked { get; } = [];

    /// <summary>Before it answers.</summary>
    public TaskCompletionSource? Holds { get; set; }

    public PretendShopHttp Says(int status, string json, string? retryAfter = null)
    {
        _answers.Enqueue(_ =>
        {
            var answer = new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(json, Encoding.UTF8, "application/json") };
            if (retryAfter is not null)
            {
                answer.Headers.Add("Retry-After", retryAfter);
            }

            return answer;
        });
        return this;
    }

    public PretendShopHttp Grants(string token, int seconds, string? refreshToken = null) => Says(200,
        $$"""{"access_token":"{{token}}","scope":"read_orders","expires_in":{{seconds}}{{(refreshToken is null ? "" : $",\"refresh_token\":\"{refreshToken}\",\"refresh_token_expires_in\":7776000")}}}""");

    public PretendShopHttp Fails(Exception failure)
    {
        _answers.Enqueue(_ => throw failure);
        return this;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = await request.Content!.ReadAsStringAsync(cancellationToken);
        Func<HttpRequestMessage, HttpResponseMessage> answer;
        lock (_answers)
        {
            Asked.Add((request.RequestUri!, body, request.Headers));
            answer = _answers.Dequeue();
        }

        if (Holds is { } holds)
        {
            await holds.Task.WaitAsync(cancellationToken);
        }

        return answer(request);
    }
}
