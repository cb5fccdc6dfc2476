using System.Collections.Immutable;
using Playground.Engine;
using Playground.Engine.Endpoint;
using Playground.Tcp;
using Playground.Wire;

namespace Playground.Tests.Fuzzing;

/// <summary>Makes hostile segments: most of them nearly right, so that they come further than the first check.</summary>
internal sealed class Ammunition
{
    /// <summary>How many four-tuples there are at most.</summary>
    public const int Tuples = Regulars + Crowd;

    private const int Regulars = 12;
    private const int Crowd = 64;
    private const int OptionLists = 64;

    private static readonly byte[] s_text = [.. Enumerable.Range(0, 4000).Select(i => (byte)(i * 31))];

    private static readonly ControlBits[] s_bits =
    [
        ControlBits.Ack, ControlBits.Ack, ControlBits.Ack, ControlBits.Ack, ControlBits.Ack, ControlBits.Ack, ControlBits.Ack, ControlBits.Ack,
        ControlBits.Ack | ControlBits.Psh, ControlBits.Ack | ControlBits.Psh, ControlBits.Ack | ControlBits.Urg, ControlBits.Syn, ControlBits.Syn,
        ControlBits.SynAck, ControlBits.SynAck, ControlBits.FinAck, ControlBits.FinAck, ControlBits.FinAck | ControlBits.Psh, ControlBits.Fin,
        ControlBits.Rst, ControlBits.RstAck, ControlBits.None, ControlBits.Syn | ControlBits.Fin, ControlBits.Syn | ControlBits.Rst,
        ControlBits.SynAck | ControlBits.Fin, ControlBits.SynAck | ControlBits.Psh, ControlBits.Ack | ControlBits.Ece | ControlBits.Cwr, (ControlBits)0xFFF,
        ControlBits.FinAck | ControlBits.Urg, ControlBits.Urg, ControlBits.Ack | ControlBits.Reserved, ControlBits.FinAck,
    ];

    private readonly Dice _dice;
    private readonly FourTuple[] _tuples = new FourTuple[Tuples];
    private readonly SegmentOptions[] _options = new SegmentOptions[OptionLists];
    private readonly byte[] _room = new byte[4000];

    public Ammunition(Dice dice, HostAddress own, ushort listening)
    {
        _dice = dice;
        var peer = HostAddress.Parse("192.0.2.7");
        for (var i = 0; i < Tuples; i++)
        {
            var local = i switch { < 4 => listening, < 10 => (ushort)(5000 + i), < Regulars => (ushort)81, _ => listening };
            _tuples[i] = new(new(own, new(local)), new(peer, new((ushort)(40_000 + i))));
        }

        _tuples[Regulars - 1] = new(new(own, new(listening)), new(HostAddress.Parse("255.255.255.255"), new(1)));
        for (var i = 0; i < OptionLists; i++) _options[i] = i % 2 == 0 ? Fields() : Bytes();
    }

    /// <summary>Text to send or to throw; it never changes.</summary>
    public static ReadOnlyMemory<byte> Text(int octets) => s_text.AsMemory(0, octets);

    /// <summary>Room for a RECEIVE of any length.</summary>
    public Span<byte> Room() => _room.AsSpan(0, (int)_dice.Below((uint)_room.Length));

    /// <summary>A connection, the host's side first: mostly one of a few.</summary>
    public FourTuple Pick(ulong roll) => _tuples[(roll & 15) < 14 ? (int)((roll >> 4) % Regulars) : (int)((roll >> 4) % Tuples)];

    /// <summary>A segment to the host.</summary>
    /// <param name="tuple">The host's socket, then the sender's.</param>
    /// <param name="connection">What the host has there.</param>
    public void Make(in FourTuple tuple, Connection? connection, Instant now, out Segment segment)
    {
        var roll = _dice.Next();
        var tcb = connection is null ? default : connection.Tcb;
        var bits = Bits(connection, roll);
        segment = new Segment
        {
            Source = tuple.Remote, Destination = tuple.Local, Bits = bits, Seq = Seq(tcb, roll >> 5), Ack = Ack(tcb, roll >> 13),
            Window = Window(roll >> 21), UrgentPointer = (ushort)(roll >> 48), Payload = Text(Length(roll >> 25)),
            Checksum = (roll >> 36 & 127) == 0 ? (ushort)roll : null, Options = Options(connection, now, bits, roll >> 43),
        };
    }

    // What would end a connection is rarer than what leads it on, or no state behind the handshake would be met often.
    private static ControlBits Bits(Connection? connection, ulong roll)
    {
        const ControlBits ending = ControlBits.Syn | ControlBits.Rst;
        var bits = s_bits[roll & 31];
        var isRare = (roll >> 53 & 7) != 0;
        if (connection is null) return isRare && (roll >> 56 & 1) == 0 ? ControlBits.Syn : bits;
        return isRare && connection.Tcb.State >= TcpState.Established && ((bits & ending) != 0 || ((bits & ControlBits.Fin) != 0 && (roll >> 56 & 3) != 0)) ? ControlBits.Ack : bits;
    }

