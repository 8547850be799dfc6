using System.CommandLine;
using Delight.Benchmarks;

var verbs = new RootCommand("Measures Delight beside bare programs that do the same with raw clients.")
{
    CompareVerb.Create(),
    ContenderVerb.Create(),
};
// Ctrl+C first ends what was started.
return await verbs.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromMinutes(2) });
