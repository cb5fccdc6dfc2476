using System.Reflection;
using Playground.Engine.Endpoint;
using Playground.Tcp;
using Playground.Tests.Exploration;

namespace Playground.Tests.Fuzzing;

/// <summary>What must be true after each blow.</summary>
internal sealed partial class Onslaught
{
    private const int MostPieces = 64;

    // What isn't taken changes nothing; the exceptions are segments whose acknowledgment counts although their text does not.
    private void Check(in Segment segment, in Verdict verdict, Connection? connection, in Tcb before)
    {
        if (connection is not null && verdict.Before != before) Assert.Fail("the verdict tells of another TCB than there was");
        if (segment.IsRst && Resets() > 0) Assert.Fail("a reset answers a reset");
        switch (verdict.Outcome)
        {
            case Outcome.Dropped:
                if (verdict.Rule == RfcRule.TextAfterFin) break;
                if (_outbox.Count != 0) Assert.Fail("a dropped segment was answered");
                if (connection is not null && !IsSame(connection.Tcb, before)) Assert.Fail("a dropped segment changed the TCB");
                break;
            case Outcome.Reset:
                if (Resets() != 1 || _outbox.Count != 1) Assert.Fail("a reset was said and not sent");
                if (verdict.Rule != RfcRule.SynInWindow && connection is not null && connection.Tcb != before) Assert.Fail("a refused segment changed the TCB");
                break;
            case Outcome.Challenged:
                if (_outbox.Count != 1 || (_outbox[0].Segment.Bits & ~ControlBits.Urg) != ControlBits.Ack) Assert.Fail("a challenge ACK was said and not sent");
                if (!IsSame(connection!.Tcb, before)) Assert.Fail("a challenged segment changed the TCB");
                break;
            case Outcome.Acknowledged:
                if (_outbox.Count == 0 || Resets() != 0) Assert.Fail("an ACK was said and not sent");
                if (connection!.Tcb.RcvNxt != before.RcvNxt) Assert.Fail("text of a refused segment was taken");
                if (verdict.Rule is not (RfcRule.WindowClosed or RfcRule.FinAgain) && !IsSame(connection.Tcb, before))
                    Assert.Fail("a refused segment changed the TCB");
                break;
            case Outcome.Queued:
                if (connection!.Tcb.RcvNxt != before.RcvNxt) Assert.Fail("queued text was taken");
                break;
            case Outcome.Accepted:
                if (connection is not null) CheckProgress(connection.Tcb, before);
                break;
        }
    }

    private static void CheckProgress(in Tcb after, in Tcb before)
    {
        if (!after.HasIss || !before.HasIss) return;
        if (after.Iss != before.Iss) Assert.Fail("ISS changed");
        if (before.SndUna.DistanceTo(after.SndUna) > before.SndUna.DistanceTo(before.SndNxt)) Assert.Fail("SND.UNA went back, or where nothing was sent");
        if (before.SndNxt.DistanceTo(after.SndNxt) > SendBuffer + 2) Assert.Fail("SND.NXT went back, or too far");
        if (!before.HasIrs) return;
        if (after.Irs != before.Irs) Assert.Fail("IRS changed");
        if (before.RcvNxt.DistanceTo(after.RcvNxt) > before.RcvWnd) Assert.Fail("more was taken than the window");
    }

    private void CheckNumbers(Connection connection)
    {
        if (connection.IsGone)
        {
            if (_host.Connections.TryGetValue(connection.Tuple, out var other) && other == connection) Assert.Fail("what is gone is still found");
            return;
        }

        ref readonly var tcb = ref connection.Tcb;
        if (tcb.SndUna.DistanceTo(tcb.SndNxt) > SendBuffer + 2) Assert.Fail("more is out than the send buffer holds");
        if (connection.Unread < 0 || connection.Unread + tcb.RcvWnd > _profile.ReceiveBuffer) Assert.Fail("more is promised than the receive buffer holds");
        if (connection.PollAt is { } due && (due < _now || (_host.PollAt is not { } wakes || wakes > due)) && connection == _host.Connections.GetValueOrDefault(connection.Tuple))
            Assert.Fail("the host wakes too late");
    }

    /// <summary>Memory: what a blow leaves behind is bounded by the buffers, the backlog and what was opened.</summary>
    private void CheckMemory()
    {
        var half = 0;
        foreach (var connection in _host.Connections.Values)
        {
            CheckNumbers(connection);
            if (connection.Tcb.State == TcpState.SynReceived && connection.IsPassive) half++;
            if (connection.Status.Unacknowledged > SendBuffer) Assert.Fail("more is waiting than the send buffer holds");
            if (Early(connection) > MostPieces) Assert.Fail("more pieces wait than there is room for");
        }

        Assert.True(half <= Backlog, "more connections are half open than the backlog allows");
        Assert.True(_host.Connections.Count <= Ammunition.Tuples, "more connections than peers");
        Assert.True(Timers() <= _host.Connections.Count, $"{Timers()} timers for {_host.Connections.Count} connections");
    }

    /// <summary>
    /// Everything that a connection holds, but for when the other side was last heard, how many answers it got, and TS.Recent: RFC 7323 §5.3
    /// takes the timestamp of what is in the window (R3) before any bit is looked at.
    /// </summary>
    private static ulong Hidden(Connection connection)
    {
        var fingerprint = new Fingerprint("_lastHeard", "_keepAlivesUnanswered", "_throttle", "_tsRecent", "_tsRecentAt");
        fingerprint.Add(connection);
        return fingerprint.Value;
    }

    private int Resets()
    {
        var count = 0;
        for (var i = 0; i < _outbox.Count; i++) count += _outbox[i].Segment.IsRst ? 1 : 0;
        return count;
    }

    /// <summary>The window that is offered may widen whenever something is sent.</summary>
    private static bool IsSame(in Tcb one, in Tcb other) => one == other || one with { RcvWnd = other.RcvWnd } == other;

    private int Timers()
    {
        var timers = Field(_host, "_timers")!;
        return (int)timers.GetType().GetProperty("Count")!.GetValue(timers)!;
    }

    private static int Early(Connection connection)
    {
        var early = Field(connection, "_received") is { } received ? received.GetType().GetProperty("Early")!.GetValue(received) : null;
        return early is null ? 0 : (int)early.GetType().GetProperty("Count")!.GetValue(early)!;
    }

    private static object? Field(object held, string name) =>
        held.GetType().GetField(name, BindingFlags.Instance | BindingFlags.NonPublic)!.GetValue(held);
}
