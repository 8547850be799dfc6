using Delight.Dashboard;
using Delight.Host.Serving;
using Delight.Platform.Access;
using Delight.Simulator;
using Microsoft.Extensions.Options;
using Spectre.Console;

namespace Delight.Host.Demo;

/// <summary>Starts everything in a folder of its own, lets the pretend shop post, and shows what came of it.</summary>
/// <param name="madeUp">How many customers the shop has that is made up; nothing for a recorded history, whose shop gives what its rules say.</param>
internal sealed class DemoRun(IAnsiConsole console, DemoDeliveries deliveries, int? madeUp, bool exit)
{
    private const int Connections = 16;
    private readonly string _secret = PretendShop.MakeSecret();
    private readonly (string Token, string Setting) _caller = ApiToken.Make(Scope.All, []);

    /// <returns>The process's exit code.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("delight-demo-").FullName;
        try
        {
            await using var app = DelightHost.BuildAlone(Settings(folder));
            await app.StartOrEndAsync(cancellationToken);
            var address = OwnAddress.Reachable(app.Urls.First());
            using var reader = new DemoReader(address, _caller.Token);
            await SendAsync(address, reader, cancellationToken);
            var pages = exit ? null : new Uri(address, await DashboardModule.OneTimeLinkAsync(app.Services, cancellationToken));
            await new DemoReport(console, address, pages, _caller.Token).PrintAsync(reader, cancellationToken);
            if (!exit)
            {
                console.MarkupLine("Serving until Ctrl+C.");
                await app.WaitForShutdownAsync(cancellationToken);
            }

            return 0;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return 0;
        }
        catch (ShopRefusedException refused)
        {
            await Console.Error.WriteLineAsync(refused.Message);
            return 1;
        }
        catch (Exception failure) when (ServeVerb.Sentences(failure) is { Length: > 0 } sentences)
        {
            await Console.Error.WriteLineAsync("The demo cannot start: " + string.Join(' ', sentences));
            return 1;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task SendAsync(Uri address, DemoReader reader, CancellationToken cancellationToken)
    {
        using var poster = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        var progress = new DemoProgress(console, deliveries.Count, reader);
        var sender = new WebhookSender(poster, new Uri(address, "/webhooks/shopify"), PretendShop.Domain, _secret, TimeProvider.System);
        await progress.ShowAsync(sender.SendAsync(deliveries.All, Connections, progress, cancellationToken), cancellationToken);
    }

    /// <summary>The demo is embedded whatever the environment says; only the address is the user's.</summary>
    private string[] Settings(string folder) =>
    [
        "--Delight:Bus:Transport=InMemory",
        "--Delight:Store:Provider=Sqlite",
        $"--Delight:Store:ConnectionString=Data Source={Path.Combine(folder, "delight.db")}",
        $"--Delight:Spool:Path={folder}",
        .. PretendShop.Settings(_secret, place: 0).Concat(madeUp is { } customers ? Giving(customers) : []).Select(s => $"--{s.Key}={s.Value}"),
        $"--Delight:Api:Tokens:0={_caller.Setting}",
        "--environment=Demo",
        "--Logging:LogLevel:Default=Error",
        "--Logging:LogLevel:Microsoft.Hosting.Lifetime=Error",
        "--Logging:LogLevel:MassTransit=Error",
    ];

    /// <summary>Rules choose from what there is, and a second rule greets whoever is new.</summary>
    private static IEnumerable<KeyValuePair<string, string?>> Giving(int customers) =>
        [.. DemoGiving.Catalogue(customers, place: 0), .. DemoGiving.Extras(), new("Delight:Rules:On:0", "welcome-note")];
}
