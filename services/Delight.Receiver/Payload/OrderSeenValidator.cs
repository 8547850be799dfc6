using Delight.Contracts;
using FluentValidation;

namespace Delight.Receiver.Payload;

/// <summary>What an order must be for the rest of the way to make sense of it.</summary>
internal sealed class OrderSeenValidator : AbstractValidator<OrderSeen>
{
    private static readonly DateTimeOffset Earliest = new(1990, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Latest = new(2200, 1, 1, 0, 0, 0, TimeSpan.Zero);

    // A customer's thousand such orders still add up in 64 bits.
    private const long LargestTotal = 1_000_000_000_000_000;

    public OrderSeenValidator()
    {
        RuleFor(o => o.OrderId).GreaterThan(0).WithMessage("The order's id {PropertyValue} is not a positive number.");
        RuleFor(o => o.CustomerId).GreaterThan(0).WithMessage("The customer's id {PropertyValue} is not a positive number.");
        RuleFor(o => o.OrderName).MaximumLength(255).WithMessage("The order's name has {TotalLength} characters; 255 are allowed.");
        RuleFor(o => o.FinancialStatus).MaximumLength(64).WithMessage("The financial status has {TotalLength} characters; 64 are allowed.");
        RuleFor(o => o.CreatedAt).InclusiveBetween(Earliest, Latest).WithMessage("created_at lies before 1990 or after 2199.");
        RuleFor(o => o.UpdatedAt).InclusiveBetween(Earliest, Latest).WithMessage("updated_at lies before 1990 or after 2199.");
        RuleFor(o => o.Total.Minor).GreaterThanOrEqualTo(0).WithMessage("The order's total is negative.")
            .LessThanOrEqualTo(LargestTotal).WithMessage("The order's total is larger than any order's.");
        RuleFor(o => o.Total.Currency).Must(c => c.Length == 3 && c.All(char.IsAsciiLetterUpper)).WithMessage("The currency is not an ISO 4217 code.");
    }

    public IReadOnlyList<string> Faults(OrderSeen order)
    {
        var result = Validate(order);
        return result.IsValid ? [] : [.. result.Errors.Select(e => e.ErrorMessage)];
    }
}
