using Playground.Contracts;

namespace Playground.Server.Progress;

/// <summary>Progress: the course as each learner finds it.</summary>
internal static class ProgressSlice
{
    /// <summary>Adds the course to the services.</summary>
    public static void AddProgress(this WebApplicationBuilder builder) => builder.Services.AddSingleton<ICourse, LearnersCourse>();
}
