using Delight.Platform.Store;
using MassTransit;

namespace Delight.Platform.Bus;

/// <summary>What passes by itself is tried again for as long as it takes, since nothing is gained by giving up;
/// anything else three times, and then it is a bug and goes to the queue's error queue.</summary>
internal static class RetryPolicy
{
    public static void Apply(IReceiveEndpointConfigurator endpoint, IStore store)
    {
        bool PassesByItself(Exception failure) => store.IsTransient(failure) || RabbitMqConnection.IsTransient(failure);

        endpoint.UseMessageRetry(retry => retry
            .Exponential(int.MaxValue, TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(5), TimeSpan.FromMilliseconds(500))
            .Handle<Exception>(PassesByItself));
        endpoint.UseMessageRetry(retry =>
        {
            retry.Intervals(50, 200, 1000);
            retry.Handle<Exception>(failure => !PassesByItself(failure) && failure is not OperationCanceledException);
        });
    }
}
