using Playground.Tcp;

namespace Playground.Engine.Endpoint;

/// <summary>
/// One end of a connection as RFC 9293 makes it act. It reads no clock and sends nothing by itself: segments, calls and time go in,
/// a verdict comes out, and what is to be sent stands in the outbox.
/// </summary>
/// <remarks>
/// The decisions about an arriving segment stand by state in <see cref="SynSent"/> and <see cref="OtherStates"/>; here is what they
/// decide over, and in the files beside it the user's calls, the sending and the timeouts.
/// </remarks>
public sealed partial class Connection
{
    /// <summary>The window every host offers: the most that needs no scaling.</summary>
    public const ushort DefaultWindow = ushort.MaxValue;

    private readonly IApplication _application;
    private readonly SocketAddress _local;
    private readonly SocketAddress _remote;
    private Tcb _tcb;
    private News _news;
    private Ending _ending;
    private uint _maxSndWnd;
    private bool _wasOpen;
    private bool _isSettling;

    internal Connection(in FourTuple tuple, IApplication application, HostProfile profile)
    {
        (_local, _remote) = (tuple.Local, tuple.Remote);
        Profile = profile;
        _application = application;
    }

    /// <summary>The two sockets, this end first.</summary>
    public FourTuple Tuple => new(_local, _remote);

    /// <summary>True for the connection between these two sockets.</summary>
    internal bool IsBetween(SocketAddress local, SocketAddress remote) => _local == local && _remote == remote;

    /// <summary>The variables that the RFC names.</summary>
    public ref readonly Tcb Tcb => ref _tcb;

    /// <summary>True when this connection came from LISTEN, so that it goes back there when it fails (RFC 9293 §3.10.7.4, MUST-11).</summary>
    public bool IsPassive { get; private set; }

    /// <summary>True when nothing is left of the connection: its TCB can be deleted.</summary>
    public bool IsGone => _tcb.State is TcpState.Closed or TcpState.Listen;

    /// <summary>How this connection is set up: as its host is, until <see cref="Adjust"/> says otherwise.</summary>
    public HostProfile Profile { get; private set; }

    internal ref Tcb Variables => ref _tcb;

    /// <summary>The moment for which the host's timers hold this connection; <see cref="Instant.Never"/> while they don't.</summary>
    internal Instant WatchedFor { get; set; } = Instant.Never;

    /// <summary>The next in the slot of the host's timers.</summary>
    internal Connection? NextWatched { get; set; }

    /// <summary>The one before in the slot of the host's timers.</summary>
    internal Connection? PreviousWatched { get; set; }

    /// <summary>The hash of the sockets in the host's table.</summary>
    internal uint Hash { get; set; }

    /// <summary>The next in the bucket of the host's table.</summary>
    internal Connection? NextInBucket { get; set; }

    /// <summary>True when the other side has acknowledged our FIN.</summary>
    internal bool FinIsAcknowledged => _finIsSent && TextEnd.IsBefore(_tcb.SndUna);

    /// <summary>True while our SYN is the front of the retransmission queue; a FIN sent from SYN-RECEIVED stands behind it.</summary>
    internal bool SynIsOutstanding => _tcb.HasIss && _tcb.SndUna == _tcb.Iss;

    /// <summary>A segment of this connection arrives (RFC 9293 §3.10.7.3 and §3.10.7.4).</summary>
    /// <returns>What was done and why; always. Its TCB is the one before the application acts on what it is told.</returns>
    public Verdict OnSegment(in Segment segment, Instant now, Outbox outbox)
    {
        var before = _tcb;
        _lastHeard = now;
        _keepAlivesUnanswered = 0;
        var (outcome, rule) = before.State == TcpState.SynSent
            ? SynSent.OnSegment(this, segment, now, outbox)
            : OtherStates.OnSegment(this, segment, now, outbox);
        var after = _tcb;
        Settle(now, outbox);
        return new Verdict(outcome, rule, before, after);
    }

    /// <summary>
    /// True when the ACK value is older than any window offered (RFC 5961 §5). After a CLOSE in SYN-RECEIVED that is all that does
    /// not cover our SYN: what proves no knowledge of it must not bring text (RFC 9293 §3.5).
    /// </summary>
    internal bool IsTooOld(SeqNumber ack) =>
        SynIsOutstanding ? ack.IsAtOrBefore(_tcb.Iss) : Profile.ResistsBlindAttacks && ack.IsBefore(_tcb.SndUna - _maxSndWnd);

