using System.Globalization;
using System.Text.Json;
using Playground.Contracts;
using Playground.Tcp;

namespace Playground.Tests.Rooms;

/// <summary>Several people on one link: whose segments go where, and who hears of them.</summary>
public sealed class CrowdTests : IAsyncLifetime
{
    private static readonly AddHost s_client = new(SeatRole.Client);
    private static readonly AddHost s_server = new(SeatRole.Server);

    private readonly Table _table = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _table.DisposeAsync();

    [Fact]
    public async Task A_server_answers_each_of_two_clients_and_keeps_a_ledger_for_each()
    {
        await using var crowd = await Crowd.GatherAsync(_table, s_client);
        await crowd.ShakeAsync(_table, "client", "server", 1000, 9000);
        await crowd.ShakeAsync(_table, "client-2", "server", 2000, 8000);
        var view = await crowd["server"].NowAsync();
        Assert.Equal([("client", 9000u, 1000u), ("client-2", 8000u, 2000u)], view.Connections.Select(one => (one.Peer, one.Ledger.Iss!.Value, one.Ledger.Irs!.Value)));
        Assert.Equal(["192.0.2.10", "192.0.2.11"], view.Connections.Select(one => one.Remote.Split(':')[0]));
        Assert.All(view.Connections, one => Assert.Equal(("192.0.2.80:80", true), (one.Local, one.HasSpoken)));
        Assert.Equal(("client-2", 8000u), (view.Peer, view.Ledger!.Iss));
    }

    [Fact]
    public async Task A_client_can_call_either_of_two_servers()
    {
        await using var crowd = await Crowd.GatherAsync(_table, s_server);
        await crowd.ShakeAsync(_table, "client", "server-2", 1000, 9000);
        Assert.Equal("server-2", (await crowd["client"].NowAsync()).Peer);
        Assert.False((await crowd["client"].NowAsync()).Connections.Single(one => one.Peer == "server").HasSpoken);
        Assert.Empty((await crowd["server"].NowAsync()).Rows.OfType<SegmentRow>());
        await crowd.ShakeAsync(_table, "client", "server", 3000, 7000);
    }

    [Fact]
    public async Task An_engine_server_shows_each_client_the_state_of_their_own_connection()
    {
        await using var crowd = await Crowd.GatherAsync(_table, s_client, new AddHost(SeatRole.Server, IsEngine: true));
        await crowd.SendAsync(_table, "client", "server-2", ControlBits.Syn, 1000);
        var answer = await crowd["client"].HearsAsync("server-2", ControlBits.SynAck);
        await crowd.SendAsync(_table, "client", "server-2", ControlBits.Ack, 1001, answer.Segment.Seq + 1);
        await crowd["client"].SeesAsync(view => view.Hosts.Single(host => host.Name == "server-2").State == TcpState.Established);
        Assert.Equal(TcpState.Listen, (await crowd["client-2"].NowAsync()).Hosts.Single(host => host.Name == "server-2").State);
    }

    [Fact]
    public async Task Who_is_no_attacker_sends_in_their_own_name_to_hosts_of_the_link()
    {
        await using var crowd = await Crowd.GatherAsync(_table, s_client);
        (string From, string To, SegmentField Field)[] wrong =
        [
            ("client-2", "server", SegmentField.Source), ("192.0.2.11", "", SegmentField.Source), ("", "client-3", SegmentField.Destination),
            ("", "198.51.100.7", SegmentField.Destination), ("", "client", SegmentField.Destination),
        ];
        foreach (var (from, to, field) in wrong)
        {
            var reply = await crowd["client"].AskAsync(new SendSegment(new SegmentDraft { Flags = "SYN", Seq = "1", Source = from, Destination = to }));
            Assert.Equal((RefusalKind.BadField, field), (reply.Refusal!.Kind, Assert.Single(reply.Refusal.Fields).Field));
        }
    }

