using System.Collections.Concurrent;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace Delight.ObjectMother.Buses;

/// <summary>An in-memory bus with the consumers that a test is about; keeps what was published, and says when something was consumed.</summary>
public sealed class TestBus : IAsyncDisposable, IPublishObserver, IReceiveObserver
{
    private readonly ConcurrentQueue<(object Message, Guid? Id)> _published = new();
    private readonly ConcurrentDictionary<Type, int> _consumed = new();
    private readonly ServiceProvider _services;
    private readonly IBusControl _bus;
    private Func<object, bool> _fails = _ => false;

    private TestBus(IServiceCollection services, Action<IBusRegistrationConfigurator> consumers)
    {
        _services = services.AddLogging().AddMassTransit(bus =>
        {
            consumers(bus);
            bus.UsingInMemory((context, factory) =>
            {
                factory.UseMessageRetry(r => r.Immediate(1));
                factory.ConfigureEndpoints(context);
            });
        }).BuildServiceProvider();
        _bus = _services.GetRequiredService<IBusControl>();
        _bus.ConnectPublishObserver(this);
        _bus.ConnectReceiveObserver(this);
    }

    public IBus Bus => _bus;

    public static async Task<TestBus> StartAsync(IServiceCollection services, Action<IBusRegistrationConfigurator> consumers)
    {
        var bus = new TestBus(services, consumers);
        await bus._bus.StartAsync();
        return bus;
    }

    public static Task<TestBus> StartAsync() => StartAsync(new ServiceCollection(), _ => { });

    /// <summary>Publishing fails for messages of which this is true.</summary>
    public void FailPublishing(Func<object, bool> when) => _fails = when;

    /// <summary>What was published, in its order, with the id of each.</summary>
    public IReadOnlyList<(T Message, Guid? Id)> Published<T>()
        where T : class => [.. _published.Where(p => p.Message is T).Select(p => ((T)p.Message, p.Id))];

    /// <summary>Completes when so many messages of the type were consumed, with success or without.</summary>
    public Task ConsumedAsync<T>(int messages = 1) =>
        Limit.UntilAsync(() => _consumed.GetValueOrDefault(typeof(T)) >= messages, $"{messages} × {typeof(T).Name} consumed");

    public async ValueTask DisposeAsync()
    {
        await _bus.StopAsync();
        await _services.DisposeAsync();
    }

    public Task PrePublish<T>(PublishContext<T> context)
        where T : class => _fails(context.Message) ? throw new InvalidOperationException("The broker went away.") : Task.CompletedTask;

    public Task PostPublish<T>(PublishContext<T> context)
        where T : class
    {
        _published.Enqueue((context.Message, context.MessageId));
        return Task.CompletedTask;
    }

    public Task PostConsume<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType)
        where T : class => Consumed<T>();

    public Task ConsumeFault<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType, Exception exception)
        where T : class => Consumed<T>();

    public Task PublishFault<T>(PublishContext<T> context, Exception exception)
        where T : class => Task.CompletedTask;

    public Task PreReceive(ReceiveContext context) => Task.CompletedTask;

    public Task PostReceive(ReceiveContext context) => Task.CompletedTask;

    public Task ReceiveFault(ReceiveContext context, Exception exception) => Task.CompletedTask;

    private Task Consumed<T>()
    {
        _consumed.AddOrUpdate(typeof(T), 1, (_, n) => n + 1);
        return Task.CompletedTask;
    }
}
