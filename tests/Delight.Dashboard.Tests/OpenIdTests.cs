using Delight.Dashboard.Tests.Looking;
using Delight.ObjectMother;
using Delight.SystemTests.Running;
using Microsoft.Playwright;

namespace Delight.Dashboard.Tests;

/// <summary>Signing in with a provider that knows people.</summary>
internal sealed class OpenIdTests
{
    [Test]
    public async Task Whoever_the_provider_knows_with_a_role_gets_in_and_whoever_it_knows_without_is_told_so()
    {
        await using var provider = await Provider.StartAsync();
        await using var installation = await Installation.CreateAsync(Form.Embedded, arrangement: new Arrangement
        {
            Settings = new Dictionary<string, string>
            {
                ["Delight__SignIn__OpenId__ClientId"] = "delight",
                ["Delight__SignIn__OpenId__ClientSecret"] = Written.Mark + ": the client's secret",
                ["Delight__SignIn__OpenId__Name"] = "Shop & Sons",
                ["Delight__SignIn__OpenId__AuthorizationEndpoint"] = new Uri(provider.Address, "/authorize").ToString(),
                ["Delight__SignIn__OpenId__TokenEndpoint"] = new Uri(provider.Address, "/token").ToString(),
                ["Delight__SignIn__OpenId__UserInformationEndpoint"] = new Uri(provider.Address, "/userinfo").ToString(),
            },
        });
        await installation.StartOrEndAsync();
        await using var ada = await PagesInstallation.Browser.OpenAsync(installation.Processes[0].Address, others: provider.Address);

        await ada.Page.GotoAsync("/rules");
        await ada.Page.GetByText("Sign in with Shop & Sons").ClickAsync();
        await Assertions.Expect(ada.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("the provider knows no role of yours here");

        provider.Roles = ["viewer", "of-another-program"];
        await ada.Page.GotoAsync("/rules");
        await ada.Page.GetByText("Sign in with Shop & Sons").ClickAsync();
        await ada.Page.WaitForURLAsync("**/rules");
        await ada.LiveAsync();
        await Assertions.Expect(ada.Page.Locator(".me summary")).ToHaveTextAsync("ada@example.com");
    }
}