    [Fact]
    public async Task Who_is_on_the_path_hears_a_connections_numbers_and_resets_it_in_anothers_name()
    {
        await using var crowd = await Crowd.GatherAsync(_table, new AddHost(SeatRole.Attacker, IsOnPath: true));
        await crowd.ShakeAsync(_table, "client", "server", 1000, 9000);
        var heard = await crowd["attacker"].SeesAsync(view => view.Rows.OfType<SegmentRow>().Count() == 3);
        var last = heard.Rows.OfType<SegmentRow>().Last();
        Assert.Equal(("client", "server", 9001u), (last.From, last.To, last.Segment.Ack));
        await crowd.SendAsync(_table, "attacker", "client", ControlBits.Rst, last.Segment.Ack, from: "server");
        var victim = await crowd["client"].SeesAsync(view => view.Ledger!.State == TcpState.Closed);
        Assert.Equal(("server", "RST"), (victim.Rows.OfType<SegmentRow>().Last().From, victim.Rows.OfType<SegmentRow>().Last().Segment.Flags));
        Assert.DoesNotContain(victim.Rows, row => row is SegmentRow { Forges: not null });
        Assert.Equal("192.0.2.80:80", (await crowd["attacker"].NowAsync()).Rows.OfType<SegmentRow>().Last().Forges);
    }

    [Fact]
    public async Task A_forged_segment_can_name_an_address_that_nobody_has_and_nothing_is_said_about_it()
    {
        await using var crowd = await Crowd.GatherAsync(_table, new AddHost(SeatRole.Attacker));
        var draft = new SegmentDraft { Flags = "SYN", Seq = "5", Source = "198.51.100.7", Destination = "server" };
        var check = await crowd["attacker"].AskAsync(new CheckDraft(draft));
        Assert.Equal((true, null), (check.IsDone, check.Review));
        await crowd["attacker"].DoAsync(new SendSegment(draft));
        _table.Play(0.1);
        var view = await crowd["server"].SeesAsync(view => view.Rows.OfType<SegmentRow>().Any());
        Assert.StartsWith("198.51.100.7:", Assert.Single(view.Rows.OfType<SegmentRow>()).From, StringComparison.Ordinal);
        Assert.StartsWith("198.51.100.7:", view.Peer, StringComparison.Ordinal);
        Assert.Equal(SegmentField.Source, Assert.Single((await crowd["attacker"].AskAsync(new SendSegment(draft with { Source = "2001:db8::1" }))).Refusal!.Fields).Field);
    }

    [Fact]
    public async Task Turning_back_brings_both_ends_back_into_the_composer()
    {
        await using var crowd = await Crowd.GatherAsync(_table, s_client, new AddHost(SeatRole.Attacker));
        var draft = new SegmentDraft { Flags = "RST", Seq = "5", Source = "server", Destination = "client-2", DestinationPort = "7" };
        await crowd["attacker"].DoAsync(new SendSegment(draft));
        await crowd["attacker"].DoAsync(new Rewind());
        Assert.Equal(draft, (await crowd["attacker"].SeesAsync(view => view.Draft!.Flags.Length > 0)).Draft);
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, false)]
    [InlineData(3, false)]
    [InlineData(4, true)]
    [InlineData(5, true)]
    public async Task No_seat_is_told_a_number_of_a_connection_that_it_has_no_part_in(int seed, bool isOnPath)
    {
        var random = new Random(seed);
        await using var crowd = await Crowd.GatherAsync(_table, s_client, s_server, new AddHost(SeatRole.Attacker, IsOnPath: isOnPath));
        var hosts = crowd.Hosts.ToList();
        var parties = new List<(uint Number, string From, string To)>();
        for (var i = 0; i < 40; i++)
        {
            var from = hosts[random.Next(hosts.Count)];
            var to = hosts.Where(host => host != from).ElementAt(random.Next(hosts.Count - 1));
            var (seq, ack) = ((uint)random.NextInt64(1_000_000_000, uint.MaxValue), (uint)random.NextInt64(1_000_000_000, uint.MaxValue));
            var named = from == "attacker" ? hosts[random.Next(hosts.Count)] : "";
            await crowd.SendAsync(_table, from, to, (ControlBits)random.Next(64), seq, ack, named);
            parties.AddRange([(seq, from, to), (ack, from, to)]);
        }

        foreach (var seat in hosts)
        {
            var told = JsonSerializer.Serialize(await crowd[seat].NowAsync());
            var hears = isOnPath && seat == "attacker";
            foreach (var (number, from, to) in parties)
            {
                var isParty = seat == from || seat == to || hears;
                Assert.True(isParty == told.Contains(number.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal), $"{number}, from {from} to {to}, told to {seat}");
            }
        }
    }
}
