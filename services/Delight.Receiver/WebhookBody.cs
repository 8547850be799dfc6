using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Delight.Receiver;

/// <summary>Reads a delivery's raw bytes as they were signed; they stay in the server's own buffers, and nowhere besides, until all are there.</summary>
internal static class WebhookBody
{
    /// <summary>The platform gives up after 5 s; whoever takes longer holds memory for nothing.</summary>
    public static readonly TimeSpan MayTake = TimeSpan.FromSeconds(10);

    /// <summary>Completes with the whole body, or with the beginning of one that has more bytes than <paramref name="most"/>.</summary>
    /// <exception cref="IOException">The body is not what its headers say, or comes too slowly.</exception>
    public static async ValueTask<ReadOnlySequence<byte>> ReadAsync(HttpContext http, int most, TimeProvider time)
    {
        // The server counts the framing of chunks as well; the limit is on what was signed.
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = null;
        }

        var reader = http.Request.BodyReader;
        if (reader.TryRead(out var read))
        {
            if (IsEnough(read, most))
            {
                return read.Buffer; // It came with its headers, as nearly all do: no clock is needed.
            }

            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }

        return await ReadInTimeAsync(reader, most, time, http.RequestAborted);
    }

    private static async ValueTask<ReadOnlySequence<byte>> ReadInTimeAsync(PipeReader reader, int most, TimeProvider time, CancellationToken aborted)
    {
        using var late = new CancellationTokenSource(MayTake, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(aborted, late.Token);
        try
        {
            while (true)
            {
                var read = await reader.ReadAsync(either.Token);
                if (IsEnough(read, most))
                {
                    return read.Buffer;
                }

                reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            }
        }
        catch (OperationCanceledException over) when (late.IsCancellationRequested)
        {
            throw new BadHttpRequestException("The body comes too slowly.", StatusCodes.Status408RequestTimeout, over);
        }
    }

    private static bool IsEnough(ReadResult read, int most) => read.IsCompleted || read.Buffer.Length > most;
}
