namespace Delight.SystemTests.Running;

/// <summary>A Delight.Host that serves, as a process or within the test's own.</summary>
internal interface IRunningHost : IAsyncDisposable
{
    Uri Address { get; }

    Task StartAsync();

    /// <summary>Completes when /health/ready answers 200.</summary>
    Task ReadyAsync();
}
