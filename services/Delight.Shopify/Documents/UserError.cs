namespace Delight.Shopify.Documents;

/// <summary>Why a mutation did nothing.</summary>
/// <param name="Message">In the platform's words.</param>
/// <param name="Code">Absent where the mutation has none.</param>
internal sealed record UserError(string Message, string? Code = null);

internal static class UserErrors
{
    public static string Sentence(this IEnumerable<UserError> errors) => string.Join(' ', errors.Select(e => e.Message));
}
