using Playground.Contracts;
using Playground.Tcp;

namespace Playground.Tests;

/// <summary>Views of a link with more hosts than two.</summary>
public static class Crowds
{
    private static readonly HostView[] s_hosts =
    [
        new("client", "192.0.2.10:50000", HostDriver.Person, "Olive Owl", false, null),
        new("server", "192.0.2.80:80", HostDriver.Person, "Kind Otter", false, null) { Role = SeatRole.Server },
        new("client-2", "192.0.2.11:50001", HostDriver.Person, "Brisk Finch", false, null) { Role = SeatRole.Client },
        new("server-2", "192.0.2.81:80", HostDriver.Engine, null, false, null) { Role = SeatRole.Server },
        new("attacker", "192.0.2.66:6666", HostDriver.Person, "Sly Fox", false, null) { Role = SeatRole.Attacker, IsOnPath = true },
    ];

    public static LedgerView Closed { get; } = new(TcpState.Closed, null, null, null, null, null, null, null);

    /// <summary>The view of a seat, with a connection to each other host; those that are named have gone further.</summary>
    public static RoomView At(string seat, params (string Peer, LedgerView Ledger)[] spoken)
    {
        var own = s_hosts.Single(host => host.Name == seat);
        var connections = s_hosts.Where(host => host.Name != seat).Select(host =>
        {
            var ledger = spoken.FirstOrDefault(one => one.Peer == host.Name).Ledger;
            return new ConnectionView(host.Name, own.Socket, host.Socket, ledger is not null, ledger ?? Closed);
        });
        var view = Views.Fresh with
        {
            Seat = seat,
            Hosts = [.. s_hosts],
            Connections = [.. connections],
            Draft = new SegmentDraft { Flags = "ACK", Seq = "5" },
            Together = new TogetherView { IsOwner = seat == "client" },
            Peer = seat is "server" ? "client" : "server",
        };
        return view with { Ledger = view.Connections.First(one => one.Peer == view.Peer).Ledger };
    }

    public static LedgerView Open(uint iss, uint irs) => new(TcpState.Established, iss, iss + 1, iss + 1, 65535, irs, irs + 1, 65535);
}
