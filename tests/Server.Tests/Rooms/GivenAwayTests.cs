using Playground.Contracts;

namespace Playground.Tests.Rooms;

/// <summary>Seats of those who are away.</summary>
public sealed class GivenAwayTests : IAsyncLifetime
{
    private readonly Table _table = new();
    private Place _owner = null!;
    private Place _friend = null!;

    public async ValueTask InitializeAsync()
    {
        _owner = await _table.OpenAsync(new OpenSandbox(WithFriend: true), Table.Anybody("Calm Fox"));
        _friend = _table.Enter(_owner.Room, Table.Anybody("Kind Otter"));
        await _friend.SeesAsync(_ => true);
        await _friend.DoAsync(new TakeSeat("server"));
        await _friend.DoAsync(new KeepDraft(new SegmentDraft { Flags = "SYN, ACK", Seq = "half" }));
    }

    public async ValueTask DisposeAsync()
    {
        await _owner.DisposeAsync();
        await _friend.DisposeAsync();
        await _table.DisposeAsync();
    }

    [Fact]
    public async Task After_a_minute_the_owner_gives_the_seat_free_and_the_ladder_says_so()
    {
        await _friend.DisposeAsync();
        await _owner.NowAsync();
        _table.Time.Advance(TimeSpan.FromSeconds(59));
        Assert.False((await _owner.SeesAsync(view => view.Hosts[1].IsAway)).Together!.People[1].IsGone);
        Assert.Equal(RefusalKind.NotHere, (await _owner.AskAsync(new GiveSeatAway("server"))).Refusal?.Kind);
        _table.Time.Advance(TimeSpan.FromSeconds(1.01));
        Assert.True((await _owner.SeesAsync(view => view.Together!.People[1].IsGone)).Together!.MayGiveAway);
        await _owner.DoAsync(new GiveSeatAway("server"));
        var view = await _owner.SeesAsync(view => view.Hosts[1].Driver == HostDriver.Nobody);
        Assert.Equal("Calm Fox gave the server's seat free", Assert.IsType<NoteRow>(view.Rows[^1]).Says.ToString());
    }

    [Fact]
    public async Task Who_comes_back_watches_hears_why_and_finds_their_draft_when_they_sit_down_again()
    {
        await GiveAwayAsync();
        await using var back = _table.Enter(_owner.Room, _friend.Who);
        var view = await back.SeesAsync(_ => true);
        Assert.Null(view.Seat);
        Assert.Equal(new LostSeat("server", "Calm Fox"), view.Together!.Lost);
        Assert.Null((await _owner.NowAsync()).Together!.Lost);
        await back.DoAsync(new TakeSeat("server"));
        view = await back.SeesAsync(view => view.Seat == "server");
        Assert.Null(view.Together!.Lost);
        Assert.Equal("half", view.Draft!.Seq);
    }

    [Fact]
    public async Task A_seat_given_free_is_free_for_anybody_and_stays_so_when_the_room_is_opened_again()
    {
        await GiveAwayAsync();
        await _owner.DoAsync(new SetAwayLimit(AwayLimit.FiveMinutes));
        await _owner.DoAsync(new StartOver());
        await _owner.DisposeAsync();
        for (var i = 0; i < 400 && _table.Registry.Count > 0; i++)
        {
            _table.Time.Advance(TimeSpan.FromSeconds(31));
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }

        Assert.Equal(0, _table.Registry.Count);
        await using var back = _table.Enter(_owner.Room, _friend.Who);
        var view = await back.SeesAsync(_ => true);
        Assert.Equal((null, "Calm Fox", AwayLimit.FiveMinutes), (view.Seat, view.Together!.Lost?.By, view.Together.AwayLimit));
        await using var other = _table.Enter(_owner.Room, Table.Anybody("Brave Lynx"));
        await other.DoAsync(new TakeSeat("server"));
        Assert.Equal("Brave Lynx", (await other.SeesAsync(view => view.Seat is not null)).Hosts[1].Person);
    }

