using Playground.Tcp;

namespace Playground.Engine.Reviews;

/// <summary>What the options of the two SYNs amount to, and the timestamps seen since.</summary>
internal sealed class Agreement
{
    private const int MaxShift = 14;
    private SegmentOptions _mine, _theirs;
    private bool _isV4 = true;
    private uint _recent, _heard;
    private uint? _sent;

    /// <summary>The largest text the other side takes, options included: its MSS, or the default (RFC 9293 §3.7.1, MUST-15).</summary>
    public int TheirMss => _theirs.MaximumSegmentSize is { } mss and > 0 ? mss : _isV4 ? 536 : 1220;

    /// <summary>The largest text this side takes, where its SYN said so.</summary>
    public int? OwnMss => _mine.MaximumSegmentSize;

    /// <summary>True when the other side's SYN offered window scaling.</summary>
    public bool IsScalingOffered => _theirs.WindowScale is not null;

    /// <summary>True when the other side's SYN offered timestamps.</summary>
    public bool AreTimestampsOffered => _theirs.Timestamps is not null;

    /// <summary>True when the other side can read SACK blocks (RFC 2018 §2).</summary>
    public bool CanSack => _theirs.SackPermitted;

    /// <summary>True when the other side's SYN showed a Fast Open cookie: its text may be taken at once (RFC 7413 §2).</summary>
    public bool HasFastOpenCookie => !_theirs.FastOpen.IsDefaultOrEmpty;

    /// <summary>True when both SYNs carried timestamps (RFC 7323 §3.2).</summary>
    public bool HasTimestamps => _mine.Timestamps is not null && AreTimestampsOffered;

    /// <summary>The shift of the windows this side offers; 0 unless both SYNs carried the option (RFC 7323 §2.2).</summary>
    public int ReceiveShift => IsScalingOffered ? Shift(_mine) : 0;

    /// <summary>The shift of the windows the other side offers.</summary>
    public int SendShift => _mine.WindowScale is not null ? Shift(_theirs) : 0;

    /// <summary>The other side's shift as its SYN named it, agreed or not.</summary>
    public int OfferedShift => Shift(_theirs);

    /// <summary>The options of this side's SYN.</summary>
    public SegmentOptions OwnOptions => _mine;

    /// <summary>The options of the other side's SYN.</summary>
    public SegmentOptions PeerOptions => _theirs;

    /// <summary>The timestamp to echo.</summary>
    public uint Recent => _recent;

    /// <summary>The newest timestamp that was sent; none before the first.</summary>
    public uint? LastSent => _sent;

    /// <summary>Takes down a SYN that was sent.</summary>
    public void OnSynSent(in SegmentOptions options) => _mine = options;

    /// <summary>Takes down a SYN that was heard.</summary>
    /// <param name="isV4">True when it came over IPv4.</param>
    public void OnSynHeard(in SegmentOptions options, bool isV4)
    {
        (_theirs, _isV4) = (options, isV4);
        if (options.Timestamps is { Value: var value }) _recent = _heard = value;
    }

    /// <summary>Takes down the timestamp of a segment that was sent.</summary>
    public void OnSent(in SegmentOptions options)
    {
        if (options.Timestamps is { Value: var value } && !GoesBack(value)) _sent = value;
    }

    /// <summary>PAWS and its rule for segments without the option: one that may be thrown away (RFC 7323 §3.2 and §5.3).</summary>
    public bool MayBeThrownAway(in SegmentOptions options) =>
        HasTimestamps && (options.Timestamps is not { Value: var value } || IsBefore(value, _recent));

    /// <summary>Takes down the timestamp of a segment that was heard (RFC 7323 §4.3).</summary>
    /// <param name="isDue">True when the segment begins at or before the last acknowledgment sent: its timestamp is the one to echo.</param>
    public void OnHeard(in SegmentOptions options, bool isDue)
    {
        if (options.Timestamps is not { Value: var value }) return;
        _heard = value;
        if (isDue && !IsBefore(value, _recent)) _recent = value;
    }

    /// <summary>True for a SYN whose timestamp is newer than any that was heard, or the first (RFC 6191 §2).</summary>
    public bool IsNewer(in SegmentOptions options) => options.Timestamps is { Value: var value } && (!HasTimestamps || IsBefore(_recent, value));

    /// <summary>True for the timestamp that is to be echoed; the newest one will do too, for a person answers late.</summary>
    public bool IsEcho(uint value) => value == _recent || value == _heard;

    /// <summary>True when a timestamp is older than one that was sent before.</summary>
    public bool GoesBack(uint value) => _sent is { } sent && IsBefore(value, sent);

    private static int Shift(in SegmentOptions options) => Math.Min((int)(options.WindowScale ?? 0), MaxShift);

    private static bool IsBefore(uint one, uint other) => new SeqNumber(one).IsBefore(new SeqNumber(other));
}
