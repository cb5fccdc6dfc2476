using Playground.Tcp;

namespace Playground.Engine.Endpoint;

/// <summary>The user's calls (RFC 9293 §3.10.2 to §3.10.6). From outside a callback use the host's, which keep its timers right.</summary>
public sealed partial class Connection
{
    private SendQueue? _queue;
    private ReceiveBuffer? _received;
    private bool _closeIsQueued;
    private bool _finIsSent;
    private bool _wantsRoom;

    /// <summary>Octets that wait for <see cref="Receive"/>.</summary>
    public int Unread => _received?.Unread ?? 0;

    /// <summary>Octets from the next unread one to the end of urgent text; 0 for none (RFC 9293 §3.8.5, MUST-32).</summary>
    public uint UrgentAhead
    {
        get
        {
            return _tcb.RcvUp is { } end && NextUnread.IsBefore(end) ? NextUnread.DistanceTo(end) : 0;
        }
    }

    /// <summary>True when the other side has closed and everything it sent was read.</summary>
    public bool IsAtEnd => Unread == 0 && PeerHasClosed;

    /// <summary>The number of the first octet that the user has not read; RCV.NXT when there is none.</summary>
    private SeqNumber NextUnread => _tcb.RcvNxt - (PeerHasClosed ? 1u : 0u) - (uint)Unread;

    private bool PeerHasClosed => _tcb.State is TcpState.CloseWait or TcpState.Closing or TcpState.LastAck or TcpState.TimeWait;

    /// <summary>SEND (RFC 9293 §3.10.2). There is no PUSH flag: nothing waits longer than the Nagle algorithm asks (MUST-60, MUST-61).</summary>
    /// <param name="text">The octets; they must not change until they are acknowledged.</param>
    /// <param name="now">The moment.</param>
    /// <param name="outbox">Takes what can be sent at once.</param>
    /// <param name="isUrgent">True when the user marks the end of these octets as urgent.</param>
    /// <returns>How many octets were taken: fewer than given when the buffer is full (<see cref="IApplication.OnWritable"/> tells when to go on).</returns>
    public CallResult Send(ReadOnlyMemory<byte> text, Instant now, Outbox outbox, bool isUrgent = false)
    {
        if (IsGone) return new(0, CallError.NoConnection);
        if (_closeIsQueued || _tcb.State is not (TcpState.SynSent or TcpState.SynReceived or TcpState.Established or TcpState.CloseWait))
            return new(0, CallError.Closing);
        _queue ??= new SendQueue();
        var taken = Math.Min(text.Length, Math.Max(0, Profile.SendBuffer - _queue.Length));
        _wantsRoom = taken < text.Length;
        if (taken > 0) _queue.Append(text[..taken]);

        // "To send an urgent indication, the user must also send at least one data octet."
        if (isUrgent && taken > 0) _tcb.SndUp = TextEnd;
        Settle(now, outbox);
        return new(taken, _wantsRoom ? CallError.InsufficientResources : CallError.None);
    }

    /// <summary>RECEIVE (RFC 9293 §3.10.3).</summary>
    /// <returns>How many octets were copied; <see cref="CallError.Closing"/> when there will be no more.</returns>
    public CallResult Receive(Span<byte> destination, Instant now, Outbox outbox)
    {
        if (IsGone) return new(0, CallError.NoConnection);
        var count = _received?.Read(destination) ?? 0;
        if (count > 0) OfferWindow(now, outbox);
        return new(count, count == 0 && IsAtEnd ? CallError.Closing : CallError.None);
    }

    /// <summary>RECEIVE of everything there is, thrown away.</summary>
    public void Discard(Instant now, Outbox outbox)
    {
        if (_received is not { Unread: > 0 }) return;
        _received.Skip(_received.Unread);
        OfferWindow(now, outbox);
    }

    /// <summary>CLOSE (RFC 9293 §3.10.4): no more to send. What waits is sent first; received text goes on until the other side closes too.</summary>
    public CallError Close(Instant now, Outbox outbox)
    {
        if (IsGone) return CallError.NoConnection;
        if (_closeIsQueued) return CallError.Closing;
        switch (_tcb.State)
        {
            case TcpState.SynSent:
                Delete(TcpState.Closed, Ending.Closed);
                break;
            case TcpState.SynReceived when _queue is { Length: > 0 }:
                // "Otherwise, queue for processing after entering ESTABLISHED state."
                break;
            case TcpState.SynReceived or TcpState.Established:
                _tcb.State = TcpState.FinWait1;
                break;
            case TcpState.CloseWait:
                // LAST-ACK begins when the FIN goes out, after all that waits.
                break;
            default:
                return CallError.Closing;
        }

        _closeIsQueued = !IsGone;
        Settle(now, outbox);
        return CallError.None;
    }

    /// <summary>ABORT (RFC 9293 §3.10.5): all that waits is thrown away, and the other side gets a reset unless it has closed too.</summary>
    public CallError Abort(Instant now, Outbox outbox)
    {
        if (IsGone) return CallError.NoConnection;
        var isHeard = _tcb.State is TcpState.SynReceived or TcpState.Established or TcpState.FinWait1 or TcpState.FinWait2 or TcpState.CloseWait;
        if (isHeard) outbox.Add(new Segment { Source = _local, Destination = _remote, Bits = ControlBits.Rst, Seq = _tcb.SndNxt });
        Delete(TcpState.Closed, Ending.Aborted);
        Settle(now, outbox);
        return CallError.None;
    }

    /// <summary>STATUS (RFC 9293 §3.10.6).</summary>
    public ConnectionStatus Status => new(Tuple, _tcb, _queue?.Length ?? 0, Unread, UrgentAhead, _retransmission.Rto, _congestion.Window);

    /// <summary>The user has read: the window may open again (RFC 9293 §3.8.6.2.2), and a large step is worth a segment of its own.</summary>
    private void OfferWindow(Instant now, Outbox outbox)
    {
        if (_tcb.State is not (TcpState.Established or TcpState.FinWait1 or TcpState.FinWait2)) return;
        var half = (uint)Math.Max(1, Profile.ReceiveBuffer / 2);
        if (Room < _tcb.RcvWnd + Math.Min(half, 2u * _ownMss)) return;
        _ackNow = true;
        Settle(now, outbox);
    }
}
