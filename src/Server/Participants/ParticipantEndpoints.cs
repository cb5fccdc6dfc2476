using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Playground.Client;
using Playground.Contracts;

namespace Playground.Server.Participants;

/// <summary>Marks an endpoint that has to know its participant.</summary>
internal sealed class ForParticipant;

/// <summary>What changes who somebody is. Both are forms, whose antiforgery token is checked because they are forms.</summary>
internal static class ParticipantEndpoints
{
    /// <summary>The learner's own page.</summary>
    public const string OwnPage = "/me";

    /// <summary>Where a recovery phrase is entered.</summary>
    public const string RecoverPath = "/recover";

    /// <summary>Where one is forgotten.</summary>
    public const string ForgetPath = "/forget";

    public static RazorComponentResult ShowRecover() => new RazorComponentResult<RecoverPage>();

    /// <summary>Makes the reader the participant whose phrase it is; what they did before under another name becomes that one's.</summary>
    public static async Task<Results<RazorComponentResult, RedirectHttpResult>> RecoverAsync(
        [FromForm] string? phrase, HttpContext context, RecoveryPhrases phrases, Identities identities, IStringLocalizer<Texts> say)
    {
        var who = Of(context);
        if (phrases.TooFast(who, context.Connection.RemoteIpAddress?.ToString()) is { } tooFast)
            return Again(phrase, say[tooFast.Says.Text], StatusCodes.Status429TooManyRequests);
        if (await phrases.FindAsync(phrase, context.RequestAborted) is not { } found)
        {
            var problem = PhraseWords.Read(phrase) is null
                ? say["A recovery phrase has {0} words of its own list. Check that each is there, and how it is spelt.", PhraseWords.Length]
                : say["This phrase is nobody's. A newer one may have taken its place."];
            return Again(phrase, problem, StatusCodes.Status400BadRequest);
        }

        await identities.MergeAsync(who, found, context.RequestAborted);
        await ParticipantCookie.GiveAsync(context, found);
        return TypedResults.LocalRedirect($"{OwnPage}?done=recovered");
    }

    /// <summary>Forgets the reader, who goes on as somebody new.</summary>
    public static async Task<RedirectHttpResult> ForgetAsync([FromForm] string? sure, HttpContext context, Identities identities)
    {
        if (sure != "yes") return TypedResults.LocalRedirect(OwnPage);
        await identities.ForgetAsync(Of(context), context.RequestAborted);
        await ParticipantCookie.GiveAsync(context, ParticipantIdentity.MakeUp());
        return TypedResults.LocalRedirect($"{OwnPage}?done=forgotten");
    }

    private static Participant Of(HttpContext context) =>
        ParticipantIdentity.In(context.User) ?? throw new InvalidOperationException("This request has passed by the participant's cookie.");

    private static RazorComponentResult<RecoverPage> Again(string? phrase, string problem, int status) => new(new { Phrase = phrase, Problem = problem }) { StatusCode = status };
}
