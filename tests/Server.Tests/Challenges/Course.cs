using Playground.Engine.Judging;
using Playground.Server.Challenges;
using Playground.Server.Rooms;

namespace Playground.Tests.Challenges;

/// <summary>The challenges that come with the server, and how their proofs are played.</summary>
internal static class Course
{
    private static readonly Dictionary<string, ushort> s_ports = new() { ["client"] = 50_000, ["server"] = 80 };

    /// <summary>Where the files are.</summary>
    public static string Folder => Path.Combine(AppContext.BaseDirectory, "challenges");

    /// <summary>The ids of all challenges.</summary>
    public static IEnumerable<string> Ids => Directory.EnumerateFiles(Folder, "*.yaml").Select(path => Path.GetFileNameWithoutExtension(path)!).Order(StringComparer.Ordinal);

    /// <summary>The text of a challenge's file.</summary>
    public static string Text(string id) => File.ReadAllText(Path.Combine(Folder, id + ".yaml"));

    /// <summary>A challenge as an attempt with that seed finds it.</summary>
    public static Challenge Read(string id, ulong seed) => ChallengeFile.Read(Text(id), seed, s_ports);

    /// <summary>Plays a proof to its end.</summary>
    public static (AttemptState Attempt, Trial Trial, string? Problem) Play(Challenge challenge, Proof proof, ulong seed)
    {
        var trial = new Trial(challenge, RoomSetup.WorldFor(ProofCheck.Began(challenge, seed), challenge), seed);
        var attempt = ProofRun.Play(trial, proof, out var problem);
        return (attempt, trial, problem);
    }
}
