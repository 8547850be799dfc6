using System.Net.Http.Headers;
using System.Reflection;
using Delight.ObjectMother;
using Delight.Simulator;

namespace Delight.SystemTests.Running;

/// <summary>Delight running in processes of its own, on free ports and in a folder of its own, and a shop that posts to it.</summary>
internal sealed class Installation : IAsyncDisposable
{
    public const string Shop = "system-tests.myshopify.com";
    public const string Secret = Written.Mark + ": the webhook secret of the system tests";
    private const string Token = Written.Mark + ": the API token of the system tests";
    private readonly HttpClient _poster;
    private readonly Arrangement _arrangement;
    private readonly Servers? _servers;
    private readonly string _folder;
    private readonly int _moreShops;
    private bool _ended;

    private Installation(Form form, Servers? servers, Wire? wire, string folder, int moreShops, Assembly? rules, Arrangement arrangement)
    {
        _arrangement = arrangement;
        _poster = new HttpClient(arrangement.Posting(new SocketsHttpHandler { AllowAutoRedirect = false }));
        Form = form;
        _servers = servers;
        Wire = wire;
        _folder = folder;
        _moreShops = moreShops;
        Processes = [.. Roles().Select((roles, i) => rules is null
            ? (IRunningHost)new HostProcess(Settings(roles, i), Path.Combine(folder, $"host-{i}.log"))
            : new HostInThisProcess(Settings(roles, i), rules))];
        Api = new HttpClient { BaseAddress = Processes[^1].Address, Timeout = TimeSpan.FromMinutes(2) };
        Api.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token);
    }

    public Form Form { get; }

    /// <summary>The first takes the webhooks, the last serves the API; they are the same when embedded.</summary>
    public IReadOnlyList<IRunningHost> Processes { get; }

    public HttpClient Api { get; }

    /// <summary>What it stores in, when that is not embedded.</summary>
    public Servers? Servers => _servers;

    /// <summary>How its store is connected to.</summary>
    public string Store => _servers?.Store ?? $"Data Source={Path.Combine(_folder, "delight.db")}";

    /// <summary>Between the roles and the broker, when asked for.</summary>
    public Wire? Wire { get; }

    /// <param name="moreShops">Shops besides <see cref="Shop"/>, see <see cref="ShopNumber"/>.</param>
    /// <param name="rules">An assembly with rules besides Delight's own; all roles then run in this process.</param>
    public static async Task<Installation> StartAsync(Form form, int moreShops = 0, Assembly? rules = null)
    {
        var installation = await CreateAsync(form, moreShops, rules);
        await installation.StartOrEndAsync();
        return installation;
    }

    /// <summary>A start that fails leaves no process behind.</summary>
    public async Task StartOrEndAsync()
    {
        try
        {
            await StartProcessesAsync();
        }
        catch
        {
            await TestContext.Out.WriteLineAsync(LastWords());
            await DisposeAsync();
            throw;
        }
    }

    /// <param name="behindWire">The broker is reached through <see cref="Wire"/>, which is cut at first.</param>
    public static async Task<Installation> CreateAsync(Form form, int moreShops = 0, Assembly? rules = null, bool behindWire = false, Arrangement? arrangement = null)
    {
        arrangement ??= new Arrangement();
        var servers = form == Form.Distributed ? await Servers.CreateAsync(arrangement.On ?? ServerAddresses.Given()) : null;
        var wire = behindWire ? servers!.NewWire() : null;
        return new Installation(form, servers, wire, Directory.CreateTempSubdirectory("delight-system-").FullName, moreShops, rules, arrangement);
    }

    /// <param name="waitFor">How many of the processes, from the first, are waited for until they are ready.</param>
    public async Task StartProcessesAsync(int waitFor = int.MaxValue)
    {
        foreach (var process in Processes)
        {
            await process.StartAsync();
        }

        await Task.WhenAll(Processes.Take(waitFor).Select(p => p.ReadyAsync()));
    }

    /// <param name="number">From 1.</param>
    public static string ShopNumber(int number) => $"shop-{number}.myshopify.com";

    /// <summary>Posts until everything is answered 200.</summary>
    public Task<SendReport> SendAsync(IEnumerable<ShopDelivery> deliveries, int connections = 64, string shop = Shop) =>
        new WebhookSender(_poster, new Uri(Processes[0].Address, "/webhooks/shopify"), shop, Secret, TimeProvider.System)
            .SendAsync(deliveries, connections, progress: null, CancellationToken.None);

    /// <summary>The end of what each process wrote.</summary>
    public string LastWords(int lines = 40) => string.Join('\n', Directory.GetFiles(_folder, "host-*.log*").Order(StringComparer.Ordinal)
        .Select(f => $"--- {Path.GetFileName(f)}\n{string.Join('\n', File.ReadLines(f).TakeLast(lines))}"));

    /// <summary>The files of every receiver's spool.</summary>
    public IReadOnlyList<string> Spools() => [.. Directory.GetDirectories(_folder, "spool-*").SelectMany(Directory.GetFiles).Where(f => !f.EndsWith(".lock", StringComparison.Ordinal))];

    /// <summary>A start that fails has ended it already.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_ended)
        {
            return;
        }

        _ended = true;
        foreach (var process in Processes)
        {
            await process.DisposeAsync();
        }

        if (Wire is not null)
        {
            await Wire.DisposeAsync();
        }

        Api.Dispose();
        _poster.Dispose();
        if (_servers is not null)
        {
            await _servers.DisposeAsync();
        }

        try
        {
            KeepWhatWasWritten();
        }
        finally
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    /// <summary>Whatever a test did to it: no log line may hold a secret, a token or a password, nor a character that a terminal obeys.</summary>
    private void KeepWhatWasWritten()
    {
        var secrets = new[] { Secret, Token }.Concat(_servers?.Passwords ?? []).ToArray();
        foreach (var log in Directory.GetFiles(_folder, "host-*.log*"))
        {
            var text = File.ReadAllText(log);
            Written.Keep(Path.GetFileName(log), text);
            Assert.That(secrets.Where(text.Contains), Is.Empty, $"{Path.GetFileName(log)} holds a secret");
            Assert.That(text.Split('\n').Where(l => l.Any(Obeyed)), Is.Empty, $"lines of {Path.GetFileName(log)} hold control characters");
        }
    }

    /// <summary>Control characters, and Unicode's marks that turn the direction of a text around.</summary>
    private static bool Obeyed(char c) => (char.IsControl(c) && c != '\t') || c is (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069');

    private IEnumerable<string[]> Roles() => Form == Form.Embedded
        ? [[]]
        : _arrangement.Roles ?? [["Receiver"], ["Ledger"], ["Ledger"], ["Rules"], ["Rules"], ["Fulfilment"], ["Dashboard"]];

    private Dictionary<string, string> Settings(string[] roles, int number)
    {
        var settings = new Dictionary<string, string>
        {
            ["Delight__Shops__0__Domain"] = Shop,
            ["Delight__Shops__0__WebhookSecrets__0"] = Secret,
            ["Delight__Api__Tokens__0"] = Token,
            ["Delight__Spool__Path"] = Path.Combine(_folder, $"spool-{number}"),
            ["Delight__Store__ConnectionString"] = Store,
        };
        for (var shop = 1; shop <= _moreShops; shop++)
        {
            settings[$"Delight__Shops__{shop}__Domain"] = ShopNumber(shop);
            settings[$"Delight__Shops__{shop}__WebhookSecrets__0"] = Secret;
        }

        foreach (var (role, i) in roles.Select((r, i) => (r, i)))
        {
            settings[$"Delight__Roles__{i}"] = role;
        }

        if (_servers is not null)
        {
            settings["Delight__Bus__Transport"] = "RabbitMq";
            settings["Delight__Bus__Uri"] = Wire is null ? _servers.Bus : _servers.BusBehind(Wire);
            settings["Delight__Bus__ManagementUri"] = _servers.Management;
            settings["Delight__Store__Provider"] = "Postgres";
        }

        foreach (var (name, value) in _arrangement.Settings)
        {
            settings[name] = value;
        }

        return settings;
    }
}
