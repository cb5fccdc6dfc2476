using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Playground.Tcp;

namespace Playground.Contracts;

/// <summary>
/// A room as one seat may see it: its own sends, what was delivered to it, its own ledger, and nothing else. Immutable; each
/// change makes a new one with a higher version.
/// </summary>
public sealed record RoomView
{
    /// <summary>Rises with every change, over restarts of the server too.</summary>
    public required long Version { get; init; }

    /// <summary>The room.</summary>
    public required RoomCode Code { get; init; }

    /// <summary>The host this view's reader sits at; none for who only watches.</summary>
    public string? Seat { get; init; }

    /// <summary>The room's time.</summary>
    public required ClockView Clock { get; init; }

    /// <summary>The hosts on the link, the client's side first.</summary>
    public required ImmutableArray<HostView> Hosts { get; init; }

    /// <summary>How many people watch without a seat.</summary>
    public int Watchers { get; init; }

    /// <summary>
    /// The place of the first of <see cref="Rows"/> in the whole ladder: rows before it are as they were in the last view.
    /// Always 0 in the page; a program keeps its first <c>RowsFrom</c> rows and replaces the rest.
    /// </summary>
    public int RowsFrom { get; init; }

    /// <summary>The ladder, oldest first.</summary>
    public ImmutableList<LadderRow> Rows { get; init; } = [];

    /// <summary>The reader's own TCB; none for who only watches.</summary>
    public LedgerView? Ledger { get; init; }

    /// <summary>The host at the other end of <see cref="Ledger"/>'s connection, or its socket where no host has that address; none for who only watches.</summary>
    public string? Peer { get; init; }

    /// <summary>The reader's connections, and one with each other host to which nothing was said yet; empty for who only watches.</summary>
    public ImmutableArray<ConnectionView> Connections { get; init; } = [];

    /// <summary>The reader's half-typed segment; none for who only watches.</summary>
    public SegmentDraft? Draft { get; init; }

    /// <summary>Changes when the room itself set the draft (a new match, a rewind), so that the composer takes it over.</summary>
    public long DraftStamp { get; init; }

    /// <summary>True when a rewind has something to go back to.</summary>
    public bool CanRewind { get; init; }

    /// <summary>The challenge that is played here; none on a sandbox.</summary>
    public AttemptView? Attempt { get; init; }

    /// <summary>True when everybody who has its address may see the room's replay.</summary>
    public bool IsShared { get; init; }

    /// <summary>Every host's TCB, where the room's owner has opened them to all; else none.</summary>
    public ImmutableArray<BookView> Books { get; init; } = [];

    /// <summary>True for who opened the room: its hosts and its books are theirs to change.</summary>
    [JsonIgnore]
    public bool IsOwner => Together is { IsOwner: true };

    /// <summary>True while the engine drives the reader's own host.</summary>
    [JsonIgnore]
    public bool IsOnAutopilot => Hosts.Any(host => host.Name == Seat && host.IsOnAutopilot);

    /// <summary>True for who sits at no host of the link, and only looks on and answers the questions of a challenge.</summary>
    [JsonIgnore]
    public bool IsObserver => Seat is not null && Attempt is not null && !Hosts.Any(host => host.Name == Seat);

    /// <summary>The link, where the room's rules let its people know it and change it; none in a challenge.</summary>
    public LinkView? Link { get; init; }

    /// <summary>Who is here and what they show each other; none in a replay.</summary>
    public TogetherView? Together { get; init; }
}

/// <summary>The room's virtual time.</summary>
/// <param name="Now">The time at which this view was made.</param>
/// <param name="Speed">Virtual seconds for one real second.</param>
/// <param name="IsPaused">True while time stands.</param>
/// <param name="Pace">How many times the usual pace; one of <see cref="SetPace.Paces"/>.</param>
public sealed record ClockView(Instant Now, double Speed, bool IsPaused, double Pace = 1);

/// <summary>What the link does, and what it will do to the next segments.</summary>
/// <param name="All">What it does to the segments of every host that is not named in <paramref name="ByHost"/>.</param>
/// <param name="ByHost">What it does to those of single hosts, by name.</param>
/// <param name="Touches">What it was told to do to next segments and has not done yet, in order.</param>
public sealed record LinkView(LinkSettings All, ImmutableSortedDictionary<string, LinkSettings> ByHost, ImmutableArray<TouchNext> Touches);

/// <summary>Who drives a host.</summary>
public enum HostDriver
{
    /// <summary>The engine.</summary>
    Engine,

