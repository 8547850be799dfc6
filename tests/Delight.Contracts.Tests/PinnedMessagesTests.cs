using System.Text.Json;
using System.Text.Json.Nodes;
using MassTransit;

namespace Delight.Contracts.Tests;

/// <summary>Contracts only grow: what stands in these samples is on brokers and in other people's programs.</summary>
[TestFixtureSource(typeof(Sample), nameof(Sample.Types))]
public class PinnedMessagesTests(string type)
{
    [Test]
    public void Its_name_on_the_broker_is_pinned() =>
        Assert.That(MessageUrn.ForTypeString(Sample.MessageType(type)), Is.EqualTo($"urn:message:Delight.Contracts:{type}"));

    [Test]
    public void Its_json_is_the_pinned_sample() =>
        Assert.That(Sample.Write(Sample.Full(type)), Is.EqualTo(Sample.Pinned(type)));

    [Test]
    public void The_sample_is_read_back_whole() =>
        Assert.That(Sample.Write(Sample.Read(type, Sample.Pinned(type))), Is.EqualTo(Sample.Pinned(type)));

    [Test]
    public void The_sample_leaves_no_field_out() =>
        Assert.That(Object(Sample.Pinned(type)).Select(f => f.Key), Is.EquivalentTo(
            Sample.MessageType(type).GetProperties().Select(p => JsonNamingPolicy.CamelCase.ConvertName(p.Name))));

    [Test]
    public void A_message_with_the_required_fields_only_is_read()
    {
        var read = Sample.Write(Sample.Read(type, Sample.Least(type)));

        Assert.That(WithoutNulls(JsonNode.Parse(read)), Is.SupersetOf(WithoutNulls(JsonNode.Parse(Sample.Least(type)))));
    }

    [Test]
    public void Each_field_of_the_smallest_sample_is_required()
    {
        foreach (var (name, _) in Object(Sample.Least(type)))
        {
            var without = Object(Sample.Least(type));
            without.Remove(name);

            Assert.That(() => Sample.Read(type, without.ToJsonString()), Throws.InstanceOf<JsonException>(), name);
        }
    }

    [Test]
    public void Fields_of_a_later_version_are_passed_over()
    {
        var later = Object(Sample.Pinned(type));
        later.Insert(0, "wrapping", new JsonObject { ["paper"] = "blue", ["bows"] = new JsonArray(1, 2) });
        later.Add("colour", null);

        Assert.That(Sample.Write(Sample.Read(type, later.ToJsonString())), Is.EqualTo(Sample.Pinned(type)));
    }

    /// <summary>Each value with its path.</summary>
    private static IEnumerable<string> WithoutNulls(JsonNode? node) => node switch
    {
        JsonObject fields => fields.SelectMany(f => WithoutNulls(f.Value)),
        JsonArray { Count: > 0 } items => items.SelectMany(WithoutNulls),
        null => [],
        _ => [$"{node.GetPath()} = {node.ToJsonString()}"],
    };

    private static JsonObject Object(string json) => JsonNode.Parse(json)!.AsObject();
}
