using FsCheck;
using FsCheck.Fluent;
using Playground.Engine.Endpoint;
using Playground.Engine.Packets;
using Playground.Tcp;
using Playground.Tests.Stands;
using Playground.Wire;

namespace Playground.Tests.Packets;

/// <summary>What holds for any bytes that arrive at a host's edge.</summary>
public class PacketProperties
{
    private static readonly Config s_config = Config.QuickThrowOnFailure.WithMaxTest(300).WithQuietOnSuccess(true);

    [Fact]
    public void Any_bytes_are_received_and_change_no_connection() => ForAll(
        from version in Gen.Elements<byte>(0x45, 0x60, 0x4F, 0x00)
        from length in Gen.Choose(0, 120)
        from bytes in Gen.ArrayOf(Gen.Choose(0, 255), length)
        select new byte[][] { [version, .. bytes.Select(b => (byte)b)] },
        (door, packet) =>
        {
            var before = door.Tcb;
            Assert.Equal(PacketFate.Unreadable, door.Host.Receive(packet, door.Now).Fate);
            Assert.Equal(before, door.Tcb);
            Assert.Empty(door.Take());
        });

    [Theory]
    [InlineData("")]
    [InlineData("some text")]
    public void One_wrong_bit_in_an_IPv4_packet_and_nothing_changes(string text)
    {
        var door = new Door();
        var packet = IpCodec.Encode(door.Next with { Payload = Stand.Text(text) });
        var before = door.Tcb;
        for (var bit = 0; bit < packet.Length * 8; bit++)
        {
            packet[bit / 8] ^= (byte)(1 << (bit % 8));
            var reception = door.Host.Receive(packet, door.Now);
            packet[bit / 8] ^= (byte)(1 << (bit % 8));

            Assert.True(reception.Fate == PacketFate.Unreadable || reception.Verdict?.Rule == RfcRule.ChecksumWrong, $"bit {bit}: {reception}");
            Assert.Equal(before, door.Tcb);
            Assert.Empty(door.Take());
        }
    }

    [Fact]
    public void Bytes_do_what_the_segment_in_them_does() => ForAll(Gen.ArrayOf(Mutated), (door, packet) =>
    {
        // A host with the same numbers, that is given segments.
        var isRead = IpCodec.TryDecode(packet, out var segment, out var problem);
        var isOurs = isRead && segment.Destination.Host == door.Host.Address;
        var before = door.Tcb;

        var reception = door.Host.Receive(packet, door.Now);

        Assert.Equal(isOurs ? PacketFate.Segment : isRead ? reception.Fate : PacketFate.Unreadable, reception.Fate);
        Assert.Equal(isOurs, reception.Fate == PacketFate.Segment);
        Assert.Equal(problem, reception.Problem);
        if (isOurs)
        {
            Assert.Equal(door.Twin.OnSegment(segment, door.Now, door.TwinOutbox), reception.Verdict);
        }
        else
        {
            Assert.Equal(before, door.Tcb);
        }

        Assert.Equal(door.TakeTwin(), door.Take());
        Assert.Equal(door.TwinTcb, door.Tcb);
    });

    /// <summary>A packet near the connection's own, with right checksums or with wrong ones.</summary>
    private static Gen<byte[]> Mutated { get; } =
        from bits in Gen.Elements(ControlBits.Ack, ControlBits.Syn, ControlBits.SynAck, ControlBits.FinAck, ControlBits.Rst, ControlBits.None)
        from seqOff in Gen.Elements(0, 0, 0, -1, 1, 5, 70_000)
        from ackOff in Gen.Elements(0, 0, 0, -1, 1)
        from window in Gen.Elements<ushort>(0, 1000)
        from text in Gen.Choose(0, 20)
        from port in Gen.Frequency((9, Gen.Constant(Stand.Peer.Port)), (1, Gen.Constant(new Port(9))))
        from destination in Gen.Frequency((9, Gen.Constant(Stand.Us.Host)), (1, Gen.Constant(HostAddress.Parse("192.0.2.77"))))
        from at in Gen.Choose(0, 60)
        from mask in Gen.Frequency((3, Gen.Constant(0)), (1, Gen.Choose(1, 255)))
        from mends in Gen.Elements(true, false)
        from cut in Gen.Frequency((5, Gen.Constant(0)), (1, Gen.Choose(1, 60)))
        select Mutate(new Segment
        {
            Source = new(Stand.Peer.Host, port), Destination = new(destination, Stand.Us.Port), Bits = bits, Window = window, Payload = new byte[text],
            Seq = new SeqNumber(101) + unchecked((uint)seqOff), Ack = Door.FirstAck + unchecked((uint)ackOff),
        }, at, (byte)mask, mends, cut);

