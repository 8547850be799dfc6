using Delight.Host.Calling;
using System.Text.Json;

namespace Delight.Host.Replay;

/// <summary>Where messages wait for a person.</summary>
internal abstract class Place
{
    /// <summary>Below the API's address.</summary>
    public abstract string Path { get; }

    /// <summary>What the API calls their number.</summary>
    public virtual string Number => "deliveries";

    public static Place Named(string name) => name switch
    {
        "quarantine" => new QuarantinePlace(),
        "spool" => new SpoolPlace(),
        _ => new ErrorQueues { Queue = name },
    };

    /// <summary>Lines for the user from what the API listed.</summary>
    public abstract IEnumerable<string> Lines(JsonElement listed);

    public virtual string PathOf(string id) => $"{Path}/{Uri.EscapeDataString(id)}";

    /// <summary>How many the user means.</summary>
    public abstract Task<long> CountAsync(ApiClient api, Chosen chosen, CancellationToken cancellationToken);

    /// <summary>The API's body for a replay or a discard.</summary>
    public abstract object Body(Chosen chosen);

    /// <summary>What is left of them afterwards, in sentences.</summary>
    public virtual IEnumerable<string> Left(JsonElement done) => [];
}
