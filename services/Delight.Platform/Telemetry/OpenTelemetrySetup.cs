using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Delight.Platform.Telemetry;

/// <summary>Our own spans and instruments; MassTransit and ASP.NET Core bring theirs.</summary>
public static class DelightTelemetry
{
    public const string Name = "Delight";
    public static readonly ActivitySource Activities = new(Name);
    public static readonly Meter Meter = new(Name);
}

/// <summary>Exports traces and metrics over OTLP when OTEL_EXPORTER_OTLP_ENDPOINT is set; otherwise nothing is gathered.</summary>
internal sealed class OpenTelemetrySetup(IConfiguration configuration, IHostEnvironment environment) : IHostedService, IDisposable
{
    private TracerProvider? _traces;
    private MeterProvider? _metrics;

    public static void Add(IServiceCollection services) => services.AddHostedService<OpenTelemetrySetup>();

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (!string.IsNullOrEmpty(configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]))
        {
            var resource = ResourceBuilder.CreateDefault().AddService("delight").AddAttributes([KeyValuePair.Create("deployment.environment", (object)environment.EnvironmentName)]);
            string[] sources = [DelightTelemetry.Name, "MassTransit", "Microsoft.AspNetCore", "Npgsql"];
            _traces = Sdk.CreateTracerProviderBuilder().SetResourceBuilder(resource).AddSource(sources).AddOtlpExporter().Build();
            _metrics = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource)
                .AddMeter([.. sources, "Polly", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime"]).AddOtlpExporter().Build();
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
        _traces?.Dispose();
        _metrics?.Dispose();
    }
}
