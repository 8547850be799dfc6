using System.Globalization;
using System.Net.Http.Headers;

namespace Delight.Shopify.Wire;

/// <summary>By HttpClient, and nothing else.</summary>
internal sealed class HttpWire(AdminHttp http) : IAdminWire
{
    public async Task<WireAnswer> PostAsync(WireQuestion question, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(question.Address, $"/admin/api/{question.ApiVersion}/graphql.json"));
        request.Headers.Add("X-Shopify-Access-Token", question.Token);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        request.Content = new ByteArrayContent(GraphQlBody.Write(question.Document, question.Variables));
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var answer = await http.SendAsync(request, cancellationToken);
        return new WireAnswer
        {
            Status = (int)answer.StatusCode,
            RetryAfter = RetryAfter(answer.Headers),
            Body = await answer.Content.ReadAsByteArrayAsync(cancellationToken),
        };
    }

    /// <summary>Seconds with a fraction, as this platform writes it and HTTP does not know it.</summary>
    private static TimeSpan? RetryAfter(HttpResponseHeaders headers) =>
        headers.NonValidated.TryGetValues("Retry-After", out var values)
        && double.TryParse(values.ToString(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds < TimeSpan.MaxValue.TotalSeconds
            ? TimeSpan.FromSeconds(seconds) : null;
}
