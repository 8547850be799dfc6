using System.Security.Claims;
using Delight.Dashboard.Serving;
using Delight.Dashboard.Showing;
using Delight.Platform.Access;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace Delight.Dashboard.Pages;

/// <summary>A page that shows what is, again and again: it loads when it opens and then every few seconds, keeps what it showed while that does
/// not work, and says so.</summary>
public abstract class LivePage : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource _closed = new();
    private readonly SemaphoreSlim _loads = new(1);

    [CascadingParameter]
    private Task<AuthenticationState> SignedIn { get; set; } = default!;

    [Inject]
    internal OwnApi Api { get; set; } = default!;

    [Inject]
    internal ShowingNotes Showing { get; set; } = default!;

    [Inject]
    internal Installation Installation { get; set; } = default!;

    [Inject]
    protected NavigationManager Navigation { get; set; } = default!;

    /// <summary>The shop that the address names.</summary>
    [SupplyParameterFromQuery(Name = "shop")]
    public string? AskedShop { get; set; }

    protected ClaimsPrincipal User { get; private set; } = new();

    /// <summary>Why what is shown is not there, or is old; a sentence.</summary>
    protected string? Trouble { get; private set; }

    protected bool IsLoaded { get; private set; }

    protected CancellationToken Closed => _closed.Token;

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

            await LoadAsync();
            (Trouble, IsLoaded) = (null, true);
        }
        catch (RefusedException refused)
        {
            Trouble = refused.Message;
        }
        catch (OperationCanceledException) when (_closed.IsCancellationRequested)
        {
            // Nobody looks any more.
        }
        finally
        {
            if (isFree)
            {
                _loads.Release();
            }
        }

        StateHasChanged(); // Also after what a dialog did, whose own events draw only the dialog.
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
            _closed.Dispose();
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
        catch (Exception closed) when (closed is OperationCanceledException or ObjectDisposedException)
        {
            // The page was left.
        }
    }
}
