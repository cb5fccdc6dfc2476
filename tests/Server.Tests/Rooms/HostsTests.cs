using Playground.Contracts;
using Playground.Server.Rooms;
using Playground.Tcp;

namespace Playground.Tests.Rooms;

/// <summary>Hosts are added to a link and removed from it, and people exchange their seats.</summary>
public sealed class HostsTests : IAsyncLifetime
{
    private readonly Table _table = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _table.DisposeAsync();

    [Fact]
    public async Task A_host_that_is_added_begins_the_match_anew_and_everybody_stays_seated()
    {
        await using var me = await _table.OpenAsync(new OpenSandbox(WithFriend: true));
        await me.SendAsync(ControlBits.Syn, 1000);
        await me.DoAsync(new AddHost(SeatRole.Client));
        await me.DoAsync(new AddHost(SeatRole.Attacker, IsOnPath: true));
        var view = await me.SeesAsync(view => view.Hosts.Length == 4);
        Assert.Equal(["client", "server", "client-2", "attacker"], view.Hosts.Select(host => host.Name));
        Assert.Equal(["192.0.2.10", "192.0.2.80", "192.0.2.11", "192.0.2.66"], view.Hosts.Select(host => host.Socket.Split(':')[0]));
        Assert.Equal([SeatRole.Client, SeatRole.Server, SeatRole.Client, SeatRole.Attacker], view.Hosts.Select(host => host.Role));
        Assert.Equal([false, false, false, true], view.Hosts.Select(host => host.IsOnPath));
        Assert.Equal(("client", true), (view.Seat, view.IsOwner));
        Assert.Equal("Quiet Heron has put the attacker on the link, so the match begins anew", Assert.IsType<NoteRow>(Assert.Single(view.Rows)).Says.ToString());
    }

    [Fact]
    public async Task A_link_is_full_at_six_hosts_and_each_role_has_its_number()
    {
        await using var me = await _table.OpenAsync();
        await me.DoAsync(new AddHost(SeatRole.Attacker));
        Assert.Equal("One attacker is enough for a link.", await RefusedAsync(me, new AddHost(SeatRole.Attacker)));
        await me.DoAsync(new AddHost(SeatRole.Server, IsEngine: true));
        await me.DoAsync(new AddHost(SeatRole.Server));
        Assert.Equal("This link takes 3 servers, and has them.", await RefusedAsync(me, new AddHost(SeatRole.Server)));
        await me.DoAsync(new AddHost(SeatRole.Client));
        Assert.Equal("This link is full: it takes 6 hosts.", await RefusedAsync(me, new AddHost(SeatRole.Client)));
        foreach (var host in (string[])["attacker", "server-2"]) await me.DoAsync(new RemoveHost(host));
        foreach (var _ in (int[])[3, 4]) await me.DoAsync(new AddHost(SeatRole.Client));
        await me.DoAsync(new RemoveHost("server-3"));
        Assert.Equal("This link takes 4 clients, and has them.", await RefusedAsync(me, new AddHost(SeatRole.Client)));
        Assert.Equal("An attacker is a person: the engine forges nothing.", await RefusedAsync(me, new AddHost(SeatRole.Attacker, IsEngine: true)));
        Assert.Equal("Only an attacker can be put on the path.", await RefusedAsync(me, new AddHost(SeatRole.Server, IsOnPath: true)));
        Assert.Equal(["client", "server", "client-2", "client-3", "client-4"], (await me.NowAsync()).Hosts.Select(host => host.Name));
    }

