using System.Text.Json;
using Playground.Contracts;
using Playground.Tcp;

namespace Playground.Tests.Rooms;

/// <summary>Who is in a room, and what they show each other.</summary>
public sealed class TogetherTests : IAsyncLifetime
{
    private readonly Table _table = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _table.DisposeAsync();

    [Fact]
    public async Task Everybody_is_named_those_with_a_seat_first_and_each_knows_which_is_them()
    {
        await using var me = await _table.OpenAsync(new OpenSandbox("server", WithFriend: true), Table.Anybody("Calm Fox"));
        await using var watcher = _table.Enter(me.Room, Table.Anybody("Brave Lynx"));
        await watcher.SeesAsync(_ => true);
        await using var friend = _table.Enter(me.Room, Table.Anybody("Kind Otter"));
        await friend.DoAsync(new TakeSeat("client"));

        var together = (await watcher.SeesAsync(view => view.Together!.People.Length == 3 && view.Watchers == 1)).Together!;
        Assert.Equal([("Kind Otter", "client"), ("Calm Fox", "server"), ("Brave Lynx", null)], together.People.Select(who => (who.Name, who.Seat)));
        Assert.Equal(together.Me, together.People[2].Number);
        Assert.False(together.IsOwner);
        Assert.True((await me.NowAsync()).Together!.IsOwner);
        Assert.DoesNotContain($"{me.Who.Id}", JsonSerializer.Serialize(watcher.Last), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_types_is_marked_until_three_seconds_after_the_last_change_and_nothing_of_the_draft_is_told()
    {
        await using var me = await _table.OpenAsync();
        await using var watcher = _table.Enter(me.Room);
        await watcher.SeesAsync(_ => true);
        _table.Time.Advance(TimeSpan.FromSeconds(1));
        await me.DoAsync(new KeepDraft(new SegmentDraft { Seq = "1234567" }));
        var view = await watcher.SeesAsync(IsTyping);
        Assert.DoesNotContain("1234567", JsonSerializer.Serialize(view), StringComparison.Ordinal);

        _table.Time.Advance(TimeSpan.FromSeconds(2));
        await me.DoAsync(new KeepDraft(new SegmentDraft { Seq = "12345678" }));
        _table.Time.Advance(TimeSpan.FromSeconds(2));
        Assert.True(IsTyping(await watcher.NowAsync()));
        _table.Time.Advance(TimeSpan.FromSeconds(1.01));
        await watcher.SeesAsync(view => !IsTyping(view));

        // The same once more is no change.
        await me.DoAsync(new KeepDraft(new SegmentDraft { Seq = "12345678" }));
        Assert.False(IsTyping(await watcher.NowAsync()));
    }

    [Fact]
    public async Task Typing_is_told_when_it_begins_and_when_it_ends_and_not_for_each_key()
    {
        await using var me = await _table.OpenAsync();
        var room = (await _table.Registry.FindAsync(me.Room))!;
        using var watcher = (await room.FollowAsync(Table.Anybody()))!;
        Assert.NotNull(watcher.Take());
        _table.Time.Advance(TimeSpan.FromSeconds(1));
        for (var key = 0; key < 20; key++)
        {
            await me.DoAsync(new KeepDraft(new SegmentDraft { Seq = $"{key + 1_000}" }));

            // Others are told when the answer is out; a room that answers again has done so.
            await room.AskAsync(me.Who, new TakeSeat("nowhere"));
            Assert.Equal(key == 0, watcher.Take() is not null);
            _table.Time.Advance(TimeSpan.FromSeconds(0.1));
        }
    }

    [Fact]
    public async Task Who_has_sent_their_segment_types_no_longer_even_when_its_draft_is_kept_late()
    {
        await using var me = await _table.OpenAsync();
        await using var watcher = _table.Enter(me.Room);
        var draft = new SegmentDraft { Flags = "SYN", Seq = "77" };
        await me.DoAsync(new KeepDraft(draft with { Seq = "7" }));
        _table.Time.Advance(TimeSpan.FromSeconds(1));
        await watcher.SeesAsync(IsTyping);
        await me.DoAsync(new SendSegment(draft));
        await me.DoAsync(new KeepDraft(draft));
        Assert.False(IsTyping(await watcher.NowAsync()));
    }

    [Fact]
    public async Task Whose_connection_is_lost_is_away_after_two_seconds_with_the_time_and_a_reload_is_not_noticed()
    {
        await using var me = await _table.OpenAsync();
        await using var watcher = _table.Enter(me.Room);
        await watcher.SeesAsync(_ => true);
        await me.DisposeAsync();
        _table.Time.Advance(TimeSpan.FromSeconds(1.9));
        Assert.False((await watcher.NowAsync()).Hosts[0].IsAway);
        await using (var reloaded = _table.Enter(me.Room, me.Who))
        {
            await reloaded.SeesAsync(_ => true);
            _table.Time.Advance(TimeSpan.FromSeconds(10));
            Assert.False((await watcher.NowAsync()).Hosts[0].IsAway);
        }

        await watcher.NowAsync();
        _table.Time.Advance(TimeSpan.FromSeconds(2.01));
        Assert.Equal(2, Assert.Single((await watcher.SeesAsync(view => view.Hosts[0].IsAway)).Together!.People, who => who.Seat == "client").AwaySeconds);
        _table.Time.Advance(TimeSpan.FromSeconds(38));
        Assert.Equal(40, (await watcher.NowAsync()).Together!.People[0].AwaySeconds);
    }

    [Fact]
    public async Task A_reaction_is_seen_by_everybody_for_five_seconds()
    {
        await using var me = await _table.OpenAsync();
        await using var watcher = _table.Enter(me.Room);
        await watcher.SeesAsync(_ => true);
        _table.Time.Advance(TimeSpan.FromSeconds(1));
        await watcher.DoAsync(new React(Reaction.Hand));
        Assert.Equal(Reaction.Hand, (await me.SeesAsync(view => view.Together!.People.Any(who => who.Reaction is not null))).Together!.People[1].Reaction);
        _table.Time.Advance(TimeSpan.FromSeconds(4.9));
        Assert.NotNull((await me.NowAsync()).Together!.People[1].Reaction);
        _table.Time.Advance(TimeSpan.FromSeconds(0.2));
        await me.SeesAsync(view => view.Together!.People.All(who => who.Reaction is null));
    }

    [Fact]
    public async Task A_flood_of_reactions_is_told_five_times_a_second_at_most_and_ends_in_a_refusal()
    {
        await using var me = await _table.OpenAsync();
        var room = (await _table.Registry.FindAsync(me.Room))!;
        using var watcher = (await room.FollowAsync(Table.Anybody()))!;
        _table.Time.Advance(TimeSpan.FromSeconds(3));
        watcher.Take();
        var told = 0;
        Reply reply;
        var asked = 0;
        do
        {
            reply = await me.AskAsync(new React((Reaction)(asked++ % 6)));
            if (watcher.Take() is not null) told++;
        }
        while (reply.IsDone && asked < 200);

        Assert.Equal(RefusalKind.TooFast, reply.Refusal?.Kind);
        Assert.InRange(told, 0, 1);
        _table.Time.Advance(TimeSpan.FromSeconds(0.21));
        var last = await me.SeesAsync(view => view.Together!.People[0].Reaction == (Reaction)((asked - 2) % 6));
        Assert.Equal("client", last.Seat);
    }

    [Fact]
    public async Task Of_two_tabs_of_one_person_the_newest_plays_and_the_older_is_told()
    {
        await using var older = await _table.OpenAsync();
        await using var newer = _table.Enter(older.Room, older.Who);
        Assert.False((await newer.SeesAsync(_ => true)).Together!.PlaysElsewhere);
        await older.SeesAsync(view => view.Together!.PlaysElsewhere);
        Assert.Single(newer.Last!.Together!.People, person => person.Seat == "client");

        // "Play here" is to follow once more; who comes last holds the seat.
        await older.DisposeAsync();
        await using var back = _table.Enter(older.Room, older.Who);
        Assert.False((await back.SeesAsync(_ => true)).Together!.PlaysElsewhere);
        await newer.SeesAsync(view => view.Together!.PlaysElsewhere);

        // The older's late leaving changes nothing for the one that plays.
        await newer.DisposeAsync();
        var view = await back.NowAsync();
        Assert.False(view.Together!.PlaysElsewhere);
        Assert.False(view.Hosts[0].IsAway);
        await back.SendAsync(ControlBits.Syn, 5);
    }

    [Fact]
    public async Task Who_watches_may_do_so_in_many_tabs()
    {
        await using var me = await _table.OpenAsync();
        var who = Table.Anybody("Brave Lynx");
        await using var one = _table.Enter(me.Room, who);
        await one.SeesAsync(_ => true);
        await using var other = _table.Enter(me.Room, who);
        await other.SeesAsync(_ => true);
        var view = await one.NowAsync();
        Assert.False(view.Together!.PlaysElsewhere);
        Assert.Single(view.Together.People, person => person.Name == who.Name && person.Number == view.Together.Me);
    }

    [Fact]
    public async Task Only_who_is_in_the_room_shows_or_points()
    {
        await using var me = await _table.OpenAsync();
        Assert.Equal(RefusalKind.NotHere, (await _table.Gateway.AskAsync(Table.Anybody(), me.Room, new React(Reaction.Hand), TestContext.Current.CancellationToken)).Refusal?.Kind);
        Assert.Equal(RefusalKind.NotHere, (await _table.Gateway.AskAsync(Table.Anybody(), me.Room, new PointAt(0, Instant.Zero), TestContext.Current.CancellationToken)).Refusal?.Kind);
        Assert.Equal(RefusalKind.BadField, (await me.AskAsync(new React((Reaction)77))).Refusal?.Kind);
    }

    private static bool IsTyping(RoomView view) => view.Together!.People.Any(who => who is { IsTyping: true, Seat: "client" });
}
