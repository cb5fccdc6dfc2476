using System.Collections.Immutable;
using Playground.Tcp;
using Playground.Wire;

namespace Playground.Engine.Endpoint;

/// <summary>Fast Open (RFC 7413): the option of our SYN, and text in it.</summary>
public sealed partial class Connection
{
    private ImmutableArray<byte> _fastOpen;
    private int _textInSyn;

    /// <summary>True when text went out with our SYN.</summary>
    internal bool HasTextInSyn => _textInSyn > 0;

    /// <summary>
    /// The option of our SYN; not again in a repeated one, nor its text: a box on the path may have dropped the first for it (RFC 7413 §4.2.2).
    /// An active side that comes to answer a SYN has no cookie to give.
    /// </summary>
    private ImmutableArray<byte> SynFastOpen => (_tcb.State == TcpState.SynSent ? !_synWasRepeated : IsPassive) ? _fastOpen : default;

    private ReadOnlyMemory<byte> SynText => HasTextInSyn && _tcb.State == TcpState.SynSent && !_synWasRepeated ? _queue!.Slice(0, _textInSyn) : default;

    /// <summary>The client's side (RFC 7413 §4.2): asks for a cookie, or sends the one it has with as much text as one segment may carry.</summary>
    private void PrepareFastOpen(FastOpenEntry? server, Instant now)
    {
        if (!Profile.FastOpen) return;
        if (server is null)
        {
            _fastOpen = [];
            return;
        }

        if (_queue is not { Length: > 0 and var length }) return;
        _fastOpen = server.Cookie;
        _textInSyn = Math.Min(length, Endpoint.SendMss.Effective(Tuple, server.Mss, _pathMtu, OptionsCodec.Length(SynOptions(now))));
        _tcb.SndNxt += (uint)_textInSyn;
    }

    /// <summary>The server's side (RFC 7413 §4.2.2): gives a cookie, or takes the text of a SYN whose cookie is good.</summary>
    private void AnswerFastOpen(in ListenDecision how, Instant now)
    {
        _fastOpen = how.FastOpen;
        if (how.Rule != RfcRule.FastOpenTakesText) return;

        // From here on somebody above has heard of the connection, and will hear of its end.
        _wasOpen = TakeEarly(now) is not null;
        _lastAckSent = _tcb.RcvNxt;
    }
}
