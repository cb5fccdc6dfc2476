using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using Playground.Contracts;
using Playground.Tcp;

namespace Playground.Tests;

/// <summary>A room with a ladder of any length, which grows when it is told to.</summary>
internal sealed class LongRoom : IRoomGateway
{
    private static readonly RoomCode s_code = RoomCode.TryParse("K7QF2M", out var code) ? code : default;
    private readonly Channel<RoomView> _views = Channel.CreateUnbounded<RoomView>();
    private RoomView _view;

    public LongRoom(int count)
    {
        _view = new RoomView
        {
            Version = 1,
            Code = s_code,
            Clock = new ClockView(default, 1 / 15.0, false),
            Hosts =
            [
                new HostView("client", "192.0.2.10:54846", HostDriver.Person, "Curious Otter", false, TcpState.Established),
                new HostView("server", "192.0.2.80:80", HostDriver.Engine, null, false, TcpState.Established),
            ],
            Rows = [.. Enumerable.Range(0, count).Select(RowAt)],
        };
    }

    public IReadOnlyList<ChallengeCard> Challenges => [];

    /// <summary>Everything that can happen to a segment on two hosts' link.</summary>
    public static LongRoom Troubled()
    {
        var (x, y) = (714_025_811u, 2_843_110_377u);
        var heard = new VerdictView(
            Outcome.Accepted, RfcRule.ListenTakesSyn, new("The server heard you."), new("It answers."), "RFC 9293 §3.10.7.2, third", TcpState.Listen, TcpState.SynReceived);
        return new LongRoom(0)
        {
            _view = new LongRoom(0)._view with
            {
                Rows =
                [
                    new StateRow(At(0), "client", TcpState.Closed, TcpState.SynSent, "192.0.2.10:54846 → 192.0.2.80:80"),
                    Segment(0, true, "SYN", x, 0) with { Fate = SegmentFate.Lost },
                    Segment(1000, true, "SYN", x, 0) with { IsRepeat = true, RepeatOf = 1, Verdict = heard },
                    new StateRow(At(1040), "server", TcpState.Listen, TcpState.SynReceived),
                    Segment(1040, false, "SYN, ACK", y, x + 1),
                    Segment(1040, false, "SYN, ACK", y, x + 1) with { IsRepeat = true, IsCopy = true, RepeatOf = 4, Arrival = At(1090) },
                    new StateRow(At(1080), "client", TcpState.SynSent, TcpState.Established),
                    Segment(1080, true, "ACK", x + 1, y + 1, 512) with { IsCorrupt = true },
                    new IcmpRow(At(1300), "", "client", IcmpKind.TooBig, "192.0.2.10:54846 → 192.0.2.80:80", x + 1, 576, At(1340), SegmentFate.Arrived, false),
                    Segment(1400, true, "RST", x + 99, 0) with
                    {
                        Arrival = At(1480), Verdict = heard with { Outcome = Outcome.Challenged, Headline = new("The server answered with a challenge ACK.") },
                    },
                ],
            },
        };
    }

    /// <summary>Two clients, a server and a forger.</summary>
    public static LongRoom Crowded()
    {
        var room = Troubled();
        room._view = room._view with
        {
            Hosts = room._view.Hosts.Add(new HostView("second", "192.0.2.11:50001", HostDriver.Person, "Quiet Heron", false, TcpState.SynSent))
                .Add(new HostView("mallory", "192.0.2.66:6666", HostDriver.Person, "Sly Fox", false, null)),
            Rows = room._view.Rows
                .Add(Segment(1600, true, "SYN", 5000, 0) with { From = "second" })
                .Add(Segment(1620, true, "RST", 714_025_812, 0) with { From = "mallory", Forges = "192.0.2.10:54846" }),
        };
        return room;
    }

    public PlaygroundApp App() => new(services => services.AddSingleton<IRoomGateway>(this));

    public void Grow()
    {
        _view = _view with { Version = _view.Version + 1, Rows = _view.Rows.Add(RowAt(_view.Rows.Count)) };
        Assert.True(_views.Writer.TryWrite(_view));
    }

    public ValueTask<OpenReply> OpenAsync(Participant who, OpenRoom what, CancellationToken cancel = default) => new(new OpenReply(s_code));

    public ValueTask<RoomCode> HomeAsync(Participant who, CancellationToken cancel = default) => new(s_code);

    public ValueTask<Reply> AskAsync(Participant who, RoomCode room, RoomAsk ask, CancellationToken cancel = default) => new(Reply.Done);

    public ValueTask<ReplayReply> ReplayAsync(Participant who, RoomCode room, CancellationToken cancel = default) => throw new NotSupportedException();

    public ValueTask<IReadOnlyList<ScoreLine>> ScoresAsync(CancellationToken cancel = default) => new([]);

    public async IAsyncEnumerable<RoomView> WatchAsync(Participant who, RoomCode room, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        yield return _view;
        await foreach (var view in _views.Reader.ReadAllAsync(cancel)) yield return view;
    }

    private static LadderRow RowAt(int place) => Segment(place * 25, place % 2 == 0, "ACK", 1, 1, 100) with { Fate = place % 100 == 99 ? SegmentFate.Lost : SegmentFate.Arrived };

    private static SegmentRow Segment(int at, bool isClients, string flags, uint seq, uint ack, int length = 0)
    {
        var (from, to) = isClients ? ("client", "server") : ("server", "client");
        var (source, destination) = isClients ? ((ushort)54846, (ushort)80) : ((ushort)80, (ushort)54846);
        return new SegmentRow(
            At(at), from, to, new SegmentView(source, destination, flags, seq, ack, 65535, new byte[length], "mss 1460", new byte[20 + length]),
            At(at + 40), SegmentFate.Arrived, false, false);
    }

    private static Instant At(int milliseconds) => new(milliseconds * 1000L);
}
