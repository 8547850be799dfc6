using GraphQL;
using GraphQL.Resolvers;
using GraphQL.Types;

namespace Delight.FakeShops;

/// <summary>What the stand-in answers for the schema's fields. Where it knows nothing, what may be absent is absent and
/// anything else is an error that says where to add it.</summary>
internal sealed class FieldTable : IFieldResolver
{
    private readonly Dictionary<(string Kind, string Field), Func<Asked, object?>> known = [];
    private readonly Dictionary<(string Kind, string Field), Func<Asked, Task<object?>>> knownLater = [];
    private readonly Dictionary<Type, string> kinds = [];

    private FieldTable()
    {
        QueryFields.AddTo(this);
        ShopFields.AddTo(this);
        OrderFields.AddTo(this);
        LineFields.AddTo(this);
        CustomerFields.AddTo(this);
        FulfilmentFields.AddTo(this);
        MetafieldFields.AddTo(this);
        SubscriptionFields.AddTo(this);
        EditFields.AddTo(this);
        WriteFields.AddTo(this);
        BulkFields.AddTo(this);
    }

    public static FieldTable Instance { get; } = new();

    /// <summary>The fields of one kind, which is a <typeparamref name="T"/> here.</summary>
    public FieldsOf<T> For<T>(string kind)
    {
        kinds.TryAdd(typeof(T), kind);
        return new(this, kind);
    }

    public void Add(string kind, string field, Func<Asked, object?> answer) => known.Add((kind, field), answer);

    /// <summary>For the few that need time.</summary>
    public void AddLater(string kind, string field, Func<Asked, Task<object?>> answer) => knownLater.Add((kind, field), answer);

    private IObjectGraphType? KindOf(object source, Schema schema) =>
        (source is Answer answer ? answer.Kind : kinds.GetValueOrDefault(source.GetType())) is { } name ? schema.AllTypes[name] as IObjectGraphType : null;

    public void PutInto(Schema schema)
    {
        foreach (var kind in schema.AllTypes.OfType<IObjectGraphType>().Where(k => !k.Name.StartsWith("__", StringComparison.Ordinal)))
        {
            foreach (var field in kind.Fields)
                field.Resolver = this;
        }

        foreach (var kind in schema.AllTypes.OfType<IAbstractGraphType>())
            kind.ResolveType = source => KindOf(source, schema);

        foreach (var (kind, field) in known.Keys.Concat(knownLater.Keys).Where(k => (schema.AllTypes[k.Kind] as IObjectGraphType)?.Fields.Find(k.Field) is null))
            throw new InvalidOperationException($"The published schema has no {kind}.{field}, which the stand-in answers.");
    }

    public ValueTask<object?> ResolveAsync(IResolveFieldContext context)
    {
        var (kind, field) = (context.ParentType.Name, context.FieldDefinition);
        var asked = new Asked(context);
        Scopes.Demand(asked, kind, field.Name);
        if (kind == "Mutation" && asked.Request.UserError is { } refusal)
            return new(UserErrors.Of(refusal));
        if (context.Source is Answer answer && answer.TryGetValue(field.Name, out var written))
            return new(written);
        if (known.TryGetValue((kind, field.Name), out var ask))
            return new(ask(asked));
        if (knownLater.TryGetValue((kind, field.Name), out var askLater))
            return new(askLater(asked));
        return field.ResolvedType is not NonNullGraphType ? default
            : throw new ExecutionError($"The stand-in for the shop knows no value for {kind}.{field.Name}. Add it below tests/Delight.FakeShop/Fields.");
    }
}

/// <summary>For instance <c>order["name"] = (order, _) => order.Name;</c></summary>
internal sealed class FieldsOf<T>(FieldTable table, string kind)
{
    public Func<T, Asked, object?> this[string field]
    {
        set => table.Add(kind, field, asked => value((T)asked.Source!, asked));
    }
}
