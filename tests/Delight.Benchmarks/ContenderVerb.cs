using System.CommandLine;
using Delight.Benchmarks.Doors;
using Delight.Benchmarks.Twins;

namespace Delight.Benchmarks;

/// <summary>Runs one bare contender; <c>compare</c> starts it so.</summary>
internal static class ContenderVerb
{
    public const string Name = "contender";
    public const string SignatureDoor = "signature-door";
    public const string RawDoor = "raw-door";
    public const string MappedDoor = "mapped-door";
    public const string TwinDoor = "twin-door";
    public const string TwinLedger = "twin-ledger";
    public const string TwinRule = "twin-rule";
    public const string TwinFulfilment = "twin-fulfilment";
    public const string EmbeddedTwin = "embedded-twin";

    public static Command Create()
    {
        var name = new Argument<string>("name");
        var verb = new Command(Name, "Runs one bare contender, for compare.") { name };
        verb.Hidden = true;
        verb.SetAction((parsed, cancellationToken) => RunAsync(parsed.GetRequiredValue(name), ContenderSettings.Read(), cancellationToken));
        return verb;
    }

    private static Task RunAsync(string name, ContenderSettings settings, CancellationToken cancellationToken) => name switch
    {
        SignatureDoor => BareSignatureDoor.RunAsync(cancellationToken),
        RawDoor => BareRawDoor.RunAsync(settings, cancellationToken),
        MappedDoor => BareMappedDoor.RunAsync(settings, cancellationToken),
        TwinDoor => Twins.TwinDoor.RunAsync(settings, cancellationToken),
        TwinLedger => TwinPrograms.RunLedgerAsync(settings, cancellationToken),
        TwinRule => TwinPrograms.RunRuleAsync(settings, cancellationToken),
        TwinFulfilment => TwinPrograms.RunFulfilmentAsync(settings, cancellationToken),
        EmbeddedTwin => Twins.EmbeddedTwin.RunAsync(settings, cancellationToken),
        _ => throw new ArgumentException($"There is no contender {name}.", nameof(name)),
    };
}
