namespace Delight.Platform.Settings;

/// <summary>Where files go when no setting says otherwise: <c>delight</c> in the user's local data folder.</summary>
public static class DataFolder
{
    public static string File(string name)
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        return Path.Combine(home.Length > 0 ? home : AppContext.BaseDirectory, "delight", name);
    }
}
