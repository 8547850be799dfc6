using System.Diagnostics;
using Delight.Platform.Resilience;
using Delight.Platform.Telemetry;
using Delight.Shopify.Pace;
using Delight.Shopify.Tokens;
using Delight.Shopify.Wire;
using Microsoft.Extensions.Options;
using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace Delight.Shopify.Door;

/// <summary>Asks in turn, with a token that holds, and again where that is harmless.</summary>
internal sealed class ShopAdmin(
    IOptionsMonitor<ShopifySettings> settings, IAdminWire wire, AccessTokens tokens, Paces paces, ResilienceFactory resilience, TimeProvider time) : IShopAdmin
{
    private const int MostRetries = 6;
    private static readonly TimeSpan AnswersWithin = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Unless = TimeSpan.FromSeconds(1); // The shop says when it wants to be asked again.
    private static readonly TimeSpan LongestAlone = TimeSpan.FromMinutes(2);

    private readonly ResiliencePipeline _again = resilience.Pipeline("shop's admin", pipeline => pipeline.AddRetry(new RetryStrategyOptions
    {
        MaxRetryAttempts = MostRetries,
        Delay = TimeSpan.FromMilliseconds(500),
        BackoffType = DelayBackoffType.Exponential,
        MaxDelay = TimeSpan.FromSeconds(15),
        UseJitter = true,
        ShouldHandle = args => ValueTask.FromResult(args.Outcome.Result is IAttempt { AgainHelps: true }),
        DelayGenerator = args => ValueTask.FromResult<TimeSpan?>(args.Outcome.Result is IAttempt { WaitsByPace: true } ? TimeSpan.Zero : null),
    }));

    private readonly ResiliencePipeline _inTime = resilience.Pipeline("shop's admin, once", pipeline => pipeline.AddTimeout(AnswersWithin));

    public async Task<Answer<T>> SendAsync<T>(string shop, Document<T> document, object? variables, Urgency urgency, CancellationToken cancellationToken)
        where T : class
    {
        var asked = new Asked<T>(shop.Trim().ToLowerInvariant(), document, variables, urgency);
        var attempt = await _again.ExecuteAsync(static async (s, ct) => await s.Item1.TryAsync(s.asked, ct), (this, asked), cancellationToken);
        return attempt.Answer;
    }

    private async Task<Attempt<T>> TryAsync<T>(Asked<T> asked, CancellationToken cancellationToken)
        where T : class
    {
        if (settings.CurrentValue.Of(asked.Shop) is not { } shop)
        {
            return new(new Failure(FailureKind.Refused, $"{asked.Shop} is not among Delight:Shopify:Shops, so that it cannot be asked anything."));
        }

        var token = await tokens.GetAsync(shop, cancellationToken);
        if (!token.IsUsable)
        {
            return WithoutToken<T>(token.Failure);
        }

        var attempt = await InTurnAsync(asked, shop, token.Value, cancellationToken);
        if (!attempt.TokenIsOver || asked.TokenWasRenewed)
        {
            return attempt;
        }

        asked.TokenWasRenewed = true;
        token = await tokens.InPlaceOfAsync(shop, token.Value, cancellationToken);
        return token.IsUsable ? await InTurnAsync(asked, shop, token.Value, cancellationToken) : WithoutToken<T>(token.Failure);
    }

    private async Task<Attempt<T>> InTurnAsync<T>(Asked<T> asked, ShopifyShopSettings shop, AccessToken token, CancellationToken cancellationToken)
        where T : class
    {
        var began = time.GetTimestamp();
        using var turn = await paces.Of(shop).EnterAsync(asked.Document.Name, asked.Document.FirstCost, asked.Urgency, cancellationToken);
        if (turn is null)
        {
            return new(new Failure(FailureKind.Throttled, $"{WaitingLine.MostWaiting} questions wait for {shop.Shop} already."));
        }

        DoorTelemetry.Waited(asked.Urgency, time.GetElapsedTime(began));
        using var span = DelightTelemetry.Activities.StartActivity("shopify " + asked.Document.Name, ActivityKind.Client);
        var attempt = await OnceAsync(asked, shop, token, turn, cancellationToken);
        DoorTelemetry.Asked(asked.Document.Name, attempt.Answer.Failure?.Kind);
        return attempt;
    }

    private async Task<Attempt<T>> OnceAsync<T>(Asked<T> asked, ShopifyShopSettings shop, AccessToken token, Turn turn, CancellationToken cancellationToken)
        where T : class
    {
        var question = new WireQuestion
        {
            Shop = shop.Shop, Address = shop.Address, ApiVersion = shop.ApiVersion, Token = token.Value, Document = asked.Document.Text, Variables = asked.Variables,
        };
        try
        {
            var answer = await _inTime.ExecuteAsync(static async (s, ct) => await s.wire.PostAsync(s.question, ct), (wire, question), cancellationToken);
            using var reply = Reply.Of(answer.Body);
            Tell(turn, answer, reply);
            return Reading.Of(asked.Document, shop, answer, reply);
        }
        catch (NotSentException failure)
        {
            return Reading.NotReached<T>(shop.Shop, failure.Message);
        }
        catch (TimeoutRejectedException)
        {
            return Reading.Lost(asked.Document, $"{shop.Shop} did not answer within {AnswersWithin.TotalSeconds:0} s.");
        }
        catch (HttpRequestException failure)
        {
            return Reading.Lost(asked.Document, $"The connection to {shop.Shop} broke: {failure.Message}");
        }
    }

    private static void Tell(Turn turn, WireAnswer answer, Reply reply)
    {
        if (reply.Cost is { } cost)
        {
            turn.Tell(cost);
            DoorTelemetry.Cost(turn.Document, cost.Actual ?? 0);
        }
        else if (reply.IsThrottled)
        {
            turn.TellEmpty();
        }

        if (answer.Status == 429 || reply.IsThrottled)
        {
            var alone = answer.RetryAfter ?? Unless;
            turn.TellLeaveAlone(alone < LongestAlone ? alone : LongestAlone);
        }
    }

    private static Attempt<T> WithoutToken<T>(Failure failure)
        where T : class => new(failure) { AgainHelps = failure.Kind == FailureKind.NotReached };
}
