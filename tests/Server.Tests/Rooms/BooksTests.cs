using Playground.Contracts;
using Playground.Server.Rooms;
using Playground.Tcp;

namespace Playground.Tests.Rooms;

/// <summary>Whose TCB can be seen by whom.</summary>
public sealed class BooksTests : IAsyncLifetime
{
    private readonly Table _table = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _table.DisposeAsync();

    [Fact]
    public async Task The_books_are_shut_until_who_opened_the_room_opens_them_to_every_seat_and_watcher()
    {
        await using var me = await _table.OpenAsync(new OpenSandbox(WithFriend: true));
        await using var friend = _table.Enter(me.Room, Table.Anybody("Brave Lynx"));
        await using var watcher = _table.Enter(me.Room);
        await friend.DoAsync(new TakeSeat("server"));
        await me.SendAsync(ControlBits.Syn, 5);
        foreach (var place in (Place[])[me, friend, watcher]) Assert.Empty((await place.NowAsync()).Books);

        await me.DoAsync(new OpenBooks(true));
        foreach (var place in (Place[])[me, friend, watcher])
        {
            var view = await place.NowAsync();
            Assert.Equal(["client", "server"], view.Books.Select(book => book.Host));
            Assert.Equal((TcpState.SynSent, 5u, null), (view.Books[0].Ledger.State, view.Books[0].Ledger.Iss, view.Books[0].Ledger.Irs));
            Assert.Null(view.Books[0].Ledger.Timers);
            Assert.Single(view.Rows.OfType<NoteRow>(), note => note.Says.ToString() == "Every TCB is open to everybody now");
        }

        await me.DoAsync(new OpenBooks(false));
        foreach (var place in (Place[])[me, friend, watcher]) Assert.Empty((await place.NowAsync()).Books);
    }

    [Fact]
    public async Task The_engines_book_shows_what_it_knows_and_nothing_that_it_does_not()
    {
        await using var me = await _table.OpenAsync();
        await me.DoAsync(new OpenBooks(true));
        Assert.Equal(new LedgerView(TcpState.Listen, null, null, null, null, null, null, null), (await me.NowAsync()).Books[1].Ledger);
        await me.SendAsync(ControlBits.Syn, 5);
        _table.Play(0.1);
        var synAck = await me.HearsAsync("server", ControlBits.SynAck);
        var server = (await me.NowAsync()).Books[1].Ledger;
        Assert.Equal((TcpState.SynReceived, synAck.Segment.Seq, 5u, 6u), (server.State, server.Iss!.Value, server.Irs!.Value, server.RcvNxt!.Value));
    }

    [Fact]
    public async Task Only_who_opened_the_room_can_open_the_books_and_their_page_knows()
    {
        await using var me = await _table.OpenAsync(new OpenSandbox(WithFriend: true));
        await using var friend = _table.Enter(me.Room, Table.Anybody("Brave Lynx"));
        await friend.DoAsync(new TakeSeat("server"));
        Assert.Equal(RefusalKind.NotHere, (await friend.AskAsync(new OpenBooks(true))).Refusal?.Kind);
        Assert.Equal((true, false), ((await me.NowAsync()).IsOwner, (await friend.NowAsync()).IsOwner));
        Assert.Empty((await friend.NowAsync()).Books);
    }

    [Fact]
    public async Task In_a_challenge_they_stay_shut()
    {
        await using var me = await _table.OpenAsync(new OpenChallenge("solo-dial"));
        Assert.Equal(RefusalKind.NotHere, (await me.AskAsync(new OpenBooks(true))).Refusal?.Kind);
    }

    [Fact]
    public async Task They_stay_open_when_time_is_turned_back_and_when_the_match_begins_anew()
    {
        await using var me = await _table.OpenAsync();
        await me.SendAsync(ControlBits.Syn, 5);
        await me.DoAsync(new OpenBooks(true));
        await me.DoAsync(new Rewind());
        Assert.Equal(2, (await me.NowAsync()).Books.Length);
        await me.DoAsync(new StartOver());
        Assert.Equal(2, (await me.NowAsync()).Books.Length);
    }

    [Fact]
    public async Task A_ledger_tells_its_own_seat_which_timers_a_tcp_would_have_running()
    {
        await using var me = await _table.OpenAsync();
        await me.SendAsync(ControlBits.Syn, 5);
        var sent = await me.SeesAsync(view => view.Ledger?.State == TcpState.SynSent);
        var at = sent.Rows.OfType<SegmentRow>().First().At;
        Assert.Equal(new TimersView(1, null, new TimerView(at, at + TimeSpan.FromSeconds(1))), sent.Ledger!.Timers);
        _table.Play(0.1);
        await me.HearsAsync("server", ControlBits.SynAck);
        var answered = (await me.NowAsync()).Ledger!.Timers!;
        Assert.Equal((1.0, 0.08, null), (answered.Rto, Math.Round(answered.SmoothedRoundTrip!.Value, 3), answered.Retransmission));
    }

    [Fact]
    public void An_opening_stands_in_the_log_as_it_was_written()
    {
        var (kind, body) = RoomInputs.Write(new BooksOpened(true));
        Assert.Equal(new BooksOpened(true), RoomInputs.Read(kind, body));
    }
}
