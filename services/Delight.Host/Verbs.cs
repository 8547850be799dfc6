using System.CommandLine;
using Delight.Host.Backfill;
using Delight.Host.Demo;
using Delight.Host.Import;
using Delight.Host.Preview;
using Delight.Host.Replay;
using Delight.Host.Rules;
using Delight.Host.Serving;
using Delight.Host.Shops;
using Delight.Host.Tokens;
using Delight.Host.Users;

namespace Delight.Host;

/// <summary>Everything that the program can be told to do.</summary>
internal static class Verbs
{
    public static RootCommand All()
    {
        var verbs = new RootCommand("Delight puts extras and a handwritten note into the parcels of customers who earned them.")
        {
            ServeVerb.Create(),
            DemoVerb.Create(),
            RulesVerb.Create(),
            PreviewVerb.Create(),
            ImportVerb.Create(),
            BackfillVerb.Create(),
            TokenVerb.Create(),
            UserVerb.Create(),
            ReplayVerb.Create(),
            ShopVerb.Create(),
        };
        ServeVerb.IsDefaultOf(verbs);
        return verbs;
    }
}