    private static byte[] Mutate(Segment segment, int at, byte mask, bool mends, int cut)
    {
        var packet = IpCodec.Encode(segment);
        if (at < packet.Length) packet[at] ^= mask;
        if (mends && IpCodec.TryDecode(packet, out var read, out _)) packet = IpCodec.Encode(read with { Checksum = null });
        return packet[..Math.Max(0, packet.Length - cut)];
    }

    private static void ForAll(Gen<byte[][]> packets, Action<Door, byte[]> check) => Seeded.Check(s_config, Prop.ForAll(packets.ToArbitrary(), some =>
    {
        var door = new Door();
        foreach (var packet in some) check(door, packet);
    }));

    /// <summary>A host with an open connection from <see cref="Stand.Peer"/>, and a twin of it without the door.</summary>
    private sealed class Door
    {
        private static readonly FourTuple s_tuple = new(Stand.Us, Stand.Peer);
        private readonly byte[] _buffer = new byte[1500];

        public Door()
        {
            Host.Serve(Stand.Us.Port, new Recorder());
            Twin.Listen(Stand.Us.Port, new Recorder());
            var syn = Next with { Seq = new(100), Ack = default, Bits = ControlBits.Syn };
            foreach (var segment in (Segment[])[syn, Next])
            {
                Host.Receive(IpCodec.Encode(segment), Now);
                Twin.OnSegment(segment, Now, TwinOutbox);
            }

            Assert.Equal(TakeTwin(), Take());
            Assert.Equal(TcpState.Established, Tcb.State);
        }

        public static SeqNumber FirstAck { get; } = new IsnGenerator(Secret()).Next(s_tuple, Instant.Zero) + 1;

        public PacketHost Host { get; } = new(Stand.Us.Host, 1, HostProfile.Plain);

        public Host Twin { get; } = new(Stand.Us.Host, Secret(), HostProfile.Plain);

        public Outbox TwinOutbox { get; } = new();

        public Instant Now => Instant.Zero;

        public Tcb Tcb => Host.Connections.TryGetValue(s_tuple, out var connection) ? connection.Tcb : default;

        public Tcb TwinTcb => Twin.Connections.TryGetValue(s_tuple, out var connection) ? connection.Tcb : default;

        public Segment Next => new()
        {
            Source = Stand.Peer, Destination = Stand.Us, Seq = new(101), Ack = FirstAck, Bits = ControlBits.Ack, Window = 1000,
        };

        public List<string> Take()
        {
            var packets = new List<string>();
            while (Host.TryDequeue(_buffer, out var length)) packets.Add(Convert.ToHexString(_buffer, 0, length));
            return packets;
        }

        public List<string> TakeTwin()
        {
            var packets = Enumerable.Range(0, TwinOutbox.Count).Select(i => Convert.ToHexString(IpCodec.Encode(TwinOutbox[i].Segment))).ToList();
            TwinOutbox.Clear();
            return packets;
        }

        // Drawn from the seed as the door draws it.
        private static SipHash Secret()
        {
            var dice = new Engine.Dice(1);
            return new SipHash(dice.Next(), dice.Next());
        }
    }
}
