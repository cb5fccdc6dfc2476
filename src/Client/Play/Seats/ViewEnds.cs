using System.Collections.Immutable;
using Playground.Client.Numbers;
using Playground.Client.Play.Composing;
using Playground.Contracts;
using Playground.Tcp;

namespace Playground.Client.Play.Seats;

/// <summary>Which of the reader's connections the segment that they make belongs to.</summary>
public static class ViewEnds
{
    /// <summary>Who the reader can send to, and in whose name; none for who only watches or answers questions, and where nobody else is.</summary>
    public static DraftEnds? Of(RoomView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        if (view.Seat is not { } seat || view.IsObserver || view.Hosts.Length < 2) return null;
        var role = view.RoleOf(seat);
        var peer = view.Hosts.First(host => host.Name != seat && (view.RoleOf(host.Name) == SeatRole.Client) == (role == SeatRole.Server));
        var hosts = ImmutableArray.CreateBuilder<DraftHost>();
        foreach (var host in view.Hosts)
        {
            if (DraftOnWire.SocketOf(host.Socket) is not { } socket) return null;
            hosts.Add(new(host.Name, socket));
        }

        return new DraftEnds(seat, peer.Name, hosts.DrainToImmutable(), role == SeatRole.Attacker);
    }

    /// <summary>The host in whose name a draft goes; its address where no host has that.</summary>
    public static string? SourceOf(RoomView view, SegmentDraft? draft) =>
        Of(view) is { } ends ? ends.NameOf(ends.Read(draft ?? new SegmentDraft(), ImmutableArray.CreateBuilder<FieldProblem>()).Local.Host) : view?.Seat;

    /// <summary>The connection that a draft belongs to; none where it is forged, or goes where nothing was said yet from this port.</summary>
    public static ConnectionView? ConnectionOf(RoomView view, SegmentDraft? draft)
    {
        return Of(view) is { } ends ? ConnectionOf(view, TupleOf(ends, draft)) : null;
    }

    /// <summary>The view with the TCB and the peer of a draft's connection in place of those that changed last; between two hosts the view as it is.</summary>
    public static RoomView Along(RoomView view, SegmentDraft? draft)
    {
        ArgumentNullException.ThrowIfNull(view);
        if (view.Hosts.Length <= 2 || Of(view) is not { } ends) return view;
        var tuple = TupleOf(ends, draft);
        var connection = ConnectionOf(view, tuple);
        var peer = ends.NameOf(tuple.Remote.Host);
        var ledger = connection?.Ledger ?? view.Ledger;
        return peer == view.Peer && ledger == view.Ledger ? view : view with { Peer = peer, Ledger = ledger };
    }

    private static ConnectionView? ConnectionOf(RoomView view, in FourTuple tuple)
    {
        var (local, remote) = (tuple.Local.ToString(), tuple.Remote.ToString());
        return view.Connections.FirstOrDefault(one => one.Local == local && one.Remote == remote);
    }

    private static FourTuple TupleOf(DraftEnds ends, SegmentDraft? draft)
    {
        draft ??= new SegmentDraft();
        var (local, remote) = ends.Read(draft, ImmutableArray.CreateBuilder<FieldProblem>());
        return new(WithPort(local, draft.SourcePort), WithPort(remote, draft.DestinationPort));
    }

    private static SocketAddress WithPort(SocketAddress socket, string typed) =>
        typed.Length > 0 && DraftOnWire.NumberOf(typed) is { } port and <= ushort.MaxValue ? socket with { Port = new Port((ushort)port) } : socket;
}
