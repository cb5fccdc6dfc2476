using System.Diagnostics;
using Playground.Engine.Judging;
using Playground.Engine.Worlds;
using Playground.Server.Challenges;
using Playground.Server.Rooms;

namespace Playground.Benchmarks;

/// <summary>The time in which the whole course proves itself: every solution and wrong attempt of every challenge, on several seeds, on one core.</summary>
internal static class Proofs
{
    private const int Seeds = 10;

    /// <summary>Reads and plays them all, and prints how long that took.</summary>
    public static void Print()
    {
        var files = Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "challenges"), "*.yaml").Select(File.ReadAllText).ToList();
        var (played, watch) = (0, Stopwatch.StartNew());
        foreach (var file in files)
        {
            for (var seed = 1UL; seed <= Seeds; seed++) played += Play(ChallengeFile.Read(file, seed), seed);
        }

        Console.WriteLine($"{files.Count} challenges on {Seeds} seeds, {played} proofs: {watch.Elapsed.TotalSeconds:N1} s");
    }

    private static int Play(Challenge challenge, ulong seed)
    {
        var (hosts, engines) = RoomSetup.HostsOf(challenge);
        var ported = hosts.Select((host, place) => host.Port == 0 ? host with { Port = (ushort)(50_000 + place) } : host);
        var began = new MatchBegan(seed, 50_000, engines, System.Collections.Immutable.ImmutableDictionary<string, uint>.Empty, World.BehaviourVersion, [.. ported]);
        Proof[] proofs = [.. challenge.Solutions, .. challenge.WrongAttempts];
        foreach (var proof in proofs) ProofRun.Play(new Trial(challenge, RoomSetup.WorldFor(began, challenge), seed), proof, out _);
        return proofs.Length;
    }
}
