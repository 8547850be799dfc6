using System.Diagnostics;
using Delight.ObjectMother;

namespace Delight.Host.Tests;

/// <summary>The README starts everything with <c>dotnet run</c>, and names files as they lie where the user stands.</summary>
public class ReadmesCommandTests
{
    [Test]
    public async Task A_file_beside_the_user_is_found()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("orders.csv"), "order_id,customer_id,created_at,total\n1,7,2026-01-01,5.00\n");
        var configuration = AppContext.BaseDirectory.Contains("/Release/", StringComparison.Ordinal) ? "Release" : "Debug";
        string[] line = ["run", "-c", configuration, "--no-build", "--project", Repository.File("services/Delight.Host"), "--", "preview", "welcome-note", "--orders", "orders.csv"];
        using var program = Process.Start(new ProcessStartInfo("dotnet", line) { WorkingDirectory = folder.Path, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;

        var says = string.Concat(await Task.WhenAll(program.StandardOutput.ReadToEndAsync(), program.StandardError.ReadToEndAsync()).WaitAsync(Limit.Patience));
        await program.WaitForExitAsync().WaitAsync(Limit.Patience);

        Assert.That(program.ExitCode, Is.Zero, says);
        Assert.That(says, Does.Contain("this is the customer's first order"));
    }
}
