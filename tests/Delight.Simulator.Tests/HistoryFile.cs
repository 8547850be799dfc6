using System.Text;

namespace Delight.Simulator.Tests;

/// <summary>A file for one test, named orders.csv.</summary>
internal sealed class HistoryFile : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("delight-history-");

    public HistoryFile(params string[] lines) : this(Encoding.UTF8.GetBytes(string.Join('\n', lines) + '\n'))
    {
    }

    public HistoryFile(byte[] content)
    {
        Path = System.IO.Path.Combine(folder.FullName, "orders.csv");
        File.WriteAllBytes(Path, content);
    }

    public string Path { get; }

    public IReadOnlyList<ShopOrder> Read() => OrderHistoryFile.Read(Path);

    /// <summary>What is wrong with the file.</summary>
    public string Fault() => Assert.Throws<OrderHistoryException>(() => Read())!.Message;

    public void Dispose() => folder.Delete(recursive: true);
}
