using System.Security.Claims;
using System.Security.Cryptography;
using Playground.Contracts;

namespace Playground.Server.Participants;

/// <summary>
/// A participant among the claims of a request. It counts as anonymous: knowing who plays is not knowing an account, and
/// <c>[Authorize]</c> asks for an account.
/// </summary>
internal static class ParticipantIdentity
{
    private const string IdClaim = "participant";
    private const string NameClaim = "participant-name";

    /// <summary>Somebody new.</summary>
    public static Participant MakeUp() => new(new Guid(RandomNumberGenerator.GetBytes(16)), FriendlyName.Make());

    /// <summary>The participant's claims.</summary>
    /// <param name="who">Who.</param>
    /// <param name="scheme">The scheme of a cookie to put it into; none for the claims of a request.</param>
    public static ClaimsIdentity Of(Participant who, string? scheme = null) =>
        new([new Claim(IdClaim, who.Id.ToString("N")), new Claim(NameClaim, who.Name)], scheme);

    /// <summary>The participant among these claims, if there is one.</summary>
    public static Participant? In(ClaimsPrincipal? user) =>
        Guid.TryParseExact(user?.FindFirstValue(IdClaim), "N", out var id) && user?.FindFirstValue(NameClaim) is { } name
            ? new Participant(id, name)
            : null;
}
