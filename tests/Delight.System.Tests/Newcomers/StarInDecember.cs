using Delight.Contracts;
using Delight.Rules;

namespace Delight.SystemTests.Newcomers;

/// <summary>Whoever orders in December finds a paper star in the parcel.</summary>
[EmptyChair(
    FitsBecause = "they decorate with what others throw away",
    CustomerWouldSay = "somebody folded this for me",
    MotiveIs = "a little light in the darkest month")]
public sealed class StarInDecember : Rule<OrderRanked>
{
    public override Decision Decide(OrderRanked happened) =>
        happened.CreatedAt.Month == 12
            ? Give(Extra("STAR", "A paper star"), Note("Happy holidays, and thank you.")).Because("the order was made in December")
            : Pass.Because("the order was not made in December");
}
