using Delight.Shopify.Door;

namespace Delight.Shopify.Tests.Pretend;

/// <summary>A shop's door, of which the answers to one question are altered on their way.</summary>
internal sealed class AlteredAnswers<TAnswer>(IShopAdmin shop, Func<TAnswer, Answer<TAnswer>> alter) : IShopAdmin
    where TAnswer : class
{
    /// <summary>Of that question, that came.</summary>
    public int Answers { get; private set; }

    public async Task<Answer<T>> SendAsync<T>(string domain, Document<T> document, object? variables, Urgency urgency, CancellationToken cancellationToken)
        where T : class
    {
        var answer = await shop.SendAsync(domain, document, variables, urgency, cancellationToken);
        if (answer.Value is not TAnswer found)
        {
            return answer;
        }

        Answers++;
        return (Answer<T>)(object)alter(found);
    }
}