    /// <summary>A person.</summary>
    Person,

    /// <summary>Nobody yet, or nobody any more.</summary>
    Nobody,
}

/// <summary>A host on the link.</summary>
/// <param name="Name">Its name in the ladder: <c>client</c>, <c>server</c>, <c>client-2</c>, <c>attacker</c>.</param>
/// <param name="Socket">Its address and port.</param>
/// <param name="Driver">Who drives it; the engine too where the person at it has handed it over.</param>
/// <param name="Person">The name of the person at it.</param>
/// <param name="IsAway">True when that person's page is not connected.</param>
/// <param name="State">The state of its connection where the reader may know it: its own, or all for who watches.</param>
public sealed record HostView(string Name, string Socket, HostDriver Driver, string? Person, bool IsAway, TcpState? State)
{
    /// <summary>True while the engine drives it for the person who sits at it.</summary>
    public bool IsOnAutopilot => Driver == HostDriver.Engine && Person is not null;

    /// <summary>Its side.</summary>
    public SeatRole Role { get; init; }

    /// <summary>True for one that hears whatever is put on the link.</summary>
    public bool IsOnPath { get; init; }

    /// <summary>The offer to exchange seats that stands between the reader and the person at it.</summary>
    public SwapOffer Swap { get; init; }
}

/// <summary>The variables of the reader's own connection; a value that the reader has not worked out yet is missing.</summary>
/// <param name="State">The state that the reader's own sends and receptions amount to.</param>
/// <param name="Iss">The initial send sequence number.</param>
/// <param name="SndUna">The oldest number not acknowledged.</param>
/// <param name="SndNxt">The next number to send.</param>
/// <param name="SndWnd">The other side's window.</param>
/// <param name="Irs">The other side's initial number.</param>
/// <param name="RcvNxt">The next number expected; missing until the reader has acknowledged it.</param>
/// <param name="RcvWnd">The window last offered.</param>
public sealed record LedgerView(TcpState State, uint? Iss, uint? SndUna, uint? SndNxt, uint? SndWnd, uint? Irs, uint? RcvNxt, uint? RcvWnd)
{
    /// <summary>The timers that a TCP in the reader's place would have running; none for a TCB that is not the reader's.</summary>
    public TimersView? Timers { get; init; }
}

/// <summary>A row of the ladder.</summary>
/// <param name="At">When it happened, in the room's time.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "row")]
[JsonDerivedType(typeof(SegmentRow), "segment")]
[JsonDerivedType(typeof(StateRow), "state")]
[JsonDerivedType(typeof(NoteRow), "note")]
[JsonDerivedType(typeof(IcmpRow), "icmp")]
public abstract record LadderRow(Instant At);

/// <summary>What a segment's sender or receiver can know of its way.</summary>
public enum SegmentFate
{
    /// <summary>Sent, and nothing known of its arrival yet.</summary>
    OnTheWay,

    /// <summary>Arrived.</summary>
    Arrived,

    /// <summary>Lost; shown to who hears the wire alone.</summary>
    Lost,
}

/// <summary>A segment.</summary>
/// <param name="At">When it left; for a receiver when it arrived, less the link's usual delay.</param>
/// <param name="From">The host that sent it.</param>
/// <param name="To">The host it is addressed to.</param>
/// <param name="Segment">What it says.</param>
/// <param name="Arrival">When it arrives, as far as the reader may tell.</param>
/// <param name="Fate">What became of it, as far as the reader may tell.</param>
/// <param name="IsMine">True when the reader made it.</param>
/// <param name="IsRepeat">True when the same numbers went before.</param>
/// <param name="Review">What is said about it from its sender's ledger; for its sender and for who watches.</param>
/// <param name="Verdict">What the receiver did with it, where a TCP received it.</param>
/// <param name="RepeatOf">The place, among the reader's own rows, of the row that it repeats, from 0; none where that is not there.</param>
/// <param name="IsCopy">True when the link made it, not its sender; to a receiver it looks like any repeat.</param>
/// <param name="IsCorrupt">True when its checksum is wrong where it arrives; for its receiver and for who watches.</param>
/// <param name="Forges">The socket that it names as its source where that is not its sender's; for its sender and for who watches.</param>
/// <param name="Expected">What a TCP in the receiver's position does with it, where a person received it, read off that person's own ledger; for them and for who watches.</param>
/// <param name="Question">What stands in place of <paramref name="Expected"/> for who plays a challenge, until it is solved.</param>
public sealed record SegmentRow(
    Instant At, string From, string To, SegmentView Segment, Instant Arrival, SegmentFate Fate, bool IsMine, bool IsRepeat,
    ReviewView? Review = null, VerdictView? Verdict = null, int? RepeatOf = null, bool IsCopy = false, bool IsCorrupt = false,
    string? Forges = null, VerdictView? Expected = null, ArrivalQuestion? Question = null) : LadderRow(At);

