using Playground.Client;

namespace Playground.Server.Participants;

/// <summary>Participants: learners without an account, known by a cookie.</summary>
internal static class ParticipantsSlice
{
    // As long as browsers keep a cookie at most; each visit in its second half renews it.
    private static readonly TimeSpan s_lifetime = TimeSpan.FromDays(400);

    /// <summary>Adds the participants' cookie and register.</summary>
    public static void AddParticipants(this WebApplicationBuilder builder)
    {
        builder.Services.AddAuthentication().AddCookie(ParticipantCookie.Scheme, options =>
        {
            options.Cookie.Name = ParticipantCookie.Scheme;
            options.Cookie.HttpOnly = true;
            options.Cookie.SameSite = SameSiteMode.Lax;
            options.Cookie.IsEssential = true;
            options.ExpireTimeSpan = s_lifetime;
            options.SlidingExpiration = true;
        });
        builder.Services.AddSingleton<ParticipantRegister>();
        builder.Services.AddSingleton<RecoveryPhrases>();
        builder.Services.AddSingleton<Identities>();
        builder.Services.AddScoped<IParticipantSource, CurrentParticipant>();
    }

    /// <summary>Lets every page, circuit and hub know its participant.</summary>
    public static void UseParticipants(this WebApplication app)
    {
        app.UseAuthentication();
        app.UseMiddleware<ParticipantCookie>();
        app.UseAuthorization();
    }

    /// <summary>Maps what changes who somebody is: a recovery phrase, and being forgotten.</summary>
    public static void MapParticipants(this WebApplication app)
    {
        app.MapGet(ParticipantEndpoints.RecoverPath, ParticipantEndpoints.ShowRecover);
        app.MapPost(ParticipantEndpoints.RecoverPath, ParticipantEndpoints.RecoverAsync).WithMetadata(new ForParticipant());
        app.MapPost(ParticipantEndpoints.ForgetPath, ParticipantEndpoints.ForgetAsync).WithMetadata(new ForParticipant());
    }
}
