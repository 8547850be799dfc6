namespace Delight.FakeShops;

/// <summary>What a mutation answers that did nothing, and one that did.</summary>
internal static class UserErrors
{
    public static Answer Of(string message, string? code = null, params string[] field) => Of([(message, code, field)]);

    public static Answer Of(IEnumerable<(string Message, string? Code, string[] Field)> errors) => new()
    {
        ["userErrors"] = errors.Select((error, place) => new Answer
        {
            ["message"] = error.Message, ["code"] = error.Code, ["field"] = error.Field.Length > 0 ? error.Field : null, ["elementIndex"] = null,
        }).ToList(),
    };

    public static Answer None(params (string Name, object? Value)[] fields)
    {
        var answer = new Answer { ["userErrors"] = Array.Empty<Answer>() };
        foreach (var (name, value) in fields)
            answer[name] = value;
        return answer;
    }
}
