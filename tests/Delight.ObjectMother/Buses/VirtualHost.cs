using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using NUnit.Framework;

namespace Delight.ObjectMother.Buses;

/// <summary>A virtual host of the test's own on the broker of DELIGHT_TEST_RABBITMQ; gone afterwards.</summary>
public sealed class VirtualHost : IAsyncDisposable
{
    private VirtualHost(Uri broker, Uri management)
    {
        ManagementUri = management.ToString();
        Uri = new UriBuilder(broker) { Path = Name }.Uri.ToString();
        Management = new HttpClient { BaseAddress = new Uri($"http://{management.Authority}/api/") };
        Management.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(management.UserInfo)));
    }

    public string Name { get; } = $"test-{Guid.NewGuid():N}";

    public string Uri { get; }

    public string ManagementUri { get; }

    /// <summary>The broker's management API.</summary>
    public HttpClient Management { get; }

    /// <summary>Without a broker the test is left out.</summary>
    public static async Task<VirtualHost> CreateAsync()
    {
        var broker = Environment.GetEnvironmentVariable("DELIGHT_TEST_RABBITMQ");
        var management = Environment.GetEnvironmentVariable("DELIGHT_TEST_RABBITMQ_MANAGEMENT");
        if (string.IsNullOrEmpty(broker) || string.IsNullOrEmpty(management))
        {
            Assert.Ignore("No RabbitMQ: run tests/run.sh.");
        }

        var made = new VirtualHost(new Uri(broker!), new Uri(management!));
        (await made.Management.PutAsJsonAsync($"vhosts/{made.Name}", new { })).EnsureSuccessStatusCode();
        (await made.Management.PutAsJsonAsync($"permissions/{made.Name}/{new Uri(broker!).UserInfo.Split(':')[0]}",
            new { configure = ".*", write = ".*", read = ".*" })).EnsureSuccessStatusCode();
        return made;
    }

    public async ValueTask DisposeAsync()
    {
        await Management.DeleteAsync(new Uri($"vhosts/{Name}", UriKind.Relative));
        Management.Dispose();
    }
}
