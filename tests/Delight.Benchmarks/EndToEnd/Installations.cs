using Delight.Benchmarks.Processes;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Delight.Benchmarks.EndToEnd;

/// <summary>Starts the forms that are compared, each new and empty.</summary>
internal static class Installations
{
    private static readonly string[] Roles = ["Receiver", "Ledger", "Rules", "Fulfilment", "Dashboard"];
    private static readonly string[] TwinPrograms = [ContenderVerb.TwinDoor, ContenderVerb.TwinLedger, ContenderVerb.TwinRule, ContenderVerb.TwinFulfilment];

    public static async Task<Installation> EmbeddedAsync(Workshop workshop, CancellationToken cancellationToken)
    {
        var program = await Contender.StartAsync("all roles", workshop.Programs.Host, [], DelightSettings.Embedded(workshop.NewFolder()), cancellationToken);
        return new Installation([program], Installation.AskApi(program));
    }

    public static async Task<Installation> EmbeddedTwinAsync(Workshop workshop, CancellationToken cancellationToken)
    {
        var file = Path.Combine(workshop.NewFolder(), "twin.db");
        var program = await Contender.StartAsync(
            "twin", Programs.Own, [ContenderVerb.Name, ContenderVerb.EmbeddedTwin], new ContenderSettings("", "", file, "").Write(), cancellationToken);
        return new Installation([program], Installation.LookInto(SqliteFactory.Instance.CreateDataSource($"Data Source={file}")));
    }

    public static async Task<Installation> DistributedAsync(Workshop workshop, CancellationToken cancellationToken)
    {
        var place = await FreshPlace.MakeAsync(await workshop.ServersAsync(cancellationToken), cancellationToken);
        var programs = await StartAllAsync(Roles.Select(role => Contender.StartAsync(
            role, workshop.Programs.Host, [], DelightSettings.Distributed(role, workshop.NewFolder(), place), cancellationToken)), place);
        return new Installation(programs, Installation.AskApi(programs[^1]), place);
    }

    public static async Task<Installation> DistributedTwinAsync(Workshop workshop, CancellationToken cancellationToken)
    {
        var place = await FreshPlace.MakeAsync(await workshop.ServersAsync(cancellationToken), cancellationToken);
        var settings = new ContenderSettings(place.RabbitMq, place.Postgres, "", "").Write();
        var programs = await StartAllAsync(TwinPrograms.Select(name => Contender.StartAsync(name, Programs.Own, [ContenderVerb.Name, name], settings, cancellationToken)), place);
        return new Installation(programs, Installation.LookInto(NpgsqlDataSource.Create(place.Postgres)), place);
    }

    /// <summary>All at once; when one does not start, the others and their place go too.</summary>
    private static async Task<Contender[]> StartAllAsync(IEnumerable<Task<Contender>> starts, FreshPlace place)
    {
        var starting = starts.ToArray();
        try
        {
            return await Task.WhenAll(starting);
        }
        catch
        {
            foreach (var start in starting.Where(s => s.IsCompletedSuccessfully))
            {
                await (await start).DisposeAsync();
            }

            await place.DisposeAsync();
            throw;
        }
    }
}
