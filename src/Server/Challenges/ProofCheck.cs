using System.Collections.Immutable;
using Playground.Engine.Judging;
using Playground.Server.Rooms;

namespace Playground.Server.Challenges;

/// <summary>A proof of a file as it went with one seed.</summary>
/// <param name="Proof">The proof.</param>
/// <param name="IsSolution">True for one that is to win.</param>
/// <param name="Attempt">How far it came.</param>
/// <param name="Problem">What did not go as it is written; none when all did.</param>
internal sealed record ProofPlayed(Proof Proof, bool IsSolution, Trial Trial, AttemptState Attempt, string? Problem)
{
    /// <summary>What went otherwise than the file says; none where nothing did.</summary>
    public string? Fault => this switch
    {
        { Problem: { } problem } => problem,
        { IsSolution: true, Attempt.Points: null } => $"It does not win. {Missing}",
        { IsSolution: true } => null,
        { Attempt.Points: not null } => "It wins.",
        { Proof.Misconception: { } named } when !Attempt.Misconceptions.ContainsKey(named) => $"It does not show its misconception. {Missing}",
        _ => null,
    };

    private string Missing => string.Join(' ', Attempt.Standings.Select(standing => standing.Missing?.ToString()).OfType<string>().Distinct());
}

/// <summary>Plays what a challenge's file proves itself with.</summary>
internal static class ProofCheck
{
    /// <summary>The client's port, as a file that is read without ports has it.</summary>
    private const ushort FirstPort = ChallengeFile.UsualClientPort;

    /// <summary>Plays every proof that is for what is drawn with this seed.</summary>
    /// <exception cref="ChallengeFileException">The file can't be read.</exception>
    public static ImmutableArray<ProofPlayed> Play(string file, ulong seed)
    {
        var challenge = ChallengeFile.Read(file, seed);
        var began = Began(challenge, seed);
        return
        [
            .. challenge.Solutions.Select(proof => Play(challenge, began, proof, isSolution: true)),
            .. challenge.WrongAttempts.Select(proof => Play(challenge, began, proof, isSolution: false)),
        ];
    }

    /// <summary>The challenge of a file as one attempt finds it, at its beginning.</summary>
    /// <exception cref="ChallengeFileException">The file can't be read.</exception>
    public static Trial Begin(string file, ulong seed)
    {
        var challenge = ChallengeFile.Read(file, seed);
        return new Trial(challenge, RoomSetup.WorldFor(Began(challenge, seed), challenge), seed);
    }

    /// <summary>A match of the challenge with the same ports each time.</summary>
    public static MatchBegan Began(Challenge challenge, ulong seed)
    {
        var (hosts, engines) = RoomSetup.HostsOf(challenge);
        var ported = hosts.Select((host, place) => host.Port == 0 ? host with { Port = (ushort)(FirstPort + place) } : host);
        return RoomRules.FreshMatch(hosts, engines) with { Seed = seed, Hosts = [.. ported] };
    }

    private static ProofPlayed Play(Challenge challenge, MatchBegan began, Proof proof, bool isSolution)
    {
        var trial = new Trial(challenge, RoomSetup.WorldFor(began, challenge), began.Seed);
        var attempt = ProofRun.Play(trial, proof, out var problem);
        return new ProofPlayed(proof, isSolution, trial, attempt, problem);
    }
}
