using Delight.ObjectMother;

namespace Delight.Host.Tests.Serving;

/// <summary>A name that nobody knows, and a value that cannot be read, are said before anything starts: all of them at once.</summary>
[NonParallelizable]
public class MistypedSettingsTests
{
    [TestCase("Bus:Transprot=RabbitMq", "There is no setting Delight:Bus:Transprot; below Delight:Bus there are Transport, Uri, ManagementUri, RetryAfterSeconds.")]
    [TestCase("Rules:FourthToSeventhOrder:Form=3", "There is no setting Delight:Rules:FourthToSeventhOrder:Form; below Delight:Rules:FourthToSeventhOrder there are From, To, Extras, Note, OtherNotes, Languages, MostCharacters.")]
    [TestCase("Rules:FourthToSeventhOrder:Extras:0:Titel=Tea", "There is no setting Delight:Rules:FourthToSeventhOrder:Extras:0:Titel; below Delight:Rules:FourthToSeventhOrder:Extras:0 there are Sku, Title, Worth, Currency.")]
    [TestCase("Rules:FourthToSeventhOrdre:From=3", "There is no setting Delight:Rules:FourthToSeventhOrdre; below Delight:Rules there are Off, On, FirstOrderAnniversary, FourthToSeventhOrder, MakersCard, MishapPutRight, WelcomeBack, WelcomeNote.")]
    [TestCase("Roles=Receiver", "Delight:Roles is a list; write Delight:Roles:0, Delight:Roles:1 and so on.")]
    [TestCase("Api:Tokens=a-token-for-tests", "Delight:Api:Tokens is a list; write Delight:Api:Tokens:0, Delight:Api:Tokens:1 and so on.")]
    public async Task A_name_that_no_setting_has_is_said(string setting, string sentence) => Assert.That(await RefusedStartTests.StartAsync(setting), Is.EqualTo(new[] { sentence }));

    [Test]
    public async Task A_rule_that_is_given_a_budget_and_is_none() =>
        Assert.That(await RefusedStartTests.StartAsync($"Giving:Shops:0:Shop={Shop.Domain}", "Giving:Shops:0:Rules:0:Rule=fourth-order"),
            Is.EqualTo(new[] { "Delight:Giving:Shops:0:Rules:0:Rule names \"fourth-order\"; there is first-order-anniversary, fourth-to-seventh-order, makers-card, mishap-put-right, welcome-back, welcome-note." }));

    [Test]
    public async Task A_value_in_a_list_that_cannot_be_read_is_said() =>
        Assert.That((await RefusedStartTests.StartAsync("Rules:FourthToSeventhOrder:Extras:0:Worth=1,5x", "Rules:FourthToSeventhOrder:Extras:0:Sku=A", "Rules:FourthToSeventhOrder:Extras:0:Title=B")).Single(),
            Is.EqualTo("Delight:Rules:FourthToSeventhOrder:Extras:0:Worth is \"1,5x\", which cannot be read; give a number such as 2.50."));

    [Test]
    public async Task All_mistakes_of_all_sections_are_said_at_once() =>
        Assert.That(await RefusedStartTests.StartAsync("Bus:Transprot=RabbitMq", "Bus:RetryAfterSeconds:0=soon", "Store:Provder=Postgres", "Rules:FourthToSeventhOrder:From=fourth", "Store:Provider:Name=Postgres"), Is.EquivalentTo(new[]
        {
            "There is no setting Delight:Bus:Transprot; below Delight:Bus there are Transport, Uri, ManagementUri, RetryAfterSeconds.",
            "Delight:Bus:RetryAfterSeconds:0 is \"soon\", which cannot be read; give a whole number such as 30.",
            "There is no setting Delight:Store:Provder; below Delight:Store there are Provider, ConnectionString.",
            "There is no setting Delight:Store:Provider:Name; Delight:Store:Provider is one value.",
            "Delight:Rules:FourthToSeventhOrder:From is \"fourth\", which cannot be read; give a whole number such as 30.",
        }));
}
