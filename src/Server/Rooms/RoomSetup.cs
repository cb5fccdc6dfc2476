using System.Collections.Immutable;
using System.Text.Json;
using Playground.Engine.Judging;
using Playground.Engine.Links;
using Playground.Engine.Worlds;
using Playground.Tcp;

namespace Playground.Server.Rooms;

/// <summary>What a room is for, fixed when it is opened.</summary>
/// <param name="ChallengeFile">
/// The challenge's file as it was when the attempt began, so that the attempt ends under the version it began with; none on a sandbox.
/// </param>
public sealed record RoomSetup(string? ChallengeFile = null)
{
    /// <summary>The client's host.</summary>
    public const string Client = "client";

    /// <summary>The server's host.</summary>
    public const string Server = "server";

    /// <summary>The hosts of every room, the client's side first.</summary>
    public static readonly ImmutableArray<string> HostNames = [Client, Server];

    /// <summary>Virtual seconds for one real second: a link of 40 ms plays in 600 ms.</summary>
    public const double Speed = 1 / 15.0;

    private static readonly HostAddress s_clientAddress = HostAddress.Parse("192.0.2.10");
    private static readonly HostAddress s_serverAddress = HostAddress.Parse("192.0.2.80");
    private static readonly Port s_serverPort = new(80);

    /// <summary>The world of a match.</summary>
    public static WorldSetup WorldFor(MatchBegan match, Challenge? challenge)
    {
        ArgumentNullException.ThrowIfNull(match);
        return new WorldSetup
        {
            Hosts =
            [
                Host(Client, HostRole.Client, new SocketAddress(s_clientAddress, new Port(match.ClientPort))),
                Host(Server, HostRole.Server, new SocketAddress(s_serverAddress, s_serverPort)),
            ],
            Link = challenge is null ? new LinkSetup() : new LinkSetup { Delay = challenge.Delay },
        };

        HostSetup Host(string name, HostRole role, SocketAddress socket) =>
            new() { Name = name, Role = role, Socket = socket, IsEngine = match.EngineHosts.Contains(name) };
    }

    /// <summary>The setup as it is stored.</summary>
    public string Write() => JsonSerializer.Serialize(this);

    /// <summary>Reads a setup back.</summary>
    /// <exception cref="InvalidDataException">It is not one.</exception>
    public static RoomSetup Read(string text) =>
        JsonSerializer.Deserialize<RoomSetup>(text) ?? throw new InvalidDataException("The room has no setup.");
}
