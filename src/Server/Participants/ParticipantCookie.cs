using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.SignalR;
using Playground.Contracts;

namespace Playground.Server.Participants;

/// <summary>
/// Gives everybody who opens a page, a circuit or a hub a participant: the one in their signed cookie, or a new one where there
/// is no cookie or one that was not made here. Files and health checks pass without.
/// </summary>
internal sealed class ParticipantCookie(RequestDelegate next)
{
    /// <summary>The name of the cookie and of its authentication scheme.</summary>
    public const string Scheme = "participant";

    public async Task InvokeAsync(HttpContext context)
    {
        if (NeedsParticipant(context.GetEndpoint()))
        {
            var ticket = await context.AuthenticateAsync(Scheme);
            var who = ParticipantIdentity.In(ticket.Principal) ?? await WelcomeAsync(context);
            context.User.AddIdentity(ParticipantIdentity.Of(who));
        }

        await next(context);
    }

    private static bool NeedsParticipant(Endpoint? endpoint) =>
        endpoint?.Metadata.GetMetadata<ComponentTypeMetadata>() is not null || endpoint?.Metadata.GetMetadata<HubMetadata>() is not null
        || endpoint?.Metadata.GetMetadata<ForParticipant>() is not null;

    /// <summary>Makes the reader this participant from their next request on.</summary>
    public static Task GiveAsync(HttpContext context, Participant who) =>
        context.SignInAsync(Scheme, new ClaimsPrincipal(ParticipantIdentity.Of(who, Scheme)), new AuthenticationProperties { IsPersistent = true });

    private static async Task<Participant> WelcomeAsync(HttpContext context)
    {
        var who = ParticipantIdentity.MakeUp();
        await GiveAsync(context, who);
        return who;
    }
}
