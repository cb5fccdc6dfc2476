using System.Collections.Immutable;
using Playground.Client.Play.Composing;
using Playground.Contracts;
using Playground.Tcp;

namespace Playground.Client.Design;

/// <summary>Views that no room made, so that the design page can show every state of every component, the same each time.</summary>
public static class MadeViews
{
    private const uint X = 714_025_811;
    private const uint Y = 2_843_110_377;
    private const string ClientSocket = "192.0.2.10:54846";
    private const string ServerSocket = "192.0.2.80:80";

    private static readonly VerdictView s_heard = new(
        Outcome.Accepted, RfcRule.ListenTakesSyn, new("The server is now SYN-RECEIVED."), new("Your SYN was heard. The listener notes your number, picks its own and answers with a SYN-ACK."),
        "RFC 9293 §3.10.7.2, third", TcpState.Listen, TcpState.SynReceived);

    private static readonly ReviewView s_right = new(true, SegmentField.Bits, new("A TCP could send this."), "RFC 9293 §3.10.7", null);

    private static readonly ReviewView s_wrong = new(
        false, SegmentField.Ack, new("Your ack {0} repeats the number that arrived. That number is used up, so the next one is {1}.", $"{Y}", $"{Y + 1}"), "RFC 9293 §3.4", "ack-copies-seq");

    /// <summary>Nothing has been sent yet.</summary>
    public static RoomView Fresh { get; } = new()
    {
        Version = 1,
        Code = RoomCode.TryParse("K7QF2M", out var code) ? code : default,
        Seat = "client",
        Clock = new ClockView(At(0), 1 / 15.0, true),
        Hosts =
        [
            new("client", ClientSocket, HostDriver.Person, "Curious Otter", false, TcpState.Closed) { Role = SeatRole.Client },
            new("server", ServerSocket, HostDriver.Engine, null, false, null) { Role = SeatRole.Server },
        ],
        Ledger = new(TcpState.Closed, null, null, null, null, null, null, 65535),
        Draft = new() { Flags = "SYN", Seq = $"{X}" },
        Link = new(new(), ImmutableSortedDictionary<string, LinkSettings>.Empty, [new(LinkTouch.Lose)]),
        DraftStamp = 1,
    };

    /// <summary>A SYN is on its way, and a timer runs.</summary>
    public static RoomView Waiting { get; } = Fresh with
    {
        Clock = new(At(300), 1 / 15.0, true),
        Rows = [new StateRow(At(0), "client", TcpState.Closed, TcpState.SynSent), Mine(0, "SYN", X) with { Fate = SegmentFate.OnTheWay }],
        Ledger = new(TcpState.SynSent, X, X, X + 1, null, null, null, 65535)
        {
            Timers = new(1, 0.08, new TimerView(At(0), At(1000)), new TimerView(At(200), At(700)), new TimerView(At(0), At(250))),
        },
        CanRewind = true,
    };

    /// <summary>The SYN was answered.</summary>
    public static RoomView Answered { get; } = Waiting with
    {
        Clock = new(At(81), 1 / 15.0, false),
        Rows = [Waiting.Rows[0], Mine(0, "SYN", X) with { Verdict = s_heard }, Theirs(41, "SYN, ACK", Y, X + 1)],
        Ledger = new(TcpState.SynSent, X, X, X + 1, 65535, Y, null, 65535),
    };

    /// <summary>A wrong acknowledgment was answered with a reset.</summary>
    public static RoomView Reset { get; } = Answered with
    {
        Rows = Answered.Rows
            .Add(Mine(6420, "ACK", X + 1, Y) with
            {
                Review = s_wrong,
                Verdict = s_heard with { Outcome = Outcome.Reset, Headline = new("The server answered with a reset."), Reference = "RFC 9293 §3.10.7.4, fifth, SYN-RECEIVED" },
            })
            .Add(Theirs(6461, "RST", Y)),
    };

