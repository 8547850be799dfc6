using System.Diagnostics.CodeAnalysis;

namespace Delight.Shopify.Door;

/// <summary>What a shop said, or why it said nothing of use. A mutation's <c>userErrors</c> are part of what it said.</summary>
internal sealed record Answer<T>
    where T : class
{
    private Answer(T? value, Failure? failure) => (Value, Failure) = (value, failure);

    public T? Value { get; }

    public Failure? Failure { get; }

    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Failure))]
    public bool IsUsable => Failure is null;

    public static implicit operator Answer<T>(Failure failure) => new(null, failure);

    public static implicit operator Answer<T>(T value) => new(value, null);
}
