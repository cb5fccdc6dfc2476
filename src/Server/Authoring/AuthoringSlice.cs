using Playground.Contracts;

namespace Playground.Server.Authoring;

/// <summary>Authoring: instructors write challenges, try them and publish them.</summary>
internal static class AuthoringSlice
{
    /// <summary>Adds the authors' desk, and what they have published to the catalogue.</summary>
    public static void AddAuthoring(this WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<IAuthoring, AuthorsDesk>();
        builder.Services.AddHostedService<AuthoredChallenges>();
    }
}