    /// <summary>The connection is open.</summary>
    public static RoomView Open { get; } = Answered with
    {
        Rows = Answered.Rows.Add(Mine(6420, "ACK", X + 1, Y + 1) with { Verdict = s_heard }).Add(new StateRow(At(6420), "client", TcpState.SynSent, TcpState.Established)),
        Ledger = new(TcpState.Established, X, X + 1, X + 1, 65535, Y, Y + 1, 65535),
    };

    /// <summary>Every kind of row that a ladder has.</summary>
    public static RoomView EveryRow { get; } = Open with
    {
        Rows =
        [
            new StateRow(At(0), "client", TcpState.Closed, TcpState.SynSent),
            Mine(0, "SYN", X) with { Fate = SegmentFate.Lost },
            Mine(1000, "SYN", X) with { IsRepeat = true, RepeatOf = 1, Verdict = s_heard },
            new StateRow(At(1040), "server", TcpState.Listen, TcpState.SynReceived),
            Theirs(1040, "SYN, ACK", Y, X + 1),
            Theirs(1040, "SYN, ACK", Y, X + 1) with { IsRepeat = true, IsCopy = true, RepeatOf = 4, Arrival = At(1090) },
            new NoteRow(At(1100), new("Somebody sat down.")),
            Mine(6080, "ACK", X + 1, Y) with { Review = s_wrong, Verdict = s_heard with { Outcome = Outcome.Reset, Headline = new("The server answered with a reset.") } },
            Mine(6200, "ACK, PSH", X + 1, Y + 1, "hello") with { IsCorrupt = true },
            new IcmpRow(At(6300), "", "client", IcmpKind.TooBig, $"{ClientSocket} → {ServerSocket}", X + 1, 576, At(6340), SegmentFate.Arrived, false),
            Mine(6400, "RST", X + 99) with { Verdict = s_heard with { Outcome = Outcome.Challenged, Headline = new("The server answered with a challenge ACK.") } },
            Mine(6500, "FIN, ACK", X + 6, Y + 1) with { Fate = SegmentFate.OnTheWay },
        ],
        Draft = new() { Flags = "ACK", Seq = $"{X + 7}", Ack = $"{Y + 1}" },
    };

    /// <summary>A seat of each kind: one's own, one that is typed at, one away, one on autopilot, one that is free.</summary>
    public static RoomView EverySeat { get; } = Open with
    {
        Hosts =
        [
            Fresh.Hosts[0],
            new("server", ServerSocket, HostDriver.Person, "Kind Otter", false, null) { Role = SeatRole.Server },
            new("client-2", "192.0.2.11:50001", HostDriver.Person, "Brisk Finch", true, null) { Role = SeatRole.Client },
            new("server-2", "192.0.2.81:80", HostDriver.Engine, "Calm Heron", false, null) { Role = SeatRole.Server },
            new("attacker", "192.0.2.66:6666", HostDriver.Nobody, null, false, null) { Role = SeatRole.Attacker, IsOnPath = true },
        ],
        Connections =
        [
            new("server", ClientSocket, ServerSocket, true, Open.Ledger!),
            new("server-2", ClientSocket, "192.0.2.81:80", true, Waiting.Ledger!),
        ],
        Watchers = 2,
        Together = new()
        {
            People =
            [
                new(1, "Curious Otter", "client"), new(2, "Kind Otter", "server", IsTyping: true), new(3, "Brisk Finch", "client-2", AwaySeconds: 70, IsGone: true),
                new(4, "Calm Heron", "server-2", Reaction: Reaction.Applause), new(5, "Brave Lynx", null),
            ],
            Me = 1,
            IsOwner = true,
            MayGiveAway = true,
            Pointers = [new(4, 5, "Brave Lynx", 1)],
        },
    };

    /// <summary>An attempt at a challenge that is under way.</summary>
    public static AttemptView Attempt { get; } = new(
        new("challenge-1", 1, "Plus one", "client", 1, 100, 2, "Answer the SYN-ACK by hand."),
        [new(new("Your SYN is heard"), true, null), new(new("Both are open"), false, new("the server still waits for an acknowledgment"))],
        3, 1, ["A SYN takes a number of its own."], 2, null);

