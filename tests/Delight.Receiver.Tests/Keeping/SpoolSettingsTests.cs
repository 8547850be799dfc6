using Delight.Receiver.Keeping;

namespace Delight.Receiver.Tests.Keeping;

public class SpoolSettingsTests
{
    private const string Folder = "/var/lib/delight/";

    [TestCase("data", "data/spool.db")]
    [TestCase("data/my.db", "data/my.db")]
    [TestCase("data/MY.DB", "data/MY.DB")]
    public void The_setting_names_a_file_or_a_folder_for_it(string path, string file) =>
        Assert.That(new SpoolSettings { Path = Folder + path }.File(), Is.EqualTo(Folder + file));

    [TestCase("")]
    [TestCase("  ")]
    public void An_empty_setting_is_a_sentence(string path) =>
        Assert.That(new SpoolSettingsValidator().Validate(new SpoolSettings { Path = path }).Errors.Select(e => e.ErrorMessage),
            Is.EqualTo(new[] { "Delight:Spool:Path is empty; give a folder or leave it out." }));
}
