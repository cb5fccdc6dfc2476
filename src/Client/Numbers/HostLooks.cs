using System.Collections.Immutable;
using Playground.Contracts;

namespace Playground.Client.Numbers;

/// <summary>How hosts look: the first client and the first server wear the hues of the two sides, every other one its own.</summary>
public static class HostLooks
{
    private const string Nowhere = "stray";

    /// <summary>The classes that give a host its hue, one for each that a link takes, and one for what is on no lane.</summary>
    public static ImmutableArray<string> Hues { get; } =
        ["client", "server", "client-2", "client-3", "client-4", "server-2", "server-3", "attacker", Nowhere];

    /// <summary>The class that gives a host's line, states and arrows their hue.</summary>
    public static string HueOf(this ImmutableArray<HostView> hosts, string host)
    {
        for (var i = 0; i < hosts.Length; i++)
        {
            if (hosts[i].Name == host) return i == 0 ? "client" : i == 1 ? "server" : hosts[i].Role == SeatRole.Attacker ? "attacker" : Hues.Contains(host) ? host : Nowhere;
        }

        return Nowhere;
    }

    /// <summary>The class that gives a host's name its hue.</summary>
    public static string InkOf(this ImmutableArray<HostView> hosts, string host) => "ink-" + hosts.HueOf(host);

    /// <summary>Which side a host is on; the first two are the client's and the server's whatever they say.</summary>
    public static SeatRole RoleOf(this RoomView view, string host)
    {
        ArgumentNullException.ThrowIfNull(view);
        for (var i = 0; i < view.Hosts.Length; i++)
        {
            if (view.Hosts[i].Name == host) return i == 0 ? SeatRole.Client : i == 1 ? SeatRole.Server : view.Hosts[i].Role;
        }

        return SeatRole.Client;
    }

    /// <summary>True where the reader has a host that the engine could drive: in a challenge they are the TCP, and an attacker's host has none.</summary>
    public static bool MayHandToEngine(this RoomView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        return view is { Seat: { } seat, Attempt: null } && view.RoleOf(seat) != SeatRole.Attacker;
    }

    /// <summary>True for a row between the reader and the host at the other end of their connection; between two hosts every row is.</summary>
    public static bool IsWithPeer(this RoomView view, SegmentRow row)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(row);
        return view.Hosts.Length <= 2 || (row.From == view.Seat && row.To == view.Peer) || (row.From == view.Peer && row.To == view.Seat);
    }
}
