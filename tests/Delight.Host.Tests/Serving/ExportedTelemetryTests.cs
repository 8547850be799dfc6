using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Delight.ObjectMother;

namespace Delight.Host.Tests.Serving;

/// <summary>Traces and metrics go to whoever is named, and to nobody else.</summary>
public sealed class ExportedTelemetryTests
{
    [Test]
    public async Task Where_an_address_is_given_traces_and_metrics_arrive_there()
    {
        using var sink = new Sink();
        var (program, address) = await BuiltProgram.ServeAsync([("OTEL_EXPORTER_OTLP_ENDPOINT", sink.Address), .. Soon]);
        await using (program)
        {
            await CallAsync(address);

            await Limit.UntilAsync(() => sink.Bytes("/v1/traces") > 0 && sink.Bytes("/v1/metrics") > 0, "both arrive");
        }
    }

    [Test]
    public async Task Without_one_nothing_is_exported()
    {
        using var sink = new Sink();
        var (program, address) = await BuiltProgram.ServeAsync(
            [("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", sink.Address + "/v1/traces"), ("OTEL_EXPORTER_OTLP_METRICS_ENDPOINT", sink.Address + "/v1/metrics"), .. Soon]);
        await using (program)
        {
            await CallAsync(address);
            await program.StopAsync(); // What an exporter holds it sends before it ends.
        }

        Assert.That(sink.Bytes("/v1/traces") + sink.Bytes("/v1/metrics"), Is.Zero);
    }

    private static (string, string)[] Soon =>
        [("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"), ("OTEL_METRIC_EXPORT_INTERVAL", "200"), ("OTEL_BSP_SCHEDULE_DELAY", "200")];

    private static async Task CallAsync(Uri address)
    {
        using var client = new HttpClient { BaseAddress = address };
        using var answer = await client.GetAsync(new Uri("/health/live", UriKind.Relative));
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    /// <summary>Takes whatever is posted.</summary>
    private sealed class Sink : IDisposable
    {
        private readonly HttpListener _listener = new();
        private readonly ConcurrentDictionary<string, long> _bytes = new();

        public Sink()
        {
            using (var free = new TcpListener(IPAddress.Loopback, 0))
            {
                free.Start();
                Address = $"http://{free.LocalEndpoint}";
            }

            _listener.Prefixes.Add(Address + "/");
            _listener.Start();
            _ = TakeAsync();
        }

        public string Address { get; }

        public long Bytes(string path) => _bytes.GetValueOrDefault(path);

        public void Dispose() => ((IDisposable)_listener).Dispose();

        private async Task TakeAsync()
        {
            try
            {
                while (true)
                {
                    var call = await _listener.GetContextAsync();
                    var body = new MemoryStream();
                    await call.Request.InputStream.CopyToAsync(body);
                    _bytes.AddOrUpdate(call.Request.Url!.AbsolutePath, body.Length, (_, before) => before + body.Length);
                    call.Response.Close();
                }
            }
            catch (Exception over) when (over is HttpListenerException or ObjectDisposedException)
            {
                // The test is over.
            }
        }
    }
}
