using Playground.Tcp;

namespace Playground.Engine.Endpoint;

/// <summary>What ICMP says about a segment that this side has sent (RFC 9293 §3.9.2.2).</summary>
public sealed partial class Connection
{
    private int _pathMtu;

    /// <summary>
    /// An ICMP error arrives (MUST-54). One that quotes no number in flight is not believed: it could be anybody's (RFC 5927 §4).
    /// </summary>
    internal void OnIcmp(in IcmpError error, Instant now, Outbox outbox)
    {
        if (!error.Seq.IsInWindow(_tcb.SndUna, _tcb.SndUna.DistanceTo(_tcb.SndNxt))) return;
        switch (error.Kind)
        {
            case IcmpKind.SourceQuench:
                // "TCP implementations MUST silently discard any received ICMP Source Quench messages" (MUST-55).
                return;
            case IcmpKind.Refused:
                // Hard: "TCP implementations SHOULD abort the connection" (SHLD-26).
                Delete(TcpState.Closed, _wasOpen ? Ending.Reset : Ending.Refused);
                break;
            case IcmpKind.TooBig:
                ShrinkTo(error.Mtu);
                break;
            default:
                // Soft: "MUST NOT abort the connection" (MUST-56), "SHOULD make the information available" (SHLD-25).
                _news |= News.SoftError;
                break;
        }

        Settle(now, outbox);
    }

    /// <summary>The path carries less than was thought: what is out was dropped for its size, and the network is not to blame (RFC 1191 §6.5).</summary>
    private void ShrinkTo(int reported)
    {
        var taken = PathMtu.AfterTooBig(Tuple.Remote.Host, _pathMtu, _pathMtu, reported);
        if (taken == _pathMtu) return;
        _pathMtu = taken;
        SetSendMss();
        if (!SynIsOutstanding) _loss.OnTimeout(_tcb);
    }
}