/// <summary>A host changed its state.</summary>
/// <param name="At">When.</param>
/// <param name="Host">The host.</param>
/// <param name="From">The state before.</param>
/// <param name="To">The state after.</param>
/// <param name="Connection">The connection's sockets, the host's own first; none where nobody has called yet.</param>
public sealed record StateRow(Instant At, string Host, TcpState From, TcpState To, string? Connection = null) : LadderRow(At);

/// <summary>Something between the segments: somebody sat down, time stood still, the match began anew.</summary>
/// <param name="At">When.</param>
/// <param name="Says">What.</param>
public sealed record NoteRow(Instant At, Sentence Says) : LadderRow(At);

/// <summary>An ICMP error (RFC 9293 §3.9.2.2).</summary>
/// <param name="At">When it left; for a receiver when it arrived, less the link's usual delay.</param>
/// <param name="From">The host that sent it; empty where it came from a router, or the reader can't tell.</param>
/// <param name="To">The host it goes to; empty where no host has that address.</param>
/// <param name="Kind">What it says went wrong.</param>
/// <param name="Connection">The sockets of the segment that it quotes, that segment's sender first.</param>
/// <param name="Seq">The sequence number that it quotes.</param>
/// <param name="Mtu">For a packet too big the octets that the next hop takes; else 0.</param>
/// <param name="Arrival">When it arrives, as far as the reader may tell.</param>
/// <param name="Fate">What became of it; its sender hears nothing of its arrival.</param>
/// <param name="IsMine">True when the reader made it.</param>
public sealed record IcmpRow(
    Instant At, string From, string To, IcmpKind Kind, string Connection, uint Seq, ushort Mtu, Instant Arrival, SegmentFate Fate,
    bool IsMine) : LadderRow(At);

/// <summary>A segment's fields, plain.</summary>
/// <param name="SourcePort">The source port.</param>
/// <param name="DestinationPort">The destination port.</param>
/// <param name="Flags">The control bits by name.</param>
/// <param name="Seq">SEG.SEQ.</param>
/// <param name="Ack">SEG.ACK, whether the ACK bit is on or off.</param>
/// <param name="Window">SEG.WND.</param>
/// <param name="Payload">The payload's octets; base64 in JSON.</param>
/// <param name="Options">The options in ladder notation.</param>
/// <param name="Bytes">The TCP header and payload as they stand on the wire.</param>
public sealed record SegmentView(
    ushort SourcePort, ushort DestinationPort, string Flags, uint Seq, uint Ack, ushort Window, byte[] Payload, string Options, byte[] Bytes);

/// <summary>What is said about a segment from its sender's own ledger.</summary>
/// <param name="CouldBeSent">True when an RFC 9293 endpoint in this position could send it.</param>
/// <param name="Field">The field it is about.</param>
/// <param name="Says">One or two sentences.</param>
/// <param name="Reference">The section.</param>
/// <param name="Misconception">The name of the mistake, where it has one.</param>
public sealed record ReviewView(bool CouldBeSent, SegmentField Field, Sentence Says, string Reference, string? Misconception);

/// <summary>What a TCP did with a segment that arrived. It holds no number that the segment's sender might not know.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="Rule">The rule that decided.</param>
/// <param name="Headline">What happened, in a few words.</param>
/// <param name="Says">Why, in one or two sentences.</param>
/// <param name="Reference">The section and step.</param>
/// <param name="StateBefore">The receiver's state before.</param>
/// <param name="StateAfter">The receiver's state after.</param>
public sealed record VerdictView(
    Outcome Outcome, RfcRule Rule, Sentence Headline, Sentence Says, string Reference, TcpState StateBefore, TcpState StateAfter);

/// <summary>What a challenge asks its player about a segment that arrived: what a TCP in their position does with it is theirs to say.</summary>
/// <param name="Reference">The section that says it, without its step, whose words may tell too much.</param>
/// <param name="IsTaken">True where a TCP simply takes it, so that there is nothing to ask.</param>
public sealed record ArrivalQuestion(string Reference, bool IsTaken);
