using Playground.Engine;
using Playground.Engine.Reviews;
using Playground.Engine.Worlds;
using Playground.Tcp;

namespace Playground.Tests.Stands;

/// <summary>
/// A person who plays TCP as one should, one segment each time they look: opens or answers, sends their text, sends again what is not
/// acknowledged, acknowledges what they hear, and closes when all is said. While their host is on autopilot they give the engine their text.
/// </summary>
internal sealed class HonestHand(World world, string host, byte[] text, Dice dice)
{
    private readonly HostSetup _setup = world.Setup.Find(host)!;
    private int _given;

    private Ledger Ledger => world.LedgerOf(host)!;

    /// <summary>Hands the host over, or takes it back.</summary>
    public void Switch()
    {
        if (world.IsOnAutopilot(host))
        {
            world.TakeBack(host);
            return;
        }

        // What was sent by hand the engine has in its care; it is given what comes after that.
        _given = Ledger.HasSentSyn ? Said : 0;
        world.HandToEngine(host);
    }

    public void Act()
    {
        if (world.IsOnAutopilot(host)) Give();
        else if (Next() is { } segment) world.Send(host, segment);
    }

    private int Said => (int)(Ledger.Tcb.Iss + 1).DistanceTo(Ledger.Tcb.SndNxt) - (HasClosed ? 1 : 0);

    private bool HasClosed => Ledger.Tcb.State is TcpState.FinWait1 or TcpState.FinWait2 or TcpState.Closing or TcpState.LastAck or TcpState.TimeWait;

    private void Give()
    {
        if (world.TcbOf(host).State is not (TcpState.Established or TcpState.CloseWait)) return;
        world.Call(host, new ReceiveCall(100_000));
        var piece = text.AsMemory(_given, Math.Min(text.Length - _given, 1 + (int)dice.Below(3000)));
        _given += world.Call(host, new SendCall(piece)).Octets;
        if (_given == text.Length) world.Call(host, new CloseCall());
    }

    private Segment? Next()
    {
        var tcb = Ledger.Tcb;
        switch (tcb.State)
        {
            case TcpState.Closed when Ledger.LastSent is null:
                return Make(ControlBits.Syn, new SeqNumber((uint)dice.Next()));
            case TcpState.Listen when Ledger.HasHeardSyn:
                return Make(ControlBits.SynAck, new SeqNumber((uint)dice.Next()));
            case TcpState.Closed or TcpState.Listen or TcpState.TimeWait:
                return tcb.State == TcpState.TimeWait && !Ledger.HasAcknowledged ? Make(ControlBits.Ack, tcb.SndNxt) : null;
            case TcpState.SynSent when Ledger.SynIsAcknowledged:
                return Make(ControlBits.Ack, tcb.SndNxt);
            case TcpState.SynSent or TcpState.SynReceived:
                return dice.Chance(0.2) ? Make(tcb.State == TcpState.SynSent ? ControlBits.Syn : ControlBits.SynAck, tcb.Iss) : null;
            default:
                return Speak(tcb);
        }
    }

    private Segment? Speak(in Tcb tcb)
    {
        if (tcb.SndUna != tcb.SndNxt && dice.Chance(0.2)) return Say(tcb.SndUna, (int)(tcb.Iss + 1).DistanceTo(tcb.SndUna), Said, HasClosed);
        var room = (int)Math.Min(tcb.SndWnd, 5000) - (int)tcb.SndUna.DistanceTo(tcb.SndNxt);
        if (!HasClosed && (room > 0 || Said == text.Length) && dice.Chance(0.5))
            return Say(tcb.SndNxt, Said, Math.Min(text.Length, Said + Math.Max(0, room)), Said == text.Length);
        return Ledger.HasAcknowledged && !dice.Chance(0.1) ? null : Make(ControlBits.Ack, tcb.SndNxt);
    }

    private Segment Say(SeqNumber seq, int from, int to, bool closes)
    {
        var length = Math.Min(to - from, 1 + (int)dice.Below(536));
        closes &= from + length == to;
        return Make(closes ? ControlBits.FinAck : ControlBits.Psh | ControlBits.Ack, seq, text.AsMemory(from, length));
    }

    private Segment Make(ControlBits bits, SeqNumber seq, ReadOnlyMemory<byte> payload = default)
    {
        var isSyn = bits.Has(ControlBits.Syn);
        var (mine, theirs) = (SynOf(world.Trace.OfType<SegmentSent>().Where(sent => sent.From == host).Select(sent => sent.Segment)), SynOf(Heard));
        var scales = !isSyn && mine.WindowScale is not null && theirs.WindowScale is not null;
        var segment = new Segment
        {
            Source = _setup.Socket,
            Destination = world.Setup.PeerOf(_setup).Socket,
            Bits = bits,
            Seq = seq,
            Payload = payload,
            Ack = bits == ControlBits.Syn ? default : Ledger.Tcb.RcvNxt,
            Window = (ushort)(8000 >> (scales ? mine.WindowScale!.Value : 0)),
        };
        if (bits == ControlBits.Syn) return segment with { Options = new() { MaximumSegmentSize = 536, SackPermitted = true, WindowScale = 3, Timestamps = new(Clock, 0) } };
        var times = theirs.Timestamps is not null && (isSyn || mine.Timestamps is not null);
        if (isSyn) segment = segment with { Options = new() { MaximumSegmentSize = 536, SackPermitted = true, WindowScale = theirs.WindowScale is null ? null : (byte)3 } };
        return times ? WithTimes(segment) : segment;
    }

    /// <summary>The hand's clock is an hour ahead of the engine's, and never behind what the engine has sent meanwhile.</summary>
    private uint Clock => (uint)(world.Now.Microseconds / 1000) + 3_600_000;

    private IEnumerable<Segment> Heard => world.Trace.OfType<SegmentArrived>().Where(arrived => arrived.Host == host).Select(arrived => arrived.Segment);

    private static SegmentOptions SynOf(IEnumerable<Segment> segments) => segments.FirstOrDefault(segment => segment.IsSyn).Options;

    /// <summary>The timestamp to echo is among those that were heard last; which one, the reviewer knows.</summary>
    private Segment WithTimes(Segment segment)
    {
        var echoes = Heard.Reverse().Where(heard => heard.Options.Timestamps is not null).Select(heard => heard.Options.Timestamps!.Value.Value).Distinct();
        foreach (var echo in echoes)
        {
            var candidate = segment with { Options = segment.Options with { Timestamps = new(Clock, echo) } };
            if (Reviewer.Review(Ledger, candidate).CouldBeSent) return candidate;
        }

        throw new InvalidOperationException($"An honest hand has no echo for {segment}.");
    }
}
