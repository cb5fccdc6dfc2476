using Playground.Engine.Worlds;
using Playground.Tcp;

namespace Playground.Tests.Stands;

/// <summary>Worlds to begin with: a client and a server on one link.</summary>
internal static class Setups
{
    public static WorldSetup Engines { get; } = Of(clientIsEngine: true, serverIsEngine: true);

    public static WorldSetup PersonAndEngine { get; } = Of(clientIsEngine: false, serverIsEngine: true);

    public static WorldSetup EngineAndPerson { get; } = Of(clientIsEngine: true, serverIsEngine: false);

    public static WorldSetup Persons { get; } = Of(clientIsEngine: false, serverIsEngine: false);

    public static Segment FromClient => new() { Source = Pair.ClientSocket, Destination = Pair.ServerSocket, Window = 65535 };

    public static Segment FromServer => new() { Source = Pair.ServerSocket, Destination = Pair.ClientSocket, Window = 65535 };

    private static WorldSetup Of(bool clientIsEngine, bool serverIsEngine) => new()
    {
        Hosts =
        [
            new HostSetup { Name = "client", Role = HostRole.Client, Socket = Pair.ClientSocket, IsEngine = clientIsEngine },
            new HostSetup { Name = "server", Role = HostRole.Server, Socket = Pair.ServerSocket, IsEngine = serverIsEngine },
        ],
    };
}

/// <summary>A person at the client who writes ladders, and waits for the answer to each segment.</summary>
internal sealed class Player(World world)
{
    private readonly Scribe _scribe = Scribe.OfClientAndServer();

    public void Send(string line)
    {
        _scribe.Bindings.TryAdd("x", new SeqNumber(714_025_811));
        foreach (var sent in world.Trace.OfType<SegmentSent>().Where(sent => sent.From == "server" && sent.Segment.IsSyn))
            _scribe.Bindings["y"] = sent.Segment.Seq;
        world.Send("client", _scribe.Read(line, Setups.FromClient.Connection));
        world.Advance(world.Now + TimeSpan.FromMilliseconds(100));
    }
}
