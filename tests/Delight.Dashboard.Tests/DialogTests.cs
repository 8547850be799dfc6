using Delight.Dashboard.Tests.Looking;
using Microsoft.Playwright;

namespace Delight.Dashboard.Tests;

/// <summary>The question that stands before what cannot be taken back, by keyboard alone.</summary>
internal sealed class DialogTests
{
    private const string Focused = "() => document.activeElement.closest('dialog') ? document.activeElement.innerText || document.activeElement.type : document.activeElement === document.body ? '' : 'outside'";

    [Test]
    public async Task The_focus_stays_in_it_and_comes_back_when_it_is_left()
    {
        await using var olga = await PagesInstallation.VisitAsync("olga");
        await olga.GoAsync("/rules");
        var pause = olga.Page.Locator("#fourth-to-seventh-order").GetByRole(AriaRole.Button, new() { Name = "Pause, orders wait" });
        await pause.FocusAsync();
        await olga.Page.Keyboard.PressAsync("Enter");
        var dialog = olga.Page.GetByRole(AriaRole.Alertdialog);
        var leave = dialog.GetByRole(AriaRole.Button, new() { Name = "Leave it" });
        await Assertions.Expect(leave).ToBeFocusedAsync();
        await olga.KeepAsync("question", wholePage: false);

        var seen = new HashSet<string>();
        for (var i = 0; i < 8; i++)
        {
            await olga.Page.Keyboard.PressAsync("Tab");
            seen.Add(await olga.Page.EvaluateAsync<string>(Focused));
        }

        Assert.That(seen, Does.Not.Contain("outside").And.Contains("Leave it").And.Contains("text"));
        await olga.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(dialog).ToHaveCountAsync(0);
        await Assertions.Expect(pause).ToBeFocusedAsync();

        await olga.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(leave).ToBeFocusedAsync();
        await olga.Page.Mouse.ClickAsync(5, 5); // Beside it.
        await Assertions.Expect(dialog).ToHaveCountAsync(0);
        await Assertions.Expect(pause).ToBeFocusedAsync();
    }

    [Test]
    public async Task The_focus_is_not_lost_when_what_was_pressed_is_gone()
    {
        await using var mark = await PagesInstallation.VisitAsync("mark");
        await mark.GoAsync("/catalogue");
        await mark.Page.GetByRole(AriaRole.Button, new() { Name = "Add a thing" }).ClickAsync();
        await mark.Page.GetByLabel("Sku").FillAsync("DELIGHT-BALL");
        await mark.Page.GetByLabel("Title", new() { Exact = true }).FillAsync("A small ball");
        await mark.Page.GetByLabel("Cost").FillAsync("0.50");
        await mark.Page.GetByLabel("Value").FillAsync("2");
        await mark.Page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await mark.Page.GetByRole(AriaRole.Button, new() { Name = "Remove A small ball" }).ClickAsync();
        await mark.Page.GetByRole(AriaRole.Button, new() { Name = "Take it out" }).ClickAsync();
        await Assertions.Expect(mark.Page.Locator("#DELIGHT-BALL")).ToHaveCountAsync(0);

        await Assertions.Expect(mark.Page.GetByRole(AriaRole.Alertdialog)).ToHaveCountAsync(0);
        Assert.That(await mark.Page.EvaluateAsync<string>("() => document.activeElement.closest('#content') ? 'in the page' : document.activeElement.outerHTML.slice(0, 200)"), Is.EqualTo("in the page"));
    }
}
