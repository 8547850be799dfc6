using System.Security.Cryptography;
using Delight.Platform.Access;

namespace Delight.Dashboard.SignIn;

/// <summary>Lets one person in without a password, once: whoever reads the log or the screen of a first start.</summary>
internal sealed class OneTimeLinks(TimeProvider time)
{
    public const string Path = "/sign-in/once/";

    /// <summary>How the record names who came by one.</summary>
    public const string Name = "one-time link";
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);
    private readonly Lock _gate = new();
    private byte[]? _hash;
    private DateTimeOffset _until;

    /// <summary>Makes a new one; the one before does not work any more.</summary>
    /// <returns>What comes behind the server's address.</returns>
    public string Make()
    {
        var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        lock (_gate)
        {
            (_hash, _until) = (ApiToken.Hash(token), time.GetUtcNow() + Lifetime);
        }

        return Path + token;
    }

    public bool Use(string token)
    {
        lock (_gate)
        {
            var isRight = _hash is not null && time.GetUtcNow() < _until && CryptographicOperations.FixedTimeEquals(_hash, ApiToken.Hash(token));
            _hash = isRight ? null : _hash;
            return isRight;
        }
    }
}
