namespace Delight.Shopify.Wire;

/// <summary>Carries one question to a shop's Admin API and brings the answer, whatever it is. It waits for nobody's turn, tries nothing a
/// second time and knows no tokens but the one it is given: what stands before it does all that.</summary>
public interface IAdminWire
{
    /// <exception cref="NotSentException">Nothing reached the shop.</exception>
    /// <exception cref="HttpRequestException">It broke on the way; the shop may have received it.</exception>
    /// <exception cref="OperationCanceledException">The caller waits no longer; the shop may have received it.</exception>
    Task<WireAnswer> PostAsync(WireQuestion question, CancellationToken cancellationToken);
}
