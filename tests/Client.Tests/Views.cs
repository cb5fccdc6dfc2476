using System.Text;
using Playground.Contracts;
using Playground.Tcp;

namespace Playground.Tests;

/// <summary>Views as a room would make them, each one step further.</summary>
public static class Views
{
    public const uint X = 714_025_811;
    public const uint Y = 2_843_110_377;

    public static RoomCode Code { get; } = RoomCode.TryParse("K7QF2M", out var code) ? code : default;

    /// <summary>A fresh link: the reader is the client, the engine listens.</summary>
    public static RoomView Fresh { get; } = new()
    {
        Version = 1,
        Code = Code,
        Seat = "client",
        Clock = new ClockView(At(0), 1 / 15.0, false),
        Hosts =
        [
            new HostView("client", "192.0.2.10:54846", HostDriver.Person, "Curious Otter", false, TcpState.Closed),
            new HostView("server", "192.0.2.80:80", HostDriver.Engine, null, false, null),
        ],
        Ledger = new LedgerView(TcpState.Closed, null, null, null, null, null, null, 65535),
        Draft = new SegmentDraft { Flags = "SYN", Seq = $"{X}" },
        DraftStamp = 1,
    };

    /// <summary>The SYN is on its way.</summary>
    public static RoomView SynSent { get; } = Fresh with
    {
        Version = 2,
        Rows = [new StateRow(At(0), "client", TcpState.Closed, TcpState.SynSent),
            Mine(0, "SYN", X, 0) with { Fate = SegmentFate.OnTheWay }],
        Ledger = new LedgerView(TcpState.SynSent, X, X, X + 1, null, null, null, 65535),
        CanRewind = true,
    };

    /// <summary>The SYN was heard and its answer is here.</summary>
    public static RoomView Answered { get; } = SynSent with
    {
        Version = 3,
        Clock = new ClockView(At(81), 1 / 15.0, false),
        Rows = [SynSent.Rows[0], Mine(0, "SYN", X, 0, Heard), Theirs(41, "SYN, ACK", Y, X + 1)],
        Ledger = new LedgerView(TcpState.SynSent, X, X, X + 1, 65535, Y, null, 65535),
    };

    /// <summary>The learner has acknowledged the number that arrived, and was reset.</summary>
    public static RoomView Reset { get; } = Answered with
    {
        Version = 4,
        Rows = Answered.Rows.Add(Mine(6420, "ACK", X + 1, Y, new VerdictView(
            Outcome.Reset, RfcRule.SynReceivedResetsAck, new("The server answered with a reset."), new("Your ACK does not cover its SYN."),
            "RFC 9293 §3.10.7.4, fifth, SYN-RECEIVED", TcpState.SynReceived, TcpState.SynReceived)) with
        {
            Review = new ReviewView(false, SegmentField.Ack,
                new("Your ack {0} repeats the number that arrived: the next one is {1}.", $"{Y}", $"{Y + 1}"), "RFC 9293 §3.4", "ack-copies-seq"),
        }).Add(Theirs(6461, "RST", Y, 0)),
    };

    /// <summary>The handshake is done.</summary>
    public static RoomView Open { get; } = Answered with
    {
        Version = 4,
        Rows = Answered.Rows.Add(Mine(6420, "ACK", X + 1, Y + 1, Heard)),
        Ledger = new LedgerView(TcpState.Established, X, X + 1, X + 1, 65535, Y, Y + 1, 65535),
    };

    public static VerdictView Heard => new(
        Outcome.Accepted, RfcRule.ListenTakesSyn, new("The server heard you."), new("It answers."),
            "RFC 9293 §3.10.7.2, third", TcpState.Listen, TcpState.SynReceived);

    public static ChallengeCard Card(int number) =>
        new($"challenge-{number}", number, $"Challenge {number}", "client", 1, 100, 2, "Shake hands.");

    public static AttemptView Attempt => new(
        Card(1),
            [new GoalView(new("Your SYN is heard"), true, null), new GoalView(new("Both are open"), false, new("the server waits"))], 1, 0, [], 3, null);

    /// <summary>Where the pages' sources lie.</summary>
    public static string Sources()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Playground.sln"))) folder = folder.Parent;
        return Path.Combine(folder!.FullName, "src", "Client");
    }

    public static Instant At(int milliseconds) => new(milliseconds * 1000L);

    public static SegmentRow Mine(int at, string flags, uint seq, uint ack, VerdictView? verdict = null, string payload = "") => new(
        At(at), "client", "server", Says(54846, 80, flags, seq, ack, payload), At(at + 40), SegmentFate.Arrived, true, false,
        new ReviewView(true, SegmentField.Bits, new("A TCP could send this."), "RFC 9293 §3.10.7", null), verdict);

    public static SegmentRow Theirs(int at, string flags, uint seq, uint ack, string payload = "") => new(
        At(at), "server", "client", Says(80, 54846, flags, seq, ack, payload), At(at + 40), SegmentFate.Arrived, false, false);

    private static SegmentView Says(ushort from, ushort to, string flags, uint seq, uint ack, string payload) =>
        new(from, to, flags, seq, ack, 65535, Encoding.UTF8.GetBytes(payload), "", []);
}
