using System.Reflection;

namespace Delight.Host.Tests.GuardRails;

/// <summary>The table of the design: who may reference whom.</summary>
public class AllowedReferencesTests
{
    private const string Contracts = "Delight.Contracts";
    private const string Platform = "Delight.Platform";
    private static readonly string[] Modules = ["Delight.Receiver", "Delight.Ledger", "Delight.Rules", "Delight.Fulfilment", "Delight.Dashboard", "Delight.Shopify", "Delight.Simulator"];

    /// <summary>Another wire to the shops, which the default build leaves out: it implements what the module shows for it.</summary>
    private const string ShopifySharp = "Delight.Shopify.ShopifySharp";

    [TestCase(Contracts)]
    [TestCase(Platform, Contracts)]
    [TestCase("Delight.Receiver", Contracts, Platform)]
    [TestCase("Delight.Ledger", Contracts, Platform)]
    [TestCase("Delight.Rules", Contracts)]
    [TestCase("Delight.Fulfilment", Contracts, Platform)]
    [TestCase("Delight.Dashboard", Contracts, Platform)]
    [TestCase("Delight.Shopify", Contracts, Platform)]
    [TestCase(ShopifySharp, "Delight.Shopify")]
    [TestCase("Delight.Simulator", Contracts)]
    public void A_project_references_what_the_design_allows(string project, params string[] allowed) =>
        Assert.That(Project.Named(project).Projects, Is.EquivalentTo(allowed));

    [Test]
    public void The_host_knows_them_all() =>
        Assert.That(Project.Named("Delight.Host").Projects.Append(Contracts).Distinct(), Is.EquivalentTo(Modules.Append(ShopifySharp).Append(Platform).Append(Contracts)));

    [Test]
    public void There_is_no_project_that_the_design_does_not_know() =>
        Assert.That(Project.All.Select(p => p.Name), Is.EquivalentTo(Modules.Append(ShopifySharp).Append(Platform).Append(Contracts).Append("Delight.Host")));

    [TestCaseSource(nameof(Modules))]
    public void Modules_never_reference_each_other(string module) =>
        Assert.That(Assembly.Load(module).GetReferencedAssemblies().Select(a => a.Name), Has.None.AnyOf([.. Modules.Except([module]), "Delight.Host"]));

    [Test]
    public void The_contracts_stand_on_nothing_but_the_base_class_library()
    {
        Assert.That(Project.Named(Contracts).Packages, Is.Empty);
        Assert.That(Project.Named(Contracts).Frameworks, Is.Empty);
        Assert.That(Assembly.Load(Contracts).GetReferencedAssemblies().Select(a => a.Name), Has.All.StartsWith("System."));
    }

    /// <summary>No store, no client of anything: a rule that wanted I/O would have to add a package here.</summary>
    [Test]
    public void Rules_stand_on_the_bus_and_on_note_templates() =>
        Assert.That(Project.Named("Delight.Rules").Packages, Is.EqualTo(new[] { "Handlebars.Net", "MassTransit" }));

    [Test]
    public void Only_the_platform_and_the_rules_bring_the_bus() =>
        Assert.That(Project.All.Where(p => p.Packages.Any(n => n.StartsWith("MassTransit", StringComparison.Ordinal))).Select(p => p.Name),
            Is.EqualTo(new[] { Platform, "Delight.Rules" }));

    [TestCase("Delight.Receiver")]
    [TestCase("Delight.Ledger")]
    [TestCase("Delight.Fulfilment")]
    [TestCase("Delight.Dashboard")]
    [TestCase("Delight.Shopify")]
    public void A_module_shows_its_module_class_and_its_settings_and_nothing_else(string module) =>
        Assert.That(Assembly.Load(module).GetExportedTypes().Where(t => !IsOfAPage(t) && !IsOfTheWire(t)).Select(t => t.Name),
            Has.All.EndsWith("Module").Or.EndsWith("Settings"));

    /// <summary>What the other wire to the shops, in a project of its own, is made of.</summary>
    private static bool IsOfTheWire(Type type) => type.Namespace == "Delight.Shopify.Wire";

    /// <summary>The compiler makes components public, and with them what they show.</summary>
    private static bool IsOfAPage(Type type) => type.IsSubclassOf(typeof(Microsoft.AspNetCore.Components.ComponentBase)) || type.Name.StartsWith("Seen", StringComparison.Ordinal) || type.Name == "_Imports";
}
