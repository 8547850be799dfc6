using Delight.Contracts;
using Delight.Rules;
using Microsoft.Extensions.Options;

namespace Delight.Host.Tests.Rules;

/// <summary>Everybody finds a greeting in the parcel.</summary>
public sealed class EverybodyIsGreeted(IOptionsMonitor<EverybodyIsGreetedSettings> settings) : Rule<OrderRanked>
{
    public override Decision Decide(OrderRanked happened) => Give(Note(settings.CurrentValue.Words)).Because("everybody is greeted");
}

public sealed class EverybodyIsGreetedSettings
{
    public string Words { get; set; } = "Hello!";
}
