using System.Collections.Concurrent;
using MassTransit;

namespace Delight.Host.Tests.Serving;

/// <summary>Publishing one type of message fails so many times; keeps those that were published.</summary>
internal sealed class FailingPublisher<TMessage>(int times) : IPublishObserver
{
    private int _left = times;

    public ConcurrentQueue<object> Published { get; } = new();

    public bool HasFailed => Volatile.Read(ref _left) <= 0;

    public Task PrePublish<T>(PublishContext<T> context)
        where T : class => context.Message is TMessage && Interlocked.Decrement(ref _left) >= 0 ? throw new InvalidOperationException("It went away.") : Task.CompletedTask;

    public Task PostPublish<T>(PublishContext<T> context)
        where T : class
    {
        if (context.Message is TMessage message)
        {
            Published.Enqueue(message);
        }

        return Task.CompletedTask;
    }

    public Task PublishFault<T>(PublishContext<T> context, Exception exception)
        where T : class => Task.CompletedTask;
}
