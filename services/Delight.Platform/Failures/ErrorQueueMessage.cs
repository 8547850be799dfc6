using System.Globalization;
using System.Text;
using Delight.Platform.Bus;
using MassTransit;
using RabbitMQ.Client;

namespace Delight.Platform.Failures;

/// <summary>A message as MassTransit leaves it in an error queue: what is told of its failure stands in its headers.</summary>
internal static class ErrorQueueMessage
{
    public static FailedMessage Read(string queue, BasicGetResult got)
    {
        var headers = got.BasicProperties.Headers;
        var type = Text(headers, MessageHeaders.FaultExceptionType)?.Split('.')[^1] ?? "unknown";
        var at = DateTimeOffset.TryParse(Text(headers, MessageHeaders.FaultTimestamp), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time : DateTimeOffset.UnixEpoch;
        return new FailedMessage(queue, got.BasicProperties.MessageId ?? "", at, $"{type}: {Text(headers, MessageHeaders.FaultMessage)}", got.Body.ToArray());
    }

    private static string? Text(IDictionary<string, object?>? headers, string name) => headers?.TryGetValue(name, out var value) != true ? null
        : value is byte[] bytes ? Encoding.UTF8.GetString(bytes) : value?.ToString();

    /// <summary>Without the traces of its failure, so that it is tried as often as the first time.</summary>
    public static Dictionary<string, object?> AsGivenBack(IDictionary<string, object?>? headers) => (headers ?? new Dictionary<string, object?>())
        .Where(h => !h.Key.StartsWith("MT-Fault-", StringComparison.Ordinal) && !h.Key.StartsWith("x-", StringComparison.Ordinal)
            && h.Key is not (MessageHeaders.Reason or ComingAgain.Attempts or ComingAgain.GivenBack))
        .Append(KeyValuePair.Create<string, object?>(ComingAgain.GivenBack, "true")).ToDictionary(h => h.Key, h => h.Value);

    public static BasicProperties WithoutDetails(IReadOnlyBasicProperties properties) => new(properties)
    {
        Headers = (properties.Headers ?? new Dictionary<string, object?>()).ToDictionary(h => h.Key, h => h.Key == MessageHeaders.FaultMessage ? FailedMessage.RemovedDetails : h.Value),
    };
}
