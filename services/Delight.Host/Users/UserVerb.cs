using System.CommandLine;
using Delight.Dashboard;

namespace Delight.Host.Users;

/// <summary>Makes the setting by which somebody may sign in to the pages.</summary>
internal static class UserVerb
{
    public static Command Create()
    {
        var name = new Argument<string>("name") { Description = "How somebody signs in, and how the record names them." };
        var roles = new Option<string[]>("--role") { Description = "What they do; may be given several times. Without it: viewer.", DefaultValueFactory = _ => [DashboardModule.PageRoles[0]] };
        roles.AcceptOnlyFromAmong([.. DashboardModule.PageRoles]);
        var shops = new Option<string[]>("--shop") { Description = "The domain of a shop they are bound to; may be given several times. Without it: all shops.", DefaultValueFactory = _ => [] };
        shops.Validators.Add(given =>
        {
            if (given.Tokens.Any(t => t.Value.Length == 0 || t.Value.AsSpan().ContainsAny("+:@, ")))
            {
                given.AddError("--shop takes a domain, such as my-shop.myshopify.com.");
            }
        });
        var command = new Command("user", "Makes somebody who may sign in to the pages, and the setting with the password's hash. The password is read from the keyboard, or from standard input.") { name, roles, shops };
        command.SetAction(parsed => Print(
            parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error, parsed.GetValue(name)!, parsed.GetValue(roles)!, parsed.GetValue(shops)!));
        return command;
    }

    private static int Print(TextWriter output, TextWriter error, string name, string[] roles, string[] shops)
    {
        var (setting, fault) = DashboardModule.MakeUser(name, roles.Distinct(), shops.Select(s => s.ToLowerInvariant()).Distinct(), Password(error));
        if (fault is not null)
        {
            error.WriteLine(fault);
            return 1;
        }

        output.WriteLine("The setting that lets them in (use the next free number when there are others; in a shell, between single quotes):");
        output.WriteLine("  Delight__SignIn__Users__0=" + setting);
        return 0;
    }

    /// <summary>Never from the command line, which other people of the machine can read.</summary>
    private static string Password(TextWriter error)
    {
        if (Console.IsInputRedirected)
        {
            return Console.In.ReadLine() ?? "";
        }

        error.Write("Password: ");
        var password = new System.Text.StringBuilder();
        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } pressed)
        {
            if (pressed.Key == ConsoleKey.Backspace)
            {
                password.Length = Math.Max(0, password.Length - 1);
            }
            else if (!char.IsControl(pressed.KeyChar))
            {
                password.Append(pressed.KeyChar);
            }
        }

        error.WriteLine();
        return password.ToString();
    }
}
