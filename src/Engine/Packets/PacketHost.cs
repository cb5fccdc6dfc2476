using Playground.Engine.Endpoint;
using Playground.Tcp;
using Playground.Wire;

namespace Playground.Engine.Packets;

/// <summary>
/// A host from outside: IP packets as bytes go in and come out, socket calls beside them. It is the door for other stacks, other
/// tools and a learner's own program; <c>docs/packets.md</c> shows how to use it.
/// </summary>
/// <remarks>
/// It reads no clock: every call is told the moment, and moments never go back. After each call <see cref="TryDequeue"/> until
/// nothing waits, and <see cref="Poll"/> when <see cref="PollAt"/> has come. Not for several threads at once.
/// </remarks>
public sealed class PacketHost
{
    // What an IPv6 header can say; octets after that are the frame's filling.
    private const int MaxPacket = 40 + IpCodec.MaxLength;

    private readonly Queue<Segment> _leaving = new();
    private byte[] _arrived = new byte[2048];

    /// <summary>A host with nothing open.</summary>
    /// <param name="address">Its address; its packets are of that IP version.</param>
    /// <param name="seed">What its initial sequence numbers and ports are drawn from: the same seed and calls give the same packets.</param>
    /// <param name="profile">How its TCP is set up; none for <see cref="HostProfile.Rfc9293"/>.</param>
    public PacketHost(HostAddress address, ulong seed, HostProfile? profile = null)
    {
        var dice = new Dice(seed);
        Tcp = new Host(address, new SipHash(dice.Next(), dice.Next()), profile);
    }

    /// <summary>The host's address.</summary>
    public HostAddress Address => Tcp.Address;

    /// <summary>How its TCP is set up.</summary>
    public HostProfile Profile => Tcp.Profile;

    /// <summary>The connections that exist, those of no socket among them.</summary>
    public IReadOnlyDictionary<FourTuple, Connection> Connections => Tcp.Connections;

    /// <summary>What became of the packets so far.</summary>
    public PacketCounts Counts { get; } = new();

    /// <summary>When the host next wants <see cref="Poll"/>; none while nothing would ever be due.</summary>
    public Instant? PollAt => Tcp.PollAt;

    internal Host Tcp { get; }

    internal Outbox Outbox { get; } = new();

    /// <summary>A packet arrives.</summary>
    /// <param name="packet">Any bytes; a packet begins with its IP header. They are not needed after the call.</param>
    /// <param name="now">The moment.</param>
    /// <returns>What became of it; whatever the bytes are.</returns>
    public Reception Receive(ReadOnlySpan<byte> packet, Instant now)
    {
        var reception = Read(packet[..Math.Min(packet.Length, MaxPacket)], now);
        Counts.Add(reception);
        Collect();
        return reception;
    }

    /// <summary>Takes the packet that leaves next, its checksums in place.</summary>
    /// <param name="destination">Where to; <see cref="HostProfile.Mtu"/> octets are enough where that is 128 or more.</param>
    /// <param name="length">Its length; 0 when none waits.</param>
    /// <returns>False when none waits, or when it is longer than the destination: then it waits on.</returns>
    public bool TryDequeue(Span<byte> destination, out int length)
    {
        length = 0;
        if (!_leaving.TryPeek(out var segment)) return false;
        if (!IpCodec.Encode(segment, destination, out length)) return false;
        _leaving.Dequeue();
        Counts.Sent++;
        return true;
    }

    /// <summary>Does everything that is due.</summary>
    public void Poll(Instant now)
    {
        Tcp.Poll(now, Outbox);
        Collect();
    }

    /// <summary>Lets an application answer on a port.</summary>
    public CallError Serve(Port port, IApplication application) => Tcp.Listen(port, application).Error;

    /// <summary>Puts what a call has sent behind what waits already.</summary>
    internal void Collect()
    {
        for (var i = 0; i < Outbox.Count; i++) _leaving.Enqueue(Outbox[i].Segment);
        Outbox.Clear();
    }

    private Reception Read(ReadOnlySpan<byte> packet, Instant now)
    {
        if (packet.Length > _arrived.Length) _arrived = new byte[packet.Length];
        packet.CopyTo(_arrived);
        if (!IpCodec.TryDecode(_arrived.AsMemory(0, packet.Length), out var segment, out var problem)) return ReadOther(packet, problem, now);

        // An address of the other IP version stands in no packet of ours, though the codec can write it.
        return segment.Destination.Host == Address && segment.Source.Host.IsV4 == Address.IsV4
            ? new Reception(PacketFate.Segment, Verdict: Tcp.OnSegment(segment, now, Outbox))
            : new Reception(PacketFate.NotForUs);
    }

    private Reception ReadOther(ReadOnlySpan<byte> packet, WireProblem problem, Instant now)
    {
        if (problem != WireProblem.NotTcp || !IcmpMessage.TryRead(packet, out var destination, out var error))
            return new Reception(PacketFate.Unreadable, problem);
        if (destination != Address || error.Connection.Local.Host != Address) return new Reception(PacketFate.NotForUs);
        Tcp.OnIcmp(error, now, Outbox);
        return new Reception(PacketFate.IcmpError);
    }
}
