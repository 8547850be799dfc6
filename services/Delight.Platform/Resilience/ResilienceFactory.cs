using System.Diagnostics.Metrics;
using Delight.Platform.Telemetry;
using Polly;
using Polly.Telemetry;

namespace Delight.Platform.Resilience;

/// <summary>Pipelines that count what they did, in the instrument <c>delight.resilience.events</c>.</summary>
public sealed class ResilienceFactory(TimeProvider time)
{
    public ResiliencePipeline Pipeline(string name, Action<ResiliencePipelineBuilder> configure)
    {
        var builder = new ResiliencePipelineBuilder { Name = name, TimeProvider = time, TelemetryListener = new Listener() };
        configure(builder);
        return builder.Build();
    }

    private sealed class Listener : TelemetryListener
    {
        private static readonly Counter<long> Events = DelightTelemetry.Meter.CreateCounter<long>("delight.resilience.events", "{event}", "What retries, time-outs and circuit breakers did");

        public override void Write<TResult, TArgs>(in TelemetryEventArguments<TResult, TArgs> args)
        {
            if (args.Event.Severity > ResilienceEventSeverity.Debug)
            {
                Events.Add(1,
                    new KeyValuePair<string, object?>("pipeline", args.Source.PipelineName),
                    new KeyValuePair<string, object?>("event", args.Event.EventName));
            }
        }
    }
}
