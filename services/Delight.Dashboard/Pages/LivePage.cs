using System.Security.Claims;
using Delight.Dashboard.Serving;
using Delight.Dashboard.Showing;
using Delight.Platform.Access;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.Logging;

namespace Delight.Dashboard.Pages;

/// <summary>A page that shows what is, again and again: it loads when it opens and then every few seconds, keeps what it showed while that does
/// not work, and says so.</summary>
public abstract class LivePage : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource _closed = new();
    private readonly CancellationToken _untilClosed;
    private readonly SemaphoreSlim _loads = new(1);

    protected LivePage() => _untilClosed = _closed.Token; // Also asked for after the page was left.

    [CascadingParameter]
    private Task<AuthenticationState> SignedIn { get; set; } = default!;

    [Inject]
    internal OwnApi Api { get; set; } = default!;

    [Inject]
    internal ShowingNotes Showing { get; set; } = default!;

    [Inject]
    internal Installation Installation { get; set; } = default!;

    [Inject]
    private ILogger<LivePage> Logger { get; set; } = default!;

    [Inject]
    protected NavigationManager Navigation { get; set; } = default!;

    /// <summary>The shop that the address names.</summary>
    [SupplyParameterFromQuery(Name = "shop")]
    public string? AskedShop { get; set; }

    protected ClaimsPrincipal User { get; private set; } = new();

    /// <summary>Why what is shown is not there, or is old; a sentence.</summary>
    protected string? Trouble { get; private set; }

    protected bool IsLoaded { get; private set; }

    /// <summary>What became of what somebody did, as a sentence.</summary>
    protected string? Said { get; set; }

    /// <summary>Whether it was not done.</summary>
    protected bool IsRefused { get; private set; }

    protected CancellationToken Closed => _untilClosed;

    /// <summary>Those that this person may see.</summary>
    protected IReadOnlyList<string> Shops { get; private set; } = [];

    /// <summary>Named in the address, else the first.</summary>
    protected string? Shop => AskedShop is { Length: > 0 } asked ? asked.ToLowerInvariant() : Shops.Count > 0 ? Shops[0] : null;

    protected bool IsBound => User.HasClaim(c => c.Type == Caller.ShopClaim);

    protected virtual TimeSpan Every => TimeSpan.FromSeconds(3);

    protected bool Can(string scope) => User.HasClaim(Caller.ScopeClaim, scope);

    /// <summary>Names and words of customers are for those who pack and who look after orders.</summary>
    protected bool SeesPeople => Can(Scope.Pack) || Can(Scope.Operate);

    /// <summary>Asks for what the page shows.</summary>
    protected abstract Task LoadAsync();

    protected sealed override async Task OnParametersSetAsync()
    {
        User = (await SignedIn).User;
        await ReloadAsync();
    }

    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender && Every > TimeSpan.Zero)
        {
            _ = GoOnAsync();
        }
    }

    /// <summary>At once, as after somebody changed something.</summary>
    protected async Task ReloadAsync()
    {
        if (User.Identity?.IsAuthenticated != true)
        {
            return;
        }

        Shops = Installation.ShopsOf(User); // A shop may be added while the page is open.
        var isFree = _loads.Wait(0); // At once where it can be, so that what is known already is in the first picture.
        try
        {
            if (!isFree)
            {
                await _loads.WaitAsync(Closed);
                isFree = true;
            }

            if (AskedShop is { Length: > 0 } && !Shops.Contains(Shop!, StringComparer.OrdinalIgnoreCase))
            {
                throw new RefusedException(404, Shops.Count == 0 ? "No shop is connected here." : $"No shop is called so here. There is {string.Join(", ", Shops)}.");
            }

            await LoadAsync();
            (Trouble, IsLoaded) = (null, true);
        }
        catch (RefusedException refused)
        {
            Trouble = refused.Message;
        }
        catch (Exception) when (Closed.IsCancellationRequested)
        {
            // Nobody looks any more.
        }
        catch (Exception failure) when (failure is not NavigationException) // By which a page's first answer leads elsewhere.
        {
            Log.PageFailed(Logger, GetType().Name, failure.Message);
            Trouble = "It could not be looked up just now, and is tried again. The log of the process says why.";
        }
        finally
        {
            if (isFree)
            {
                _loads.Release();
            }
        }

        if (!Closed.IsCancellationRequested)
        {
            StateHasChanged(); // Also after what a dialog did, whose own events draw only the dialog.
        }
    }

    /// <summary>Does something, says what became of it, and looks anew.</summary>
    /// <param name="act">Returns what it did, as a sentence.</param>
    /// <returns>Whether it was done.</returns>
    protected async Task<bool> DoAsync(Func<Task<string>> act)
    {
        try
        {
            (Said, IsRefused) = (await act(), false);
        }
        catch (RefusedException refused)
        {
            (Said, IsRefused) = (refused.Message, true);
        }

        await ReloadAsync();
        return !IsRefused;
    }

    protected ValueTask<T> GetAsync<T>(string address) => Api.GetAsync<T>(User, address, Closed);

    /// <summary>To be awaited before the words of these orders are shown.</summary>
    /// <param name="page">Which page shows them.</param>
    protected Task NoteShownAsync(string page, params IEnumerable<(string Shop, string OrderId)> orders) => SeesPeople ? Showing.NoteAsync(User, page, orders, Closed) : Task.CompletedTask;

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (disposing && !_closed.IsCancellationRequested)
        {
            _closed.Cancel();
        }
    }

    private async Task GoOnAsync()
    {
        try
        {
            using var timer = new PeriodicTimer(Every);
            while (await timer.WaitForNextTickAsync(Closed))
            {
                await InvokeAsync(async () =>
                {
                    await ReloadAsync();
                    StateHasChanged();
                });
            }
        }
        catch (Exception) when (Closed.IsCancellationRequested)
        {
            // The page was left.
        }
    }
}
