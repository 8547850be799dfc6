using Delight.Contracts;
using Microsoft.Extensions.Options;

namespace Delight.Rules.Tests;

/// <summary>Who has spent enough with us
/// finds a wax seal on the parcel.</summary>
internal sealed class SpendingBringsASeal(IOptionsMonitor<SpendingBringsASealSettings> settings) : Rule<OrderRanked>
{
    public override Decision Decide(OrderRanked happened) =>
        happened.LifetimeSpend.Amount() >= settings.CurrentValue.AtLeast
            ? Give(Extra("SEAL", "A wax seal") with { Why = "they like wax" }, Note("Sealed for you.")).Because($"{happened.LifetimeSpend} spent so far")
            : Pass.Because($"only {happened.LifetimeSpend} spent so far");
}

internal sealed class SpendingBringsASealSettings
{
    public decimal AtLeast { get; set; } = 100;
}
