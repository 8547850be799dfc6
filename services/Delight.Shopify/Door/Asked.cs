using System.Text.Json;

namespace Delight.Shopify.Door;

/// <summary>A question, through all its attempts.</summary>
internal sealed class Asked<T>(string shop, Document<T> document, object? variables, Urgency urgency)
    where T : class
{
    public string Shop => shop;

    public Document<T> Document => document;

    public JsonElement Variables { get; } = document.Write(variables);

    public Urgency Urgency => urgency;

    /// <summary>Once is enough: a shop that refuses a new token as well refuses the next.</summary>
    public bool TokenWasRenewed { get; set; }
}
