using System.Globalization;
using Delight.Dashboard.Serving;
using Delight.Platform.Access;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.JSInterop;

namespace Delight.Dashboard.Pages;

/// <summary>The packing bench: which parcel is in hand here, and what is done with it.</summary>
public sealed partial class PackingPage
{
    private const int MostLeft = 50; // As many as may be passed over.
    private string? _bench;
    private string? _token;
    private SeenBench? _parcel;
    private long? _waiting;
    private bool _hadAny;
    private string? _said;
    private IReadOnlyList<SeenOrder> _namesakes = [];
    private readonly List<string> _left = [];
    private readonly SemaphoreSlim _turn = new(1); // What is pressed and what is looked at again never overtake each other.
    private string _scanned = "";
    private DateTimeOffset _renewed;

    [Inject]
    private IJSRuntime Js { get; set; } = default!;

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    [Inject]
    private AntiforgeryStateProvider Antiforgery { get; set; } = default!;

    [Parameter]
    public string? OfShop { get; set; }

    [Parameter]
    public string? OrderId { get; set; }

    protected override TimeSpan Every => TimeSpan.FromSeconds(2);

    private bool AllTicked => _parcel is { } parcel && parcel.Lines.All(l => l.Ticked);

    protected override async Task LoadAsync()
    {
        _token = Antiforgery.GetAntiforgeryToken()?.Value;
        if (!Can(Scope.Pack) || !RendererInfo.IsInteractive)
        {
            return; // Which bench this is only the browser knows.
        }

        _bench ??= await Js.InvokeAsync<string>("delightBench.id");
        await _turn.WaitAsync(Closed);
        try
        {
            await LookAsync();
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task LookAsync()
    {
        // The lease is renewed while somebody stands here; the parcel goes on changing.
        var isRenewed = _parcel is { State: "open", UndoUntil: null } && Clock.GetUtcNow() - _renewed > TimeSpan.FromSeconds(30);
        var taken = isRenewed ? await TakeAsync(_parcel!.Shop, _parcel.OrderId)
            : _parcel is null && OfShop is not null && OrderId is not null && await TakeAsync(OfShop, OrderId);
        if (_parcel is null || (isRenewed && !taken))
        {
            await TakeNextAsync();
        }
        else if (!taken)
        {
            await ShowAsync(await Api.SendAsync<SeenBench>(User, HttpMethod.Get, $"{AddressOf(_parcel)}?bench={Uri.EscapeDataString(_bench!)}", null, Closed));
        }
    }

    /// <summary>Not before it stands in the record who sees whose words.</summary>
    private async Task ShowAsync(SeenBench? parcel)
    {
        if (parcel is not null)
        {
            await NoteShownAsync("packing", (parcel.Shop, parcel.OrderId));
        }

        _parcel = parcel;
    }

    private async Task TakeNextAsync()
    {
        var next = await Api.SendAsync<SeenNext>(User, HttpMethod.Post, "packing/next" + OfAskedShop("?"), new { bench = _bench, passOver = _left }, Closed);
        await ShowAsync(next.Parcel);
        _hadAny = _hadAny || next.Waiting > 0 || await GetAsync<SeenStats>("stats?pending=false" + OfAskedShop("&")) is { Fulfilment: { Open: > 0 } or { Packed: > 0 } };
        (OfShop, OrderId, _waiting, _renewed) = (null, null, next.Waiting, Clock.GetUtcNow());
    }

    /// <returns>False when it cannot be had: what is in hand stays there.</returns>
    private async Task<bool> TakeAsync(string shop, string orderId)
    {
        try
        {
            await ShowAsync(await Api.SendAsync<SeenBench>(User, HttpMethod.Post, $"packing/{Uri.EscapeDataString(shop)}/{Uri.EscapeDataString(orderId)}/take", new { bench = _bench }, Closed));
            _renewed = Clock.GetUtcNow();
            return true;
        }
        catch (RefusedException taken) when (taken.Status is 404 or 409)
        {
            _said = long.TryParse(orderId, NumberStyles.None, CultureInfo.InvariantCulture, out _) ? taken.Message : $"“{orderId}” is no order's id. Scan the code on the slip again, or find the order by its name with the search.";
            return false;
        }
    }

    private Task FinishAsync() => WithParcelAsync(parcel => SendAsync(parcel, "finish"));

    private Task UndoAsync() => WithParcelAsync(parcel => SendAsync(parcel, "undo"));

    private async Task SendAsync(SeenBench parcel, string what) =>
        await ShowAsync(await Api.SendAsync<SeenBench>(User, HttpMethod.Post, $"{AddressOf(parcel)}/{what}", new { bench = _bench }, Closed));

    private Task NextAsync() => WithParcelAsync(_ => TakeNextAsync());

    private Task PassOnAsync() => WithParcelAsync(async parcel =>
    {
        await Api.SendAsync<object>(User, HttpMethod.Post, AddressOf(parcel) + "/release", new { bench = _bench }, Closed);
        _left.Add($"{parcel.Shop}/{parcel.OrderId}");
        _left.RemoveRange(0, Math.Max(0, _left.Count - MostLeft));
        await TakeNextAsync();
    });

    private Task TakeAfterAllAsync() => DoAsync(() =>
    {
        _left.Clear();
        return TakeNextAsync();
    });

    private Task ScanAsync() => DoAsync(async () =>
    {
        var asked = _scanned.Trim();
        _scanned = "";
        if (asked.Length == 0)
        {
            return;
        }

        var found = (await Api.SendAsync<SeenOrderList>(User, HttpMethod.Get, $"orders?find={Uri.EscapeDataString(asked)}{OfAskedShop("&")}", null, Closed)).Orders;
        var ofShops = found.Where(o => o.OrderId == asked || o.OrderName == asked || o.OrderName == "#" + asked).DistinctBy(o => o.Shop).ToArray(); // The newest of each.
        switch (ofShops)
        {
            case []:
                _said = $"No order is called {asked}. Look at the number again, or wait until the order arrives.";
                break;
            case [var order]:
                await TakeAsync(order.Shop, order.OrderId);
                break;
            default:
                _namesakes = ofShops;
                break;
        }
    });

    private Task ChooseAsync(SeenOrder order) => DoAsync(() => TakeAsync(order.Shop, order.OrderId));

    /// <summary>With the one that was in hand when it was pressed: pressed twice, the first may have brought another.</summary>
    private Task WithParcelAsync(Func<SeenBench, Task> what)
    {
        var pressed = _parcel!;
        return DoAsync(() => (_parcel?.Shop, _parcel?.OrderId) == (pressed.Shop, pressed.OrderId) ? what(pressed) : Task.CompletedTask);
    }

    private async Task DoAsync(Func<Task> what)
    {
        await _turn.WaitAsync(Closed);
        try
        {
            (_said, _namesakes) = (null, []);
            await what();
        }
        catch (RefusedException refused)
        {
            _said = refused.Message;
        }
        finally
        {
            _turn.Release();
        }
    }

    private string OfAskedShop(string joint) => AskedShop is { Length: > 0 } || IsBound ? $"{joint}shop={Uri.EscapeDataString(Shop!)}" : "";

    private static string AddressOf(SeenBench parcel) => $"packing/{Uri.EscapeDataString(parcel.Shop)}/{parcel.OrderId}";
}
