using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Playground.Contracts;
using Playground.Tcp;

namespace Playground.Tests.Rooms;

public sealed class RefusalTests : IAsyncLifetime
{
    private readonly Table _table = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _table.DisposeAsync();

    public static TheoryData<string, RoomAsk, RefusalKind> OfWatchers => new()
    {
        { "send", new SendSegment(new SegmentDraft { Flags = "SYN", Seq = "1" }), RefusalKind.NotSeated },
        { "rewind", new Rewind(), RefusalKind.NotSeated },
        { "pause", new PauseClock(), RefusalKind.NotSeated },
        { "resume", new ResumeClock(), RefusalKind.NotSeated },
        { "turn time back", new RewindTo(Instant.FromSeconds(1)), RefusalKind.NotSeated },
        { "set the pace", new SetPace(2), RefusalKind.NotSeated },
        { "step", new StepClock(), RefusalKind.NotSeated },
        { "set the link", new SetLink(new LinkSettings()), RefusalKind.NotSeated },
        { "lose the next", new TouchNext(LinkTouch.Lose), RefusalKind.NotSeated },
        { "start over", new StartOver(), RefusalKind.NotSeated },
        { "hand a host over", new HandToEngine(), RefusalKind.NotSeated },
        { "take a host back", new TakeBack(), RefusalKind.NotSeated },
        { "leave", new LeaveSeat(), RefusalKind.NotSeated },
        { "keep a draft", new KeepDraft(new SegmentDraft()), RefusalKind.NotSeated },
        { "take a hint", new TakeHint(), RefusalKind.NotSeated },
        { "take a taken seat", new TakeSeat("client"), RefusalKind.SeatTaken },
        { "take no seat at all", new TakeSeat("attacker"), RefusalKind.NoSuchSeat },
        { "take nothing", new TakeSeat(null!), RefusalKind.NoSuchSeat },
    };

    [Theory]
    [MemberData(nameof(OfWatchers))]
    public async Task Who_only_watches_is_refused_and_nothing_changes(string what, RoomAsk ask, RefusalKind kind)
    {
        await using var me = await _table.OpenAsync();
        await using var stranger = _table.Enter(me.Room);
        await stranger.SeesAsync(_ => true);
        var before = await Database.QueryAsync(_table.Database, "SELECT COUNT(*) FROM Inputs");
        var reply = await stranger.AskAsync(ask);
        Assert.True(reply.Refusal?.Kind == kind, $"{what}: {reply.Refusal}");
        Assert.NotEmpty(reply.Refusal!.Says.ToString());
        Assert.Equal(before, await Database.QueryAsync(_table.Database, "SELECT COUNT(*) FROM Inputs"));
    }

    [Fact]
    public async Task A_code_that_is_no_room_is_refused_and_shows_nothing()
    {
        Assert.True(RoomCode.TryParse("ABCDEF", out var code));
        await using var nobody = _table.Enter(code);
        Assert.Equal(RefusalKind.NoSuchRoom, (await nobody.AskAsync(new Rewind())).Refusal?.Kind);
        await Assert.ThrowsAsync<InvalidOperationException>(() => nobody.SeesAsync(_ => true));
        Assert.Equal(0, _table.Registry.Count);
    }

    [Theory]
    [InlineData("4294967296", "0", "65535", SegmentField.Seq)]
    [InlineData("", "0", "65535", SegmentField.Seq)]
    [InlineData("1", "-1", "65535", SegmentField.Ack)]
    [InlineData("1", "0", "65536", SegmentField.Window)]
    [InlineData("1", "0", "many", SegmentField.Window)]
    public async Task What_tcp_cannot_carry_is_refused_at_its_field(string seq, string ack, string window, SegmentField field)
    {
        await using var me = await _table.OpenAsync();
        var reply = await me.AskAsync(new SendSegment(new SegmentDraft { Flags = "ACK", Seq = seq, Ack = ack, Window = window }));
        Assert.Equal(RefusalKind.BadField, reply.Refusal?.Kind);
        Assert.Equal(field, Assert.Single(reply.Refusal!.Fields).Field);
    }

    [Fact]
    public async Task A_draft_of_nothing_and_a_payload_of_a_megabyte_are_refused_too()
    {
        await using var me = await _table.OpenAsync();
        Assert.Equal(RefusalKind.BadField, (await me.AskAsync(new SendSegment(null!))).Refusal?.Kind);
        var huge = new SegmentDraft { Flags = "ACK", Seq = "1", Payload = new string('x', 1_000_000) };
        Assert.Equal(SegmentField.Payload, (await me.AskAsync(new SendSegment(huge))).Refusal?.Fields[0].Field);
        Assert.Equal(RefusalKind.BadField, (await me.AskAsync(new KeepDraft(huge))).Refusal?.Kind);
        Assert.Equal(RefusalKind.Nothing, (await me.AskAsync(new Rewind())).Refusal?.Kind);
        Assert.Equal(RefusalKind.NotHere, (await me.AskAsync(null!)).Refusal?.Kind);
    }

