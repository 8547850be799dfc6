using Delight.Platform.Access;

namespace Delight.Dashboard.SignIn;

/// <summary>What somebody does in the shop, and with it what the pages show and let them do.</summary>
internal static class PageRole
{
    /// <summary>Looks at everything but what is personal.</summary>
    public const string Viewer = "viewer";

    /// <summary>Looks at everything, replays, discards and changes.</summary>
    public const string Operator = "operator";

    /// <summary>Packs parcels, and reads the notes to write them.</summary>
    public const string Packer = "packer";

    /// <summary>Changes what is given, and looks at everything but what is personal.</summary>
    public const string Marketing = "marketing";

    public static IReadOnlyList<string> All { get; } = [Viewer, Operator, Packer, Marketing];

    public static IEnumerable<string> ScopesOf(IEnumerable<string> roles) => roles.SelectMany(role => role switch
    {
        Viewer => [Scope.Read],
        Operator => [Scope.Read, Scope.Operate, Scope.Pack, Scope.Market],
        Packer => [Scope.Read, Scope.Pack],
        Marketing => [Scope.Read, Scope.Market],
        _ => Array.Empty<string>(),
    }).Distinct();
}
