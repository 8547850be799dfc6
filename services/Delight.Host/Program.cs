using System.CommandLine;
using Delight.Host;
using Delight.Host.Serving;

Screen.Prepare();
NativeHeap.KeepSmall();
return await Verbs.All().Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = ServeVerb.LeavesWithin });
