using Playground.Contracts;
using Playground.Tcp;

namespace Playground.Tests.Rooms;

/// <summary>People at a link with more hosts than two; the first opened it.</summary>
internal sealed class Crowd : IAsyncDisposable
{
    private readonly Dictionary<string, Place> _places = [];

    public Place this[string host] => _places[host];

    public IEnumerable<string> Hosts => _places.Keys;

    /// <summary>A link with a person at each of its hosts: a client, a server, and those that are added.</summary>
    public static async Task<Crowd> GatherAsync(Table table, params AddHost[] added)
    {
        var crowd = new Crowd();
        var owner = await table.OpenAsync(new OpenSandbox(WithFriend: true), Table.Anybody("Olive Owl"));
        crowd._places["client"] = owner;
        foreach (var add in added) await owner.DoAsync(add);
        var hosts = (await owner.NowAsync()).Hosts;
        foreach (var host in hosts.Skip(1).Where(host => host.Driver == HostDriver.Nobody))
        {
            var place = table.Enter(owner.Room, Table.Anybody($"Person at {host.Name}"));
            await place.DoAsync(new TakeSeat(host.Name));
            await place.SeesAsync(view => view.Seat == host.Name);
            crowd._places[host.Name] = place;
        }

        return crowd;
    }

    /// <summary>Sends a segment from a host, and lets it arrive.</summary>
    public async Task SendAsync(Table table, string host, string to, ControlBits bits, uint seq, uint ack = 0, string from = "")
    {
        await this[host].DoAsync(new SendSegment(new SegmentDraft { Flags = bits.ToNames(), Seq = $"{seq}", Ack = $"{ack}", Source = from, Destination = to }));
        table.Play(0.1);
    }

    /// <summary>A handshake, by hand at both ends.</summary>
    public async Task ShakeAsync(Table table, string client, string server, uint x, uint y)
    {
        await SendAsync(table, client, server, ControlBits.Syn, x);
        await SendAsync(table, server, client, ControlBits.SynAck, y, x + 1);
        await SendAsync(table, client, server, ControlBits.Ack, x + 1, y + 1);
        await SeesAsync(client, server, TcpState.Established);
        await SeesAsync(server, client, TcpState.Established);
    }

    /// <summary>Waits until a host's connection with another is in that state.</summary>
    public async Task<ConnectionView> SeesAsync(string host, string peer, TcpState state)
    {
        var view = await this[host].SeesAsync(view => view.Connections.Any(one => one.Peer == peer && one.Ledger.State == state));
        return view.Connections.Single(one => one.Peer == peer);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var place in _places.Values) await place.DisposeAsync();
    }
}
