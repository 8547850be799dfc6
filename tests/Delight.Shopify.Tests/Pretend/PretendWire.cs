using System.Text;
using Delight.Shopify.Wire;

namespace Delight.Shopify.Tests.Pretend;

/// <summary>Answers as it is told, one after the other, and keeps what it was asked. The last answer is given to whoever comes later; told nothing, it has one that will do.</summary>
internal sealed class PretendWire : IAdminWire
{
    private readonly Queue<Func<CancellationToken, Task<WireAnswer>>> _answers = new();
    private Func<CancellationToken, Task<WireAnswer>> _last = _ => Task.FromResult(Answer(200, ThingDocument.Answered));

    public List<WireQuestion> Asked { get; } = [];

    public static WireAnswer Answer(int status, string body, TimeSpan? retryAfter = null) => new() { Status = status, Body = Encoding.UTF8.GetBytes(body), RetryAfter = retryAfter };

    public PretendWire Says(int status, string body, TimeSpan? retryAfter = null)
    {
        _answers.Enqueue(_ => Task.FromResult(Answer(status, body, retryAfter)));
        return this;
    }

    public PretendWire Says(string body) => Says(200, body);

    public PretendWire Fails(Exception failure)
    {
        _answers.Enqueue(_ => Task.FromException<WireAnswer>(failure));
        return this;
    }

    public PretendWire IsSilent()
    {
        _answers.Enqueue(async ct =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, ct);
            return Answer(200, "{}");
        });
        return this;
    }

    public Task<WireAnswer> PostAsync(WireQuestion question, CancellationToken cancellationToken)
    {
        Func<CancellationToken, Task<WireAnswer>> answer;
        lock (_answers)
        {
            Asked.Add(question);
            answer = _last = _answers.TryDequeue(out var next) ? next : _last;
        }

        return answer(cancellationToken);
    }
}
