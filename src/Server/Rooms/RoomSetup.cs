using System.Collections.Immutable;
using System.Text.Json;
using Playground.Engine.Judging;
using Playground.Engine.Worlds;

namespace Playground.Server.Rooms;

/// <summary>What a room is for, fixed when it is opened.</summary>
/// <param name="ChallengeFile">
/// The challenge's file as it was when the attempt began, so that the attempt ends under the version it began with; none on a sandbox.
/// </param>
/// <param name="Drill">0 for a drill of the same with new numbers, from 1 for one of the file's drills; none for an attempt that counts.</param>
public sealed record RoomSetup(string? ChallengeFile = null, int? Drill = null)
{
    /// <summary>The client's host.</summary>
    public const string Client = "client";

    /// <summary>The server's host.</summary>
    public const string Server = "server";

    /// <summary>The hosts that every room has, the client's side first.</summary>
    public static readonly ImmutableArray<string> HostNames = [Client, Server];

    /// <summary>Virtual seconds for one real second: a link of 40 ms plays in 600 ms.</summary>
    public const double Speed = 1 / 15.0;

    /// <summary>The world of a match.</summary>
    public static WorldSetup WorldFor(MatchBegan match, Challenge? challenge)
    {
        ArgumentNullException.ThrowIfNull(match);
        var hosts = (match.Hosts ?? MatchHost.Two(match.ClientPort)).Select(host => host.ToSetup(isEngine: match.EngineHosts.Contains(host.Name)));
        return challenge is null
            ? new WorldSetup { Hosts = [.. hosts] }
            : new WorldSetup { Hosts = [.. hosts.Select(host => As(host, challenge.Hosts.Single(named => named.Name == host.Name)))], Link = challenge.Link };
    }

    /// <summary>The hosts of a match of a challenge, and those of them that the engine drives.</summary>
    public static (ImmutableArray<MatchHost> Hosts, ImmutableArray<string> EngineHosts) HostsOf(Challenge challenge)
    {
        ArgumentNullException.ThrowIfNull(challenge);
        return (
            [.. challenge.Hosts.Select(host => MatchHost.OfName(host.Name) with { IsOnPath = host.IsOnPath })],
            [.. challenge.Hosts.Where(host => host.Driver == ChallengeDriver.Engine).Select(host => host.Name)]);
    }

    /// <summary>The challenge played here as a match finds it; none on a sandbox.</summary>
    public Challenge? Draw(MatchBegan match)
    {
        ArgumentNullException.ThrowIfNull(match);
        var ports = (match.Hosts ?? MatchHost.Two(match.ClientPort)).ToDictionary(host => host.Name, host => host.Port);
        return ChallengeFile is { } file ? Challenges.ChallengeFile.Read(file, match.Seed, ports, Drill is > 0 and var drill ? drill - 1 : null) : null;
    }

    private static HostSetup As(HostSetup host, ChallengeHost named) => host with
    {
        OwnProfile = named.Profile,
        Application = named.Application,
        Page = named.Page,
        OpensAtStart = named.OpensAtStart,
        Exhibit = named.Exhibit,
        IsScripted = named.Driver == ChallengeDriver.Script,
    };

    /// <summary>The setup as it is stored.</summary>
    public string Write() => JsonSerializer.Serialize(this);

    /// <summary>Reads a setup back.</summary>
    /// <exception cref="InvalidDataException">It is not one.</exception>
    public static RoomSetup Read(string text) =>
        JsonSerializer.Deserialize<RoomSetup>(text) ?? throw new InvalidDataException("The room has no setup.");
}
