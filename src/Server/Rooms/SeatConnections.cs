using System.Collections.Immutable;
using Playground.Contracts;
using Playground.Tcp;

namespace Playground.Server.Rooms;

/// <summary>The connections of a seat: those that its own sends and receptions make, and nothing of any other host's.</summary>
internal static class SeatConnections
{
    /// <summary>How many connections beside the usual ones are shown, the newest: a flood of forged SYNs makes many.</summary>
    private const int MostOthers = 8;

    /// <summary>One with each other host, and those on other sockets, oldest first; none where the engine drives the host.</summary>
    public static ImmutableArray<ConnectionView> Of(Match match, string host)
    {
        var ends = match.EndsOf(host);
        var usual = ends.Hosts.Where(other => other.Name != host).Select(other => new FourTuple(ends.Default.Local, other.Socket)).ToList();
        var spoken = match.World.ConnectionsOf(host).ToList();
        return
        [
            .. from tuple in usual.Concat(spoken.Except(usual).TakeLast(MostOthers))
               let ledger = match.World.LedgerOf(host, tuple)
               where ledger is not null
               select new ConnectionView(
                   NameOf(match, tuple.Remote), tuple.Local.ToString(), tuple.Remote.ToString(), spoken.Contains(tuple), Tell.Of(ledger)),
        ];
    }

    /// <summary>The host at the other end of a host's current connection, or its socket; the usual peer before there is one.</summary>
    public static string PeerOf(Match match, string host) =>
        match.World.ConnectionOf(host) is { } current ? NameOf(match, current.Remote) : match.EndsOf(host).Peer;

    /// <summary>The connection of a host with another: the other's current one where it is with this host, else that of their usual sockets.</summary>
    public static FourTuple Between(Match match, string host, string other) =>
        match.World.ConnectionOf(other) is { } current && current.Remote.Host == SocketOf(match, host).Host
            ? current.Reversed
            : new FourTuple(SocketOf(match, host), SocketOf(match, other));

    private static string NameOf(Match match, SocketAddress socket) => match.World.Setup.At(socket.Host)?.Name ?? socket.ToString();

    private static SocketAddress SocketOf(Match match, string host) => match.World.Setup.Find(host)!.Socket;
}
