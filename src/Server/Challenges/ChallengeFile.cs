using System.Text.RegularExpressions;
using Playground.Engine.Judging;
using Playground.Ladder;
using Playground.Server.Rooms;
using Playground.Tcp;
using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Playground.Server.Challenges;

/// <summary>A challenge's file can't be used; the message says where and why.</summary>
public sealed class ChallengeFileException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>Reads a challenge from its YAML file.</summary>
public static partial class ChallengeFile
{
    private static readonly IDeserializer s_yaml = new DeserializerBuilder()
        .WithNamingConvention(HyphenatedNamingConvention.Instance)
        .WithEnforceRequiredMembers()
        .Build();

    /// <summary>Reads the text of a file.</summary>
    /// <exception cref="ChallengeFileException">Something in it is missing or wrong.</exception>
    public static Challenge Read(string text)
    {
        FileShape file;
        try
        {
            file = s_yaml.Deserialize<FileShape>(text) ?? throw new ChallengeFileException("The file is empty.");
        }
        catch (YamlException problem)
        {
            throw new ChallengeFileException($"Line {problem.Start.Line}: {problem.InnerException?.Message ?? problem.Message}", problem);
        }

        Require(IdPattern().IsMatch(file.Id), "id: lower-case words joined by hyphens.");
        Require(file.Tier is >= 1 and <= 4, "tier: 1 to 4.");
        Require(file.Par >= 1, "par: at least 1.");
        Require(RoomSetup.HostNames.Contains(file.Role), "role: client or server.");
        Require(file.Hints.Count == 3, "hints: three of them, a nudge, the rule and the worked number.");
        Require(file.Goals.Count > 0, "goals: at least one.");
        Require(file.Setup.DelayMs is >= 0 and <= 60_000, "setup delay-ms: 0 to 60000.");
        return new Challenge
        {
            Id = file.Id,
            Number = file.Number,
            Title = file.Title,
            Tier = file.Tier,
            Role = file.Role,
            Brief = file.Brief,
            Delay = TimeSpan.FromMilliseconds(file.Setup.DelayMs),
            Prologue = file.Setup.Prologue is { } prologue ? Ladder(prologue, "setup prologue") : null,
            Goals = [.. file.Goals.Select(Goal)],
            Par = file.Par,
            Hints = [.. file.Hints],
            Debrief = file.Debrief,
            Solutions = [.. file.Proof.Solutions.Select(proof => Proof(proof, isWrong: false))],
            WrongAttempts = [.. file.Proof.WrongAttempts.Select(proof => Proof(proof, isWrong: true))],
        };
    }

    private static Goal Goal(GoalShape goal) => goal.Established switch
    {
        "both" => new EstablishedGoal(RoomSetup.HostNames),
        { } host when RoomSetup.HostNames.Contains(host) => new EstablishedGoal([host]),
        var other => throw new ChallengeFileException($"goals: established is client, server or both, not '{other}'."),
    };

    private static ProofLadder Proof(ProofShape proof, bool isWrong)
    {
        Misconception? misconception = null;
        if (isWrong)
        {
            Require(Misconceptions.TryParse(proof.Misconception, out var named), $"proof '{proof.Name}': '{proof.Misconception}' is no misconception.");
            misconception = named;
        }

        return new ProofLadder(proof.Name, Ladder(proof.Ladder, $"proof '{proof.Name}'"), misconception);
    }

    private static LadderTrace Ladder(string text, string place)
    {
        if (!LadderTrace.TryParse(text, out var trace, out var problems))
            throw new ChallengeFileException($"{place}: {string.Join(' ', problems)}");
        foreach (var line in trace.Segments)
            Require(RoomSetup.HostNames.Contains(line.From.Name) && RoomSetup.HostNames.Contains(line.To.Name), $"{place}: the hosts are client and server.");
        return trace;
    }

    private static void Require(bool holds, string sentence)
    {
        if (!holds) throw new ChallengeFileException(sentence);
    }

    [GeneratedRegex("^[a-z]+(-[a-z]+)*$")]
    private static partial Regex IdPattern();

    // The file's shape, as YAML names it.
#pragma warning disable CA1812 // made by the deserializer
    private sealed class FileShape
    {
        public required string Id { get; set; }

        public required int Number { get; set; }

        public required string Title { get; set; }

        public required int Tier { get; set; }

        public required string Role { get; set; }

        public required string Brief { get; set; }

        public SetupShape Setup { get; set; } = new();

        public required List<GoalShape> Goals { get; set; }

        public required int Par { get; set; }

        public required List<string> Hints { get; set; }

        public required string Debrief { get; set; }

        public required ProofsShape Proof { get; set; }
    }

    private sealed class SetupShape
    {
        public double DelayMs { get; set; } = 40;

        public string? Prologue { get; set; }
    }

    private sealed class GoalShape
    {
        public required string Established { get; set; }
    }

    private sealed class ProofsShape
    {
        public required List<ProofShape> Solutions { get; set; }

        public required List<ProofShape> WrongAttempts { get; set; }
    }

    private sealed class ProofShape
    {
        public required string Name { get; set; }

        public required string Ladder { get; set; }

        public string? Misconception { get; set; }
    }
#pragma warning restore CA1812
}
