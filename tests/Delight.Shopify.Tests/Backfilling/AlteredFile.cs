using System.Text;

namespace Delight.Shopify.Tests.Backfilling;

/// <summary>Stands between the file of an export and its reader, and changes what comes.</summary>
internal sealed class AlteredFile(Func<string, string> alter) : DelegatingHandler(new HttpClientHandler())
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var answer = await base.SendAsync(request, cancellationToken);
        var altered = alter(await answer.Content.ReadAsStringAsync(cancellationToken));
        answer.Content.Dispose();
        answer.Content = new StreamContent(new MemoryStream(Encoding.UTF8.GetBytes(altered)));
        return answer;
    }
}
