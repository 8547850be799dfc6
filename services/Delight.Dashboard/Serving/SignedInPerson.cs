using Delight.Dashboard.SignIn;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.Extensions.Logging;

namespace Delight.Dashboard.Serving;

/// <summary>A live page outlives the request that it came with; it is looked at again and again whether its session still holds.</summary>
internal sealed class SignedInPerson(ILoggerFactory logs, Session session) : RevalidatingServerAuthenticationStateProvider(logs)
{
    protected override TimeSpan RevalidationInterval => TimeSpan.FromSeconds(10);

    protected override Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState, CancellationToken cancellationToken) =>
        session.HoldsAsync(authenticationState.User, cancellationToken).AsTask();
}