    [Fact]
    public async Task A_host_is_removed_once_its_seat_is_empty_and_its_name_is_free_again()
    {
        await using var crowd = await Crowd.GatherAsync(_table, new AddHost(SeatRole.Client), new AddHost(SeatRole.Client));
        var me = crowd["client"];
        Assert.StartsWith("Person at client-2 sits there", await RefusedAsync(me, new RemoveHost("client-2")), StringComparison.Ordinal);
        Assert.StartsWith("The first client and the first server stay", await RefusedAsync(me, new RemoveHost("server")), StringComparison.Ordinal);
        Assert.Equal("There is no such host on this link.", await RefusedAsync(me, new RemoveHost("server-2")));
        await crowd["client-2"].DoAsync(new LeaveSeat());
        await me.DoAsync(new RemoveHost("client-2"));
        var view = await me.SeesAsync(view => view.Hosts.Length == 3);
        Assert.Contains(view.Rows, row => row is NoteRow { Says.Text: "{0} has taken the {1} off the link, so the match begins anew" });
        Assert.Equal("client-3", (await crowd["client-3"].NowAsync()).Seat);
        await me.DoAsync(new AddHost(SeatRole.Client));
        Assert.Equal(["client", "server", "client-3", "client-2"], (await me.NowAsync()).Hosts.Select(host => host.Name));
    }

    [Fact]
    public async Task Only_who_opened_the_room_adds_and_removes_hosts()
    {
        await using var crowd = await Crowd.GatherAsync(_table, new AddHost(SeatRole.Attacker));
        foreach (RoomAsk ask in (RoomAsk[])[new AddHost(SeatRole.Client), new RemoveHost("attacker")])
            Assert.Equal("Only who opened the room can add and remove hosts.", await RefusedAsync(crowd["server"], ask));
        Assert.False((await crowd["server"].NowAsync()).IsOwner);
    }

    [Fact]
    public async Task In_a_challenge_hosts_and_seats_are_what_they_are()
    {
        await using var me = await _table.OpenAsync(new OpenChallenge("solo-dial"));
        Assert.Equal("In a challenge the hosts are what they are.", await RefusedAsync(me, new AddHost(SeatRole.Client)));
        Assert.False((await me.AskAsync(new SwapSeats("server"))).IsDone);
    }

    [Fact]
    public async Task Two_people_exchange_their_ends_when_one_offers_and_the_other_accepts()
    {
        await using var crowd = await Crowd.GatherAsync(_table);
        var (one, other) = (crowd["client"], crowd["server"]);
        await one.SendAsync(ControlBits.Syn, 1000);
        await one.DoAsync(new SwapSeats("server"));
        Assert.Equal(SwapOffer.Made, (await one.NowAsync()).Hosts[1].Swap);
        Assert.Equal(SwapOffer.Received, (await other.SeesAsync(view => view.Hosts[0].Swap != SwapOffer.None)).Hosts[0].Swap);
        await other.DoAsync(new SwapSeats("client"));
        var mine = await one.SeesAsync(view => view.Seat == "server");
        var theirs = await other.SeesAsync(view => view.Seat == "client");
        Assert.All(mine.Hosts.Concat(theirs.Hosts), host => Assert.Equal(SwapOffer.None, host.Swap));
        Assert.DoesNotContain(mine.Rows.Concat(theirs.Rows), row => row is SegmentRow);
        Assert.Equal(["Person at server is the client now", "Olive Owl is the server now"], mine.Rows.OfType<NoteRow>().Select(row => row.Says.ToString()));
        Assert.Equal(("SYN", ""), (theirs.Draft!.Flags, mine.Draft!.Flags));
        Assert.True(mine.IsOwner);
    }

    [Theory]
    [InlineData("decline")]
    [InlineData("take back")]
    [InlineData("start over")]
    [InlineData("get up")]
    public async Task An_offer_is_gone_when_it_is_declined_or_taken_back_or_the_match_or_a_seat_is(string how)
    {
        await using var crowd = await Crowd.GatherAsync(_table);
        var (one, other) = (crowd["client"], crowd["server"]);
        await one.DoAsync(new SwapSeats("server"));
        await (how switch
        {
            "decline" => other.DoAsync(new SwapSeats("client", IsWanted: false)),
            "take back" => one.DoAsync(new SwapSeats("server", IsWanted: false)),
            "start over" => other.DoAsync(new StartOver()),
            _ => other.DoAsync(new LeaveSeat()),
        });
        if (how == "get up") await other.DoAsync(new TakeSeat("server"));
        Assert.Equal(SwapOffer.None, (await other.NowAsync()).Hosts[0].Swap);

        // What would have accepted it is an offer of its own now.
        await other.DoAsync(new SwapSeats("client"));
        Assert.Equal(("server", SwapOffer.Made), ((await other.NowAsync()).Seat, other.Last!.Hosts[0].Swap));
    }

