using System.Text;
using Playground.Engine.Endpoint;
using Playground.Tcp;
using Playground.Tests.Stands;

namespace Playground.Tests.Requirements;

/// <summary>The calls of a user, and the peer's side of a transfer, on a stand that is connected.</summary>
internal static class Calls
{
    public const ushort LargeWindow = 60_000;

    /// <summary>A profile that holds nothing back but what the RFC asks for.</summary>
    public static HostProfile Eager { get; } = HostProfile.Plain with { Nagle = false, ControlsCongestion = false };

    /// <summary>An open connection to a peer whose SYN-ACK said this, so many seconds after our SYN.</summary>
    public static Stand Connected(HostProfile? profile = null, ushort? mss = null, ushort window = LargeWindow, double roundTrip = 0)
    {
        var stand = Stand.In(TcpState.SynSent, profile: profile);
        stand.WaitUntil(roundTrip);
        stand.Receive(stand.SynAck with { Window = window, Options = new SegmentOptions { MaximumSegmentSize = mss } });
        Assert.Equal(TcpState.Established, stand.State);
        return stand;
    }

    public static Segment[] Send(this Stand stand, int octets, bool isUrgent = false) => stand.Send(new string('x', octets), isUrgent);

    public static Segment[] Send(this Stand stand, string text, bool isUrgent = false)
    {
        var outbox = new Outbox();
        Assert.Equal(text.Length, stand.Host.Send(stand.Connection!, Stand.Text(text), stand.Now, outbox, isUrgent).Octets);
        return Drain(outbox);
    }

    /// <summary>RECEIVE of so many octets.</summary>
    public static Segment[] Read(this Stand stand, int octets)
    {
        var outbox = new Outbox();
        Assert.Equal(octets, stand.Host.Receive(stand.Connection!, new byte[octets], stand.Now, outbox).Octets);
        return Drain(outbox);
    }

    public static Segment[] HearIcmp(this Stand stand, IcmpKind kind, FourTuple? connection = null, ushort mtu = 0)
    {
        var outbox = new Outbox();
        stand.Host.OnIcmp(new IcmpError(kind, connection ?? Stand.Tuple, stand.Tcb.SndUna, mtu), stand.Now, outbox);
        return Drain(outbox);
    }

    /// <summary>An ACK of everything before a number.</summary>
    public static Segment[] Acknowledge(this Stand stand, SeqNumber next, ushort window = LargeWindow) =>
        stand.Receive(stand.Next with { Ack = next, Window = window }).Answers;

    /// <summary>Lets time come to the next moment at which something is sent.</summary>
    public static List<(double At, Segment Segment)> WaitUntilNext(this Stand stand)
    {
        while (true)
        {
            Assert.NotNull(stand.Host.PollAt);
            var sent = stand.WaitUntil((stand.Host.PollAt.Value - stand.Began).TotalSeconds);
            if (sent.Count > 0) return sent;
        }
    }

    public static string TextOf(this Segment segment) => Encoding.ASCII.GetString(segment.Payload.Span);

    public static int[] Sizes(this IEnumerable<Segment> segments) => [.. segments.Select(segment => segment.Payload.Length)];

    private static Segment[] Drain(Outbox outbox) => [.. Enumerable.Range(0, outbox.Count).Select(i => outbox[i].Segment)];
}
