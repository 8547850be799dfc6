using Delight.ObjectMother;
using Delight.Platform.Bus;
using Delight.Platform.Store;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Delight.Platform.Tests.Bus;

/// <summary>A process with a store of its own, bus and consumers running.</summary>
internal sealed class TestProcess : IAsyncDisposable
{
    private readonly TemporaryFolder _folder;
    private readonly IHost _host;

    private TestProcess(TemporaryFolder folder, IHost host) => (_folder, _host) = (folder, host);

    public IServiceProvider Services => _host.Services;

    public IHandover Handover => Services.GetRequiredService<IHandover>();

    public IStore Store => Services.GetRequiredService<IStore>();

    public IQueueDepths Depths => Services.GetRequiredService<IQueueDepths>();

    public static async Task<TestProcess> StartAsync(Topology topology, Action<IServiceCollection> more, params (string Name, string Value)[] settings)
    {
        var process = await BeginAsync(topology, more, settings);
        await process.Services.GetRequiredService<BusState>().Started.WaitAsync(Limit.Patience);
        return process;
    }

    /// <summary>Without waiting until the bus stands.</summary>
    public static async Task<TestProcess> BeginAsync(Topology topology, Action<IServiceCollection> more, params (string Name, string Value)[] settings)
    {
        var folder = new TemporaryFolder();
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(settings.Append(("Bus:RetryAfterSeconds:0", "0")).Append(("Store:ConnectionString", $"Data Source={folder.File("delight.db")}")).DistinctBy(s => s.Item1)
            .Select(s => KeyValuePair.Create("Delight:" + s.Item1, (string?)s.Item2)));
        builder.Services.AddPlatform(builder.Configuration, topology, needsBus: true, needsStore: true);
        more(builder.Services);
        var process = new TestProcess(folder, builder.Build());
        await process._host.StartAsync();
        return process;
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        await ((IAsyncDisposable)_host).DisposeAsync();
        _folder.Dispose();
    }
}