    [Fact]
    public async Task Nobody_exchanges_seats_with_the_engine_or_an_empty_seat_or_themselves()
    {
        await using var me = await _table.OpenAsync();
        await me.DoAsync(new AddHost(SeatRole.Client));
        foreach (var host in (string[])["client", "server", "client-2", "nobody"])
            Assert.Equal("Nobody sits there to exchange seats with.", await RefusedAsync(me, new SwapSeats(host)));
    }

    [Fact]
    public async Task An_engine_that_is_added_plays_by_itself_and_its_seat_can_be_taken()
    {
        await using var crowd = await Crowd.GatherAsync(_table, new AddHost(SeatRole.Client, IsEngine: true), new AddHost(SeatRole.Server, IsEngine: true));
        _table.Play(0.1);
        var syn = await crowd["server"].HearsAsync("client-2", ControlBits.Syn);
        await crowd.SendAsync(_table, "server", "client-2", ControlBits.SynAck, 500, syn.Segment.Seq + 1);
        await crowd["server"].HearsAsync("client-2", ControlBits.Ack);
        await crowd["server"].DoAsync(new TakeSeat("server-2"));
        var view = await crowd["server"].SeesAsync(view => view.Seat == "server-2");
        Assert.Equal([HostDriver.Person, HostDriver.Nobody, HostDriver.Engine, HostDriver.Person], view.Hosts.Select(host => host.Driver));
    }

    [Fact]
    public void A_log_from_before_there_were_many_hosts_reads_as_it_did()
    {
        var began = RoomInputs.Read("MatchBegan", """{"Seed":7,"ClientPort":50000,"EngineHosts":["server"],"SuggestedIsns":{"client":1,"server":2},"EngineVersion":3}""");
        var match = new Match(Assert.IsType<MatchBegan>(began), null);
        Assert.Equal(["192.0.2.10:50000", "192.0.2.80:80"], match.World.Setup.Hosts.Select(host => host.Socket.ToString()));
        var made = Assert.IsType<SegmentMade>(RoomInputs.Read("SegmentMade", """{"Host":"client","Bytes":"w1AAUAAAA+gAAAAAUAL//wAAAAA="}"""));
        Assert.Equal("192.0.2.10:50000 → 192.0.2.80:80", match.Decode(made).Connection.ToString());
    }

    [Fact]
    public void What_is_new_in_the_log_is_read_as_it_was_written()
    {
        RoomInput[] inputs =
        [
            RoomRules.FreshMatch(MatchHost.Two(50000).Add(MatchHost.Next(SeatRole.Attacker, []) with { IsOnPath = true }), ["server"]),
            new HostAdded("attacker", "Olive Owl"), new HostRemoved("attacker", "Olive Owl"), new SwapOffered("client", "server"), new SwapOffered("client", null),
            new SegmentMade("attacker", [1, 2], HostAddress.Parse("192.0.2.10"), HostAddress.Parse("198.51.100.7")),
        ];
        foreach (var input in inputs)
        {
            var (kind, body) = RoomInputs.Write(input);
            Assert.Equal((kind, body), RoomInputs.Write(RoomInputs.Read(kind, body)));
        }
    }

    private static async Task<string> RefusedAsync(Place place, RoomAsk ask) => (await place.AskAsync(ask)).Refusal!.Says.ToString();
}
