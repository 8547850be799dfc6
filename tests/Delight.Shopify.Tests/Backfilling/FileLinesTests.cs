using System.Text;
using Delight.Shopify.Backfilling;

namespace Delight.Shopify.Tests.Backfilling;

/// <summary>A file is read line by line, whatever its lines are.</summary>
internal sealed class FileLinesTests
{
    private const int ManyTimesTheLongest = 64;

    [TestCase("one\ntwo\n", "one|two")]
    [TestCase("one\n\ntwo", "one||two …")]
    [TestCase("", "")]
    [TestCase("\n", "")]
    public async Task Each_line_comes_and_the_last_says_whether_its_end_came(string file, string lines) =>
        Assert.That(string.Join('|', (await ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes(file)))).Select(l => l.Text + (l.IsWhole ? "" : " …"))), Is.EqualTo(lines));

    [Test]
    public async Task One_that_is_too_long_is_passed_over()
    {
        var lines = await ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes($"one\n{new string('x', FileLines.Longest)}\n{new string('x', FileLines.Longest + 1)}\ntwo\n")));

        Assert.That(lines.Select(l => l.Text?.Length), Is.EqualTo(new int?[] { 3, FileLines.Longest, null, 3 }));
    }

    [Test]
    public async Task One_without_end_takes_no_memory()
    {
        await ReadAsync(new Endless(FileLines.Longest));
        var before = GC.GetTotalAllocatedBytes();

        var lines = await ReadAsync(new Endless((long)FileLines.Longest * ManyTimesTheLongest));

        Assert.That(lines, Is.EqualTo(new[] { new FileLine(null, IsWhole: false) }));
        Assert.That(GC.GetTotalAllocatedBytes() - before, Is.LessThan(4 * FileLines.Longest));
    }

    private static async Task<List<FileLine>> ReadAsync(Stream file)
    {
        await using var lines = new FileLines(file);
        List<FileLine> all = [];
        while (await lines.NextAsync(CancellationToken.None) is { } line)
        {
            all.Add(line);
        }

        return all;
    }

    /// <summary>A line of so many bytes, and no end of it.</summary>
    private sealed class Endless(long length) : Stream
    {
        private long _left = length;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var now = (int)Math.Min(_left, buffer.Length);
            buffer.Span[..now].Fill((byte)'x');
            _left -= now;
            return ValueTask.FromResult(now);
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
