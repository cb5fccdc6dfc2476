using Playground.Tcp;

namespace Playground.Engine.Endpoint;

/// <summary>TIME-WAIT that a new SYN reopens (RFC 9293 §3.6.1, MAY-2), and that goes on where the SYN was an old one.</summary>
public sealed partial class Connection
{
    /// <summary>The connection in TIME-WAIT that this one took the place of; none once it is certain that the SYN was no old duplicate.</summary>
    internal Connection? Former { get; set; }

    /// <summary>Says whether a segment is a SYN that may reopen the connection from TIME-WAIT, by RFC 6191 §2.</summary>
    /// <returns>The rule by which it may; none where it may not.</returns>
    internal RfcRule? Reopens(in Segment segment)
    {
        var isCall = segment is { IsSyn: true, IsAck: false, IsRst: false };
        if (!isCall || _tcb.State != TcpState.TimeWait || !Profile.ReopensTimeWait) return null;
        if (Profile.Timestamps && segment.Options.Timestamps is { } timestamps)
        {
            var later = _usesTimestamps ? unchecked((int)(timestamps.Value - _tsRecent)) : 1;
            if (later != 0) return later > 0 ? RfcRule.TimeWaitReopensByTimestamp : null;
        }

        return _tcb.RcvNxt.IsBefore(segment.Seq) ? RfcRule.TimeWaitReopens : null;
    }

    /// <summary>Ends TIME-WAIT before its time: a new connection has its sockets.</summary>
    internal void EndWait(Instant now, Outbox outbox)
    {
        Delete(TcpState.Closed, Ending.Closed);
        Settle(now, outbox);
    }
}