    /// <summary>An attempt with a goal that holds, one that was missed, an exhibit, and a question of each kind.</summary>
    public static AttemptView Asked { get; } = Attempt with
    {
        Challenge = Attempt.Challenge with { Id = "challenge-3", Number = 3, Title = "Fill the blank" },
        Goals =
        [
            new(new("No reset is sent"), true, null) { IsConstraint = true },
            new(new("One segment at a time"), false, new("The segment before was not acknowledged yet. Turn time back to before this one.")) { IsConstraint = true, IsMissed = true },
            new(new("The blank"), false, null),
            new(new("The way back"), false, null),
        ],
        Exhibit = $"1  client → server  [SYN]       seq={X}\n2  server → client  [SYN, ACK]  seq={Y}  ack=(a)\n",
        Questions =
        [
            new("(a), the acknowledgment of the SYN", [], "1", false, new("{0} is counted from the ISN, as capture tools show it. On the wire stands the number itself: {1}.", "1", $"{X + 1}")),
            new("What does the client send then?", ["An ACK", "A reset"], "An ACK", true, null),
        ],
        Drill = 1,
        Drills = ["Just before the circle closes"],
    };

    /// <summary>A page that came over a connection.</summary>
    public static ImmutableList<LadderRow> PageRows { get; } =
        [Theirs(900, "PSH, ACK", Y + 1, X + 30, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<!doctype html><title>It works</title><h1>It works</h1><p>By hand.</p>")];

    /// <summary>The same attempt, solved.</summary>
    public static AttemptView Solved { get; } = Attempt with
    {
        Challenge = Attempt.Challenge with { Id = "challenge-2", Number = 2 },
        Goals = [.. Attempt.Goals.Select(goal => goal with { IsMet = true, NotYet = null })],
        Sends = 1,
        Rewinds = 0,
        Hints = [],
        Points = 120,
        Debrief = "An acknowledgment names the next number that is expected.",
        Drills = ["Another server"],
        Result = new(
            [new(new("for the solution"), 100), new(new("for {0} at par {1}", "1", "2"), 20)], [$"client → server  [ACK] seq={X + 1} ack={Y + 1}"], "the third segment",
            [$"client → server  [ACK] seq={X + 1} ack={Y + 1}"], 1, ["RFC 9293 §3.5"],
            [new("ack-copies-seq", 2, new("Your ack {0} repeats the number that arrived. That number is used up, so the next one is {1}.", $"{Y}", $"{Y + 1}"))]),
    };

    /// <summary>The octets of a segment from the client to the server.</summary>
    /// <exception cref="ArgumentException">A field holds what TCP can't carry.</exception>
    public static byte[] Octets(SegmentDraft draft) =>
        DraftOnWire.Of(draft, ClientSocket, ServerSocket) ?? throw new ArgumentException("A field holds what TCP can't carry.", nameof(draft));

    private static Instant At(int milliseconds) => new(milliseconds * 1000L);

    private static SegmentRow Mine(int at, string flags, uint seq, uint ack = 0, string payload = "") => new(
        At(at), "client", "server", Says(54846, 80, flags, seq, ack, payload), At(at + 40), SegmentFate.Arrived, true, false, s_right);

    private static SegmentRow Theirs(int at, string flags, uint seq, uint ack = 0, string payload = "") => new(
        At(at), "server", "client", Says(80, 54846, flags, seq, ack, payload), At(at + 40), SegmentFate.Arrived, false, false);

    private static SegmentView Says(ushort from, ushort to, string flags, uint seq, uint ack, string payload) => new(
        from, to, flags, seq, ack, 65535, System.Text.Encoding.UTF8.GetBytes(payload), "",
        DraftOnWire.Of(new() { Flags = flags, Seq = $"{seq}", Ack = $"{ack}", Payload = payload }, from == 80 ? ServerSocket : ClientSocket, from == 80 ? ClientSocket : ServerSocket) ?? []);
}
