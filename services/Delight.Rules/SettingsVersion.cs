using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.Options;

namespace Delight.Rules;

/// <summary>Names the settings that a rule decides by: the same settings have the same name in every process, changed ones another.</summary>
internal static class SettingsVersion
{
    private const int Characters = 8;
    private static readonly ConcurrentDictionary<Type, FieldInfo[]> Fields = [];
    private static readonly ConditionalWeakTable<object, string> Known = [];

    /// <returns>Nothing for a rule without settings.</returns>
    public static string? Of(object rule)
    {
        var monitors = Fields.GetOrAdd(rule.GetType(), type => [.. type.GetFields(BindingFlags.Instance | BindingFlags.NonPublic).Where(f => IsMonitor(f.FieldType))]);
        var versions = monitors.Select(f => InForce(f, rule)).OfType<object>().Select(settings => Known.GetValue(settings, Digest)).ToArray();
        return versions.Length == 0 ? null : string.Join('-', versions);
    }

    private static bool IsMonitor(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IOptionsMonitor<>);

    private static object? InForce(FieldInfo field, object rule) => field.FieldType.GetProperty(nameof(IOptionsMonitor<>.CurrentValue))!.GetValue(field.GetValue(rule));

    private static string Digest(object settings) =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(settings, settings.GetType())))[..Characters];
}