    private static SeqNumber Seq(in Tcb tcb, ulong roll) => (roll & 15) switch
    {
        0 => tcb.RcvNxt - 1,
        1 => tcb.RcvNxt + 1,
        2 => tcb.Irs,
        3 => tcb.RcvNxt + (tcb.RcvWnd - 1),
        4 => tcb.RcvNxt + tcb.RcvWnd,
        5 => tcb.RcvNxt + (uint)(roll >> 4 & 1023),
        6 => tcb.RcvNxt - (uint)(roll >> 4 & 1023),
        7 => (roll >> 4 & 3) switch { 0 => tcb.RcvNxt + 0x8000_0000, 1 => tcb.RcvNxt + 0x7FFF_FFFF, 2 => default, _ => new(uint.MaxValue) },
        _ => tcb.RcvNxt,
    };

    private static SeqNumber Ack(in Tcb tcb, ulong roll) => (roll & 15) switch
    {
        0 => tcb.SndNxt + 1,
        1 => tcb.SndUna,
        2 => tcb.SndUna + 1,
        3 => tcb.Iss,
        4 => tcb.SndUna - 1,
        5 => tcb.SndUna + (tcb.SndUna.DistanceTo(tcb.SndNxt) / 2),
        6 => tcb.SndUna - (uint)(roll >> 4 & 0xFFFF),
        7 => (roll >> 4 & 1) == 0 ? tcb.SndUna + 0x8000_0000 : default,
        _ => tcb.SndNxt,
    };

    private static ushort Window(ulong roll) => (roll & 7) switch { 0 => 0, 1 => 1, 2 => (ushort)(roll >> 3), _ => ushort.MaxValue };

    private static int Length(ulong roll) => (roll & 7) switch { 0 => 1, 1 or 2 => (int)(roll >> 3 & 15), 3 => (int)((roll >> 3 & 0xFFF) % 4000), _ => 0 };

    private SegmentOptions Options(Connection? connection, Instant now, ControlBits bits, ulong roll)
    {
        if ((roll & 7) == 0 || ((bits & ControlBits.Syn) != 0 && (roll & 1) == 0)) return _options[(int)(roll >> 3) % OptionLists];
        if (connection is null || connection.IsGone) return default;
        var stamps = connection.UsesTimestamps ? new Timestamps((uint)(now.Microseconds / 1000) - ((roll & 24) == 0 ? 5u : 0), (uint)(roll >> 5 & 3) * 2000) : (Timestamps?)null;
        var sack = connection.UsesSack && (roll & 96) == 0 ? Blocks(connection.Tcb) : default;
        return stamps is null && sack.IsDefault ? default : new SegmentOptions { Timestamps = stamps, Sack = sack };
    }

    /// <summary>Blocks in the right place or beside it, upside down, of nothing, of everything.</summary>
    private ImmutableArray<SackBlock> Blocks(in Tcb tcb)
    {
        var blocks = ImmutableArray.CreateBuilder<SackBlock>(3);
        var flight = tcb.SndUna.DistanceTo(tcb.SndNxt) + 3;
        for (var i = 0; i < 3; i++) blocks.Add(new(tcb.SndUna + _dice.Below(flight) - 1, tcb.SndUna + _dice.Below(flight) - 1));
        return blocks.MoveToImmutable();
    }

    private SegmentOptions Fields()
    {
        var roll = _dice.Next();
        ushort[] sizes = [0, 1, 20, 536, 1460, ushort.MaxValue];
        byte[] shifts = [0, 7, 14, 15, 255];
        return new SegmentOptions
        {
            MaximumSegmentSize = (roll & 1) == 0 ? sizes[(roll >> 8) % 6] : null,
            WindowScale = (roll & 2) == 0 ? shifts[(roll >> 16) % 5] : null,
            SackPermitted = (roll & 4) == 0,
            Timestamps = (roll & 8) == 0 ? new Timestamps((uint)(roll >> 24 & 0xFFFF), 0) : null,
            FastOpen = (roll & 48) == 0 ? (roll & 64) == 0 ? [] : [1, 2, 3, 4, 5, 6, 7, 8] : default,
            Sack = (roll & 384) == 0 ? [new(new((uint)roll), new((uint)(roll >> 32)))] : default,
        };
    }

    private SegmentOptions Bytes()
    {
        var bytes = new byte[4 * _dice.Below(11)];
        for (var i = 0; i < bytes.Length; i++) bytes[i] = (byte)(_dice.Below(2) == 0 ? _dice.Below(11) : _dice.Next());
        return OptionsCodec.Decode(bytes);
    }
}
