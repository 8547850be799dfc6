namespace Delight.Shopify.Tokens;

/// <summary>Opens a shop for a while. No record: nobody is to print it by accident.</summary>
internal sealed class AccessToken(string value, DateTimeOffset grantedAt, DateTimeOffset? endsAt)
{
    private const int PartsOfLife = 12;

    public string Value => value;

    public DateTimeOffset GrantedAt => grantedAt;

    /// <summary>Nothing for one that does not end.</summary>
    public DateTimeOffset? EndsAt => endsAt;

    /// <summary>In the last twelfth of its life another is asked for: five minutes of an hour, two hours of a day.</summary>
    public bool IsFresh(DateTimeOffset now) => endsAt is not { } end || now < end - ((end - grantedAt) / PartsOfLife);

    public bool Holds(DateTimeOffset now) => endsAt is not { } end || now < end;
}