    /// <summary>Takes the window of a segment (RFC 9293 §3.10.7.4, fifth); that of a SYN is never scaled (RFC 7323 §2.2).</summary>
    internal void UpdateSendWindow(in Segment segment)
    {
        var wasClosed = _tcb.SndWnd == 0;
        _tcb.SndWnd = segment.IsSyn ? segment.Window : (uint)segment.Window << _sndShift;
        _tcb.SndWl1 = segment.Seq;
        _tcb.SndWl2 = segment.Ack;
        _maxSndWnd = Math.Max(_maxSndWnd, _tcb.SndWnd);
        if (wasClosed && _tcb.SndWnd > 0 && !SynIsOutstanding) EndProbing();
    }

    /// <summary>The connection is open: both SYNs are acknowledged.</summary>
    internal void Establish()
    {
        _tcb.State = TcpState.Established;
        _wasOpen = true;
        _news |= News.Opened;
    }

    /// <summary>The other side has closed its direction (RFC 9293 §3.10.7.4, eighth).</summary>
    internal void NotePeerClosed() => _news |= News.PeerClosed;

    /// <summary>Sixth, check the URG bit: RCV.UP moves on, and the user hears of it where it is news (MUST-31, MUST-32).</summary>
    internal void NoteUrgent(in Segment segment)
    {
        var end = segment.Seq + segment.UrgentPointer;
        if (!NextUnread.IsBefore(end) || (_tcb.RcvUp is { } known && !known.IsBefore(end))) return;
        _tcb.RcvUp = end;
        _news |= News.Urgent;
    }

    /// <summary>Enters TIME-WAIT, or starts its 2 MSL again (RFC 9293 §3.10.7.4, eighth, MUST-13).</summary>
    internal void WaitTwoLifetimes(Instant now)
    {
        _retransmission.Stop();
        _timeWaitEnds = now + (Profile.MaximumSegmentLifetime * 2);
        _tcb.State = TcpState.TimeWait;
    }

    /// <summary>Deletes the TCB: CLOSED, or LISTEN for a connection that came from there.</summary>
    internal void Delete(TcpState state, Ending ending)
    {
        _retransmission.Stop();
        _timeWaitEnds = _ackDue = _overrideDue = Instant.Never;
        _ackNow = _closeIsQueued = _finIsSent = false;
        (_queue, _received, _peerFin) = (null, null, null);
        _tcb = new Tcb { State = state };
        _ending = ending;

        // Of a connection that came from LISTEN and was never open, nobody above has heard.
        _news = _wasOpen || !IsPassive ? News.Ended : News.None;
    }

    /// <summary>
    /// Tells the application what it is to know, then sends what is to be sent. What the application does when it is told waits for
    /// that end, so that its answer and the acknowledgment are one segment.
    /// </summary>
    private void Settle(Instant now, Outbox outbox)
    {
        if (_isSettling) return;
        _isSettling = true;
        if (_news != News.None) Tell(now, outbox);
        _isSettling = false;
        if (_closeIsQueued && _tcb.State == TcpState.Established) _tcb.State = TcpState.FinWait1;
        Transmit(now, outbox);
    }

    private void Tell(Instant now, Outbox outbox)
    {
        while (_news != News.None)
        {
            var next = (News)((int)_news & -(int)_news);
            _news &= ~next;
            switch (next)
            {
                case News.Opened:
                    _application.OnOpened(this, now, outbox);
                    break;
                case News.Urgent:
                    _application.OnUrgent(this, now, outbox);
                    break;
                case News.Text:
                    _application.OnText(this, now, outbox);
                    break;
                case News.PeerClosed:
                    _application.OnPeerClosed(this, now, outbox);
                    break;
                case News.Writable:
                    _application.OnWritable(this, now, outbox);
                    break;
                case News.Unanswered:
                    _application.OnTrouble(this, Trouble.Unanswered);
                    break;
                case News.SoftError:
                    _application.OnTrouble(this, Trouble.SoftError);
                    break;
                default:
                    _application.OnEnded(this, _ending);
                    break;
            }
        }
    }

    /// <summary>What the application is to be told, in this order.</summary>
    [Flags]
    private enum News
    {
        None = 0,
        Opened = 1,
        Urgent = 2,
        Text = 4,
        PeerClosed = 8,
        Writable = 16,
        Unanswered = 32,
        SoftError = 64,
        Ended = 128,
    }
}
