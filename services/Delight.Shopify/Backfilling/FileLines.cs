using System.Buffers;
using System.IO.Pipelines;
using System.Text;

namespace Delight.Shopify.Backfilling;

/// <param name="Text">Nothing when the line is longer than is read.</param>
/// <param name="IsWhole">Its end came; otherwise the file ended within it.</param>
internal readonly record struct FileLine(string? Text, bool IsWhole);

/// <summary>Takes a file apart into lines as it comes. One line is in memory at a time, and of one that is too long no more than its begin.</summary>
internal sealed class FileLines(Stream file) : IAsyncDisposable
{
    /// <summary>Bytes; an order of the platform has some 400.</summary>
    internal const int Longest = 1 << 20;
    private const int AtOnce = 1 << 16;
    private readonly PipeReader _file = PipeReader.Create(file, new StreamPipeReaderOptions(bufferSize: AtOnce));

    /// <returns>Nothing at the end of the file.</returns>
    public async Task<FileLine?> NextAsync(CancellationToken cancellationToken)
    {
        var isTooLong = false;
        while (true)
        {
            var read = await _file.ReadAsync(cancellationToken);
            var end = read.Buffer.PositionOf((byte)'\n');
            var line = end is { } at ? read.Buffer.Slice(0, at) : read.Buffer;
            isTooLong |= line.Length > Longest;
            if (end is null && !read.IsCompleted)
            {
                _file.AdvanceTo(isTooLong ? line.End : line.Start, line.End);
                continue;
            }

            FileLine? found = end is null && line.IsEmpty && !isTooLong ? null : new FileLine(isTooLong ? null : Encoding.UTF8.GetString(line), end is not null);
            _file.AdvanceTo(end is { } newline ? read.Buffer.GetPosition(1, newline) : line.End);
            return found;
        }
    }

    public ValueTask DisposeAsync() => _file.CompleteAsync();
}
