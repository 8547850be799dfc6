using System.Globalization;
using GraphQL.Types;
using GraphQLParser.AST;

namespace Delight.FakeShops;

/// <summary>The platform's own scalars: texts, but for JSON. Times are in UTC and whole seconds, amounts have a decimal at least.</summary>
internal sealed class TextScalar : ScalarGraphType
{
    public TextScalar(string name) => Name = name;

    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public override object? ParseValue(object? value) => value;

    public override object? ParseLiteral(GraphQLValue value) => value switch
    {
        GraphQLStringValue text => text.Value.ToString(),
        GraphQLIntValue number => number.Value.ToString(),
        GraphQLFloatValue number => number.Value.ToString(),
        GraphQLNullValue => null,
        _ => ThrowLiteralConversionError(value),
    };

    public override object? Serialize(object? value) => value switch
    {
        DateTimeOffset time => Time(time),
        decimal amount => amount.ToString("0.0###", CultureInfo.InvariantCulture),
        _ when Name == "JSON" => value,
        IFormattable number => number.ToString(format: null, CultureInfo.InvariantCulture),
        _ => value,
    };
}