    [Fact]
    public async Task Every_segment_that_tcp_can_carry_is_sent_whatever_its_bits()
    {
        await using var me = await _table.OpenAsync();
        for (var bits = 0; bits < 256; bits++)
        {
            _table.Time.Advance(TimeSpan.FromSeconds(1));
            await me.SendAsync((ControlBits)bits, uint.MaxValue, 12345, "\\x00\\xff");
        }

        var view = await me.SeesAsync(view => view.Rows.OfType<SegmentRow>().Count(row => row.IsMine) == 256);
        Assert.All(view.Rows.OfType<SegmentRow>(), row => Assert.True(!row.IsMine || row.Review is not null));
    }

    [Fact]
    public async Task A_ladder_that_is_as_long_as_it_can_be_takes_no_more_until_it_is_begun_anew()
    {
        await using var me = await _table.OpenAsync(new OpenSandbox());
        Reply reply;
        var sent = 0;
        do
        {
            _table.Time.Advance(TimeSpan.FromMilliseconds(100));
            reply = await me.AskAsync(new SendSegment(new SegmentDraft { Flags = "ACK", Seq = "1" }));
            sent++;
        }
        while (reply.IsDone && sent < 11_000);
        Assert.Equal(RefusalKind.NotHere, reply.Refusal?.Kind);
        _table.Time.Advance(TimeSpan.FromSeconds(1));
        await me.DoAsync(new StartOver());
        await me.SendAsync(ControlBits.Syn, 1);
    }

    [Fact]
    public async Task A_flood_from_one_seat_is_slowed_for_that_seat_alone()
    {
        await using var me = await _table.OpenAsync(new OpenSandbox(WithFriend: true));
        await using var friend = _table.Enter(me.Room);
        await friend.DoAsync(new TakeSeat("server"));
        var kinds = new List<RefusalKind?>();
        for (var i = 0; i < 100; i++) kinds.Add((await me.AskAsync(new PauseClock())).Refusal?.Kind);
        Assert.Null(kinds[0]);
        Assert.Equal(RefusalKind.TooFast, kinds[^1]);
        await friend.SendAsync(ControlBits.Rst, 1);
        _table.Time.Advance(TimeSpan.FromSeconds(1));
        await me.DoAsync(new ResumeClock());
    }

    [Fact]
    public async Task Who_comes_and_goes_without_end_is_slowed_too()
    {
        await using var me = await _table.OpenAsync();
        var flood = Table.Anybody();
        for (var i = 0; i < 40; i++)
        {
            await using var place = _table.Enter(me.Room, flood);
            await place.SeesAsync(_ => true);
        }

        await using var late = _table.Enter(me.Room, flood);
        var waiting = late.SeesAsync(_ => true);
        await me.NowAsync();
        Assert.False(waiting.IsCompleted);
        _table.Time.Advance(TimeSpan.FromSeconds(1));
        await waiting;
    }

    [Fact]
    public async Task A_flood_of_asks_is_no_flood_of_log_lines()
    {
        var log = new CountingLog();
        await using var app = new PlaygroundApp(services => services.AddSingleton<ILoggerProvider>(log));
        _ = app.Address;
        var gateway = app.Services.GetRequiredService<IRoomGateway>();
        var who = Table.Anybody();
        var room = (await gateway.OpenAsync(who, new OpenSandbox(), TestContext.Current.CancellationToken)).Room;
        var refused = 0;
        for (var i = 0; i < 2000; i++) refused += (await gateway.AskAsync(who, room, new PauseClock(), TestContext.Current.CancellationToken)).IsDone ? 0 : 1;
        Assert.InRange(refused, 1000, 2000);
        Assert.InRange(log.TooFast, 1, 200);
    }

    /// <summary>Counts the lines that say that somebody was too fast.</summary>
    private sealed class CountingLog : ILoggerProvider, ILogger
    {
        private int _tooFast;

        public int TooFast => _tooFast;

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (formatter(state, exception).Contains(nameof(RefusalKind.TooFast), StringComparison.Ordinal)) Interlocked.Increment(ref _tooFast);
        }

        public void Dispose()
        {
            // Holds nothing.
        }
    }
}
