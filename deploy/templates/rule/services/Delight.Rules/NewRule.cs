using Delight.Contracts;

namespace Delight.Rules;

/// <summary>Whoever orders in December finds a paper star in the parcel, and a note. (Say here what the rule does; <c>rules</c> shows it.)</summary>
[EmptyChair(
    FitsBecause = "(it fits our customers' values because …)",
    CustomerWouldSay = "(a typical customer would say …)",
    MotiveIs = "(our motive is …)")]
public sealed class NewRule : Rule<OrderRanked>
{
    public override Decision Decide(OrderRanked happened) =>
        happened.CreatedAt.Month == 12
            ? Give(Extra("STAR", "A paper star"), Note("Happy holidays, and thank you.")).Because("the order was made in December")
            : Pass.Because("the order was not made in December");
}
