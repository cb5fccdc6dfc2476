using System.Collections.Immutable;
using Playground.Tcp;

namespace Playground.Engine.Endpoint;

/// <summary>What a listener decides about a segment.</summary>
/// <param name="Outcome">What becomes of the segment.</param>
/// <param name="Rule">The rule that decided.</param>
/// <param name="Mss">The send MSS that a SYN cookie brought back.</param>
/// <param name="FastOpen">The Fast Open cookie to give; default for none.</param>
internal readonly record struct ListenDecision(Outcome Outcome, RfcRule Rule, ushort Mss = 0, ImmutableArray<byte> FastOpen = default)
{
    /// <summary>True for a SYN of which the host is to make a connection in SYN-RECEIVED.</summary>
    public bool TakesSyn => Rule
        is RfcRule.ListenTakesSyn or RfcRule.FastOpenGivesCookie or RfcRule.FastOpenRefusesCookie or RfcRule.FastOpenTakesText;
}

/// <summary>RFC 9293 §3.10.7.2, LISTEN STATE: a segment to a listening port that belongs to no connection.</summary>
internal sealed class Listen(HostProfile profile, SipHash secret)
{
    /// <summary>The TCB of a listener.</summary>
    public static readonly Tcb Tcb = new() { State = TcpState.Listen };

    private readonly SynCookies _cookies = new(secret);
    private readonly FastOpenCookies _fastOpen = new(secret, profile.FastOpenCookie);

    /// <summary>
    /// Decides about the segment, and sends what needs no connection. Where it <see cref="ListenDecision.TakesSyn"/>, and for
    /// <see cref="RfcRule.ListenTakesSynCookie"/>, the host makes one.
    /// </summary>
    public ListenDecision OnSegment(Listener listener, in Segment segment, Instant now, Outbox outbox)
    {
        // First, check for a RST: "An incoming RST should be ignored."
        if (segment.IsRst) return new(Outcome.Dropped, RfcRule.ListenIgnoresReset);

        // Second, check for an ACK: "Any acknowledgment is bad", <SEQ=SEG.ACK><CTL=RST>; but for one of a SYN-ACK that was not remembered.
        if (segment.IsAck)
        {
            if (TryReadCookie(listener, segment, now, out var mss)) return new(Outcome.Accepted, RfcRule.ListenTakesSynCookie, mss);
            outbox.Add(Resets.For(segment));
            return new(Outcome.Reset, RfcRule.ListenResetsAck);
        }

        // Third, check for a SYN. Security and compartment are not modelled: every segment matches.
        if (segment.IsSyn) return OnSyn(listener, segment, now, outbox);

        // Fourth, other data or control: "Drop the segment and return."
        return new(Outcome.Dropped, RfcRule.ListenDropsOther);
    }

    /// <summary>True when no more connections of the listener may be in SYN-RECEIVED.</summary>
    public bool IsFull(Listener listener) => listener.HalfOpen >= profile.Backlog;

    /// <summary>A SYN while there is room for it: what Fast Open says about its option (RFC 7413 §4.1.2).</summary>
    public ListenDecision Take(in Segment syn)
    {
        var option = syn.Options.FastOpen;
        if (!profile.FastOpen || option.IsDefault) return new(Outcome.Accepted, RfcRule.ListenTakesSyn);
        if (!_fastOpen.IsValid(syn.Source.Host, option.AsSpan()))
        {
            var rule = option.IsEmpty ? RfcRule.FastOpenGivesCookie : RfcRule.FastOpenRefusesCookie;
            return new(Outcome.Accepted, rule, FastOpen: _fastOpen.Issue(syn.Source.Host));
        }

        // A FIN with it would close what nobody has opened yet: that goes the usual way.
        return new(Outcome.Accepted, syn is { IsFin: false, Payload.IsEmpty: false } ? RfcRule.FastOpenTakesText : RfcRule.ListenTakesSyn);
    }

    private ListenDecision OnSyn(Listener listener, in Segment syn, Instant now, Outbox outbox)
    {
        if (!IsFull(listener)) return Take(syn);
        if (!profile.SynCookies) return new(Outcome.Dropped, RfcRule.ListenIsFull);
        listener.CookiesEnd = now + (SynCookies.Step * 2);
        outbox.Add(SynAckWithCookie(syn, now));
        return new(Outcome.Accepted, RfcRule.ListenSendsSynCookie);
    }

    /// <summary>A SYN-ACK of which nothing is kept. Of the options only the MSS fits into a cookie, so no other is agreed on.</summary>
    private Segment SynAckWithCookie(in Segment syn, Instant now)
    {
        var tuple = syn.Connection.Reversed;
        return new Segment
        {
            Source = tuple.Local, Destination = tuple.Remote, Bits = ControlBits.SynAck, Ack = syn.Seq + 1,
            Seq = _cookies.Make(tuple, syn.Seq, syn.Options.MaximumSegmentSize, now), Window = (ushort)Math.Min(profile.ReceiveBuffer, ushort.MaxValue),
            Options = new SegmentOptions { MaximumSegmentSize = SendMss.ToOffer(tuple, profile.Mtu) },
        };
    }

    // Where no cookie was given of late none can come back, and guessing them is no use.
    private bool TryReadCookie(Listener listener, in Segment ack, Instant now, out ushort mss)
    {
        mss = 0;
        return now < listener.CookiesEnd && !ack.IsSyn && _cookies.TryRead(ack.Connection.Reversed, ack.Seq - 1, ack.Ack - 1, now, out mss);
    }
}
