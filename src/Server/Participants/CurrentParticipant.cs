using Microsoft.AspNetCore.Components.Authorization;
using Playground.Client;
using Playground.Contracts;

namespace Playground.Server.Participants;

/// <summary>Who sits before the page, for components: while it is prerendered and while its circuit lives.</summary>
internal sealed class CurrentParticipant(AuthenticationStateProvider authentication, ParticipantRegister register) : IParticipantSource
{
    private Participant? _who;

    /// <inheritdoc/>
    public async ValueTask<Participant> GetAsync() =>
        _who ??= await register.OfAsync((await authentication.GetAuthenticationStateAsync()).User);
}
