using System.Diagnostics;
using Delight.Contracts;
using Delight.Ledger;
using Delight.Ledger.Finding;
using Delight.Ledger.Merging;
using Delight.Ledger.Standing;
using Delight.ObjectMother.Stores;
using Delight.Platform.Access;
using Delight.Platform.Bus;
using Delight.Platform.Merging;
using Delight.Platform.Store;
using Delight.Shopify.Ledger;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Delight.Shopify.Tests.Pretend;

/// <summary>The ledger itself over a store of its own: it takes in what is handed over, and compares as it does for anybody.</summary>
internal sealed class OpenLedger : IAsyncDisposable
{
    private readonly TestStore _database;
    private readonly ServiceProvider _services;
    private readonly OrderBook _book;

    private OpenLedger(TestStore database, TimeProvider time)
    {
        _database = database;
        _book = new OrderBook(database.Store, new RuleWork(new Topology([], [])), time);
        var services = new ServiceCollection().AddLogging().AddRouting().AddSingleton(database.Store).AddSingleton<ApiInProcess>().AddSingleton(new DiagnosticListener("test"));
        services.TryAddSingleton<DiagnosticSource>(p => p.GetRequiredService<DiagnosticListener>());
        _services = services.AddAuthorization(o => o.AddPolicy(Scope.Read, p => p.RequireClaim(Caller.ScopeClaim, Scope.Read))).BuildServiceProvider();
        var app = new ApplicationBuilder(_services);
        ApiInProcess.Serve(app);
        app.UseRouting().UseAuthorization().UseEndpoints(e => ComparisonApi.Map(e.MapGroup("/api/v1")));
        app.Build();
        Own = new OwnLedger(_services.GetRequiredService<ApiInProcess>());
    }

    public OwnLedger Own { get; }

    public static async Task<OpenLedger> OverAsync(StoreKind kind, TimeProvider time) => new(await TestStore.CreateAsync(kind, [typeof(LedgerModule)]), time);

    public Task TakeInAsync(object message, CancellationToken cancellationToken) => message is CustomersMerged merge
        ? new MergeBook(_database.Store, [new TombstonesOfMerged(), new OrdersOfMerged(_book)]).EnterAsync(merge, again: false, cancellationToken)
        : _book.EnterAsync((OrderSeen)message, cancellationToken);

    /// <returns>The orders with whose they are and where they stand, in the order of their making.</returns>
    public async Task<IReadOnlyList<(long? Customer, long? Ordinal)>> StandingsAsync() =>
        [.. (await _database.Store.ReadAsync(s => s.QueryAsync<OrderRow>("select * from orders order by created_at"), CancellationToken.None)).Select(r => (r.CustomerId, r.Ordinal))];

    public async ValueTask DisposeAsync()
    {
        Own.Dispose();
        await _book.DisposeAsync();
        await _services.DisposeAsync();
        await _database.DisposeAsync();
    }
}