    [Fact]
    public async Task While_the_owner_is_gone_too_whoever_is_seated_stands_in_and_who_watches_does_not()
    {
        await using var watcher = _table.Enter(_owner.Room);
        await watcher.SeesAsync(_ => true);
        Assert.False((await _friend.NowAsync()).Together!.MayGiveAway);
        await _owner.DisposeAsync();
        await watcher.NowAsync();
        _table.Time.Advance(TimeSpan.FromSeconds(60.01));
        Assert.True((await _friend.SeesAsync(view => view.Together!.People[0].IsGone)).Together!.MayGiveAway);
        Assert.Equal(RefusalKind.NotHere, (await watcher.AskAsync(new GiveSeatAway("client"))).Refusal?.Kind);
        await _friend.DoAsync(new GiveSeatAway("client"));

        // The room is the owner's all the same when they come back.
        await using var back = _table.Enter(_owner.Room, _owner.Who);
        var view = await back.SeesAsync(_ => true);
        Assert.Equal((null, "Kind Otter", true), (view.Seat, view.Together!.Lost?.By, view.Together.IsOwner));
        Assert.False((await _friend.SeesAsync(view => !view.Together!.MayGiveAway)).Together!.IsOwner);
    }

    [Theory]
    [InlineData(AwayLimit.FifteenSeconds, 15)]
    [InlineData(AwayLimit.FiveMinutes, 300)]
    public async Task The_owner_sets_after_what_time(AwayLimit limit, int seconds)
    {
        await _owner.DoAsync(new SetAwayLimit(limit));
        await _friend.DisposeAsync();
        await _owner.NowAsync();
        _table.Time.Advance(TimeSpan.FromSeconds(seconds - 1));
        Assert.Equal(RefusalKind.NotHere, (await _owner.AskAsync(new GiveSeatAway("server"))).Refusal?.Kind);
        _table.Time.Advance(TimeSpan.FromSeconds(1.01));
        await _owner.SeesAsync(view => view.Together!.People[1].IsGone);
        await _owner.DoAsync(new GiveSeatAway("server"));
    }

    [Fact]
    public async Task With_never_nobody_gives_a_seat_free()
    {
        await _owner.DoAsync(new SetAwayLimit(AwayLimit.Never));
        await _friend.DisposeAsync();
        await _owner.NowAsync();
        _table.Time.Advance(TimeSpan.FromDays(1));
        Assert.Equal(RefusalKind.NotHere, (await _owner.AskAsync(new GiveSeatAway("server"))).Refusal?.Kind);
    }

    [Fact]
    public async Task Nobody_else_sets_the_limit_and_no_seat_is_given_free_whose_person_is_here()
    {
        Assert.Equal(RefusalKind.NotHere, (await _friend.AskAsync(new SetAwayLimit(AwayLimit.Never))).Refusal?.Kind);
        Assert.Equal(RefusalKind.BadField, (await _owner.AskAsync(new SetAwayLimit((AwayLimit)9))).Refusal?.Kind);
        _table.Time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(RefusalKind.NotHere, (await _owner.AskAsync(new GiveSeatAway("server"))).Refusal?.Kind);
        Assert.Equal(RefusalKind.NoSuchSeat, (await _owner.AskAsync(new GiveSeatAway("moon"))).Refusal?.Kind);
        await _friend.DoAsync(new LeaveSeat());
        Assert.Equal(RefusalKind.Nothing, (await _owner.AskAsync(new GiveSeatAway("server"))).Refusal?.Kind);
    }

    [Fact]
    public async Task The_seat_of_an_attempt_is_never_given_free()
    {
        await using var me = await _table.OpenAsync(new OpenChallenge("plus-one"));
        Assert.Equal(RefusalKind.NotHere, (await me.AskAsync(new SetAwayLimit(AwayLimit.FifteenSeconds))).Refusal?.Kind);
        Assert.Equal(RefusalKind.NotHere, (await me.AskAsync(new GiveSeatAway("client"))).Refusal?.Kind);
    }

    private async Task GiveAwayAsync()
    {
        await _friend.DisposeAsync();
        await _owner.NowAsync();
        _table.Time.Advance(TimeSpan.FromSeconds(60.01));
        await _owner.SeesAsync(view => view.Together!.People[1].IsGone);
        await _owner.DoAsync(new GiveSeatAway("server"));
    }
}
