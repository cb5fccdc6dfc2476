using System.Text.Json;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Playground.Contracts;
using Playground.Tcp;

namespace Playground.Tests.Hubs;

/// <summary>A program at the door for programs, over a real socket.</summary>
public sealed class RoomHubTests : IAsyncLifetime
{
    private readonly PlaygroundApp _app = new();
    private readonly List<Visitor> _visitors = [];

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        _visitors.ForEach(visitor => visitor.Dispose());
        await _app.DisposeAsync();
    }

    private static CancellationToken Patience => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_program_opens_a_room_shakes_hands_and_reads_its_verdicts()
    {
        await using var hub = await ConnectAsync();
        var room = (await hub.InvokeAsync<OpenReply>("Open", new { open = "sandbox" }, Patience)).Room.ToString();
        Assert.Null((await AskAsync(hub, room, new { ask = "send", draft = new { flags = "SYN", seq = 41, window = 4096 } })).Refusal);
        var synAck = await SeesAsync(hub, room, "server", "SYN, ACK");
        Assert.Equal(42u, synAck.Segment.Ack);
        Assert.Null((await AskAsync(hub, room, new { ask = "send", draft = new { flags = "ACK", seq = "42", ack = synAck.Segment.Seq + 1L } })).Refusal);
        var third = await SeesAsync(hub, room, "client", "ACK", row => row.Verdict is not null);
        Assert.Equal((Outcome.Accepted, TcpState.Established), (third.Verdict!.Outcome, third.Verdict.StateAfter));
        Assert.True(third.Review!.CouldBeSent);
    }

    [Fact]
    public async Task A_stream_shows_the_whole_ladder_first_and_then_what_is_new()
    {
        await using var hub = await ConnectAsync();
        var room = (await hub.InvokeAsync<OpenReply>("Open", new { open = "sandbox" }, Patience)).Room.ToString();
        await AskAsync(hub, room, new { ask = "send", draft = new { flags = "SYN", seq = 1 } });
        var rows = new List<LadderRow>();
        long version = 0;
        await foreach (var view in hub.StreamAsync<RoomView>("Watch", room, Patience))
        {
            Assert.True(view.Version > version);
            Assert.InRange(view.RowsFrom, 0, rows.Count);
            version = view.Version;
            rows.RemoveRange(view.RowsFrom, rows.Count - view.RowsFrom);
            rows.AddRange(view.Rows);
            if (rows.OfType<SegmentRow>().Any(row => row.From == "server")) break;
        }

        // The client's SYN stands there once, arrived: its row was replaced, not repeated.
        Assert.Equal(SegmentFate.Arrived, Assert.Single(rows.OfType<SegmentRow>(), row => row.From == "client").Fate);
    }

    [Fact]
    public async Task Two_programs_with_cookies_of_their_own_take_the_two_seats()
    {
        await using var one = await ConnectAsync();
        await using var other = await ConnectAsync();
        var room = (await one.InvokeAsync<OpenReply>("Open", new { open = "sandbox", withFriend = true }, Patience)).Room.ToString();
        Assert.Equal(RefusalKind.NotSeated, (await AskAsync(other, room, new { ask = "send", draft = new { flags = "SYN", seq = 1 } })).Refusal?.Kind);
        Assert.Equal(RefusalKind.SeatTaken, (await AskAsync(other, room, new { ask = "takeSeat", host = "client" })).Refusal?.Kind);
        Assert.Null((await AskAsync(other, room, new { ask = "takeSeat", host = "server" })).Refusal);
        await AskAsync(one, room, new { ask = "send", draft = new { flags = "SYN", seq = 1 } });
        Assert.Equal(1u, (await SeesAsync(other, room, "client", "SYN")).Segment.Seq);
    }

    [Theory]
    [InlineData("""{"ask":"send","draft":{"flags":"SYN","seq":4294967296}}""", RefusalKind.BadField)]
    [InlineData("""{"ask":"send","draft":{"flags":"SYN","seq":-1}}""", RefusalKind.BadField)]
    [InlineData("""{"ask":"send","draft":{"flags":"HELLO","seq":1}}""", RefusalKind.BadField)]
    [InlineData("""{"ask":"send","draft":{"flags":null,"seq":null,"ack":null,"window":null,"payload":null,"options":null}}""", RefusalKind.BadField)]
    [InlineData("""{"ask":"send"}""", RefusalKind.BadField)]
    [InlineData("""{"ask":"takeSeat"}""", RefusalKind.NoSuchSeat)]
    [InlineData("null", RefusalKind.NotHere)]
    [InlineData("""{"ask":"rewind"}""", RefusalKind.Nothing)]
    [InlineData("""{"ask":"hint"}""", RefusalKind.Nothing)]
    public async Task An_ask_without_sense_is_refused_by_kind_and_the_connection_lives(string ask, RefusalKind kind)
    {
        await using var hub = await ConnectAsync();
        var room = (await hub.InvokeAsync<OpenReply>("Open", new { open = "sandbox" }, Patience)).Room.ToString();
        Assert.Equal(kind, (await AskAsync(hub, room, JsonDocument.Parse(ask).RootElement)).Refusal?.Kind);
        Assert.Equal(HubConnectionState.Connected, hub.State);
    }

    [Fact]
    public async Task An_ask_that_is_no_ask_at_all_is_an_error_of_that_call_alone()
    {
        await using var hub = await ConnectAsync();
        await Assert.ThrowsAsync<HubException>(() => AskAsync(hub, "ABCDEF", new { ask = "fly" }));
        await Assert.ThrowsAsync<HubException>(() => hub.InvokeAsync<Reply>("Fly", Patience));
        Assert.Equal(RefusalKind.NoSuchRoom, (await AskAsync(hub, "ABCDEF", new { ask = "rewind" })).Refusal?.Kind);
        Assert.Equal(RefusalKind.NoSuchRoom, (await AskAsync(hub, "no code", new { ask = "rewind" })).Refusal?.Kind);
        Assert.Equal(RefusalKind.NoSuchChallenge, (await hub.InvokeAsync<OpenReply>("Open", new { open = "challenge" }, Patience)).Refusal?.Kind);
        await Assert.ThrowsAsync<HubException>(async () =>
        {
            await foreach (var view in hub.StreamAsync<RoomView>("Watch", "ABCDEF", Patience)) Assert.Fail($"There was a view: {view}");
        });
    }

    [Theory]
    [InlineData("""{"host":"client"}""")]
    [InlineData("""{"ask":7}""")]
    [InlineData("""{"ask":"keepDraft","draft":{"seq":[[[[]]]]}}""")]
    [InlineData("""{"ask":"keepDraft","draft":7}""")]
    [InlineData("[]")]
    [InlineData("deep")]
    public async Task Json_of_no_known_form_is_an_error_of_that_call_alone(string json)
    {
        if (json == "deep") json = string.Concat(Enumerable.Repeat("""{"ask":""", 60)) + "1" + new string('}', 60);
        await using var hub = await ConnectAsync();
        var room = (await hub.InvokeAsync<OpenReply>("Open", new { open = "sandbox" }, Patience)).Room.ToString();
        var error = await Assert.ThrowsAsync<HubException>(() => AskAsync(hub, room, JsonDocument.Parse(json).RootElement));
        Assert.DoesNotContain("Playground", error.Message, StringComparison.Ordinal);
        Assert.Equal(RefusalKind.Nothing, (await AskAsync(hub, room, new { ask = "rewind" })).Refusal?.Kind);
    }

    [Fact]
    public async Task A_message_far_too_long_ends_its_own_connection_and_no_other()
    {
        await using var other = await ConnectAsync();
        await using var hub = await ConnectAsync();
        var room = (await other.InvokeAsync<OpenReply>("Open", new { open = "sandbox" }, Patience)).Room.ToString();
        await Assert.ThrowsAnyAsync<Exception>(() => AskAsync(hub, room, new { ask = "send", draft = new { payload = new string('x', 1_000_000) } }));
        Assert.Null((await AskAsync(other, room, new { ask = "send", draft = new { flags = "SYN", seq = 1 } })).Refusal);
    }

    [Fact]
    public async Task A_kept_draft_of_nulls_is_an_empty_one_and_the_page_still_opens()
    {
        var visitor = _app.NewVisitor();
        await using var hub = await ConnectAsync(visitor);
        var room = (await hub.InvokeAsync<OpenReply>("Open", new { open = "sandbox" }, Patience)).Room.ToString();
        var nulls = JsonDocument.Parse("""{"ask":"keepDraft","draft":{"flags":null,"seq":null,"ack":null,"window":null,"payload":null,"options":null}}""");
        Assert.Null((await AskAsync(hub, room, nulls.RootElement)).Refusal);
        await foreach (var view in hub.StreamAsync<RoomView>("Watch", room, Patience))
        {
            Assert.Equal(new SegmentDraft { Window = "" }, view.Draft);
            break;
        }

        using var page = await visitor.Http.GetAsync($"/r/{room}", Patience);
        Assert.Equal(System.Net.HttpStatusCode.OK, page.StatusCode);
    }

    [Fact]
    public async Task A_connection_follows_so_many_rooms_at_once_and_no_more()
    {
        await using var hub = await ConnectAsync();
        var room = (await hub.InvokeAsync<OpenReply>("Open", new { open = "sandbox" }, Patience)).Room.ToString();
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(Patience);
        var streams = new List<IAsyncEnumerator<RoomView>>();
        for (var i = 0; i < 32; i++)
        {
            streams.Add(hub.StreamAsync<RoomView>("Watch", room, enough.Token).GetAsyncEnumerator(enough.Token));
            Assert.True(await streams[^1].MoveNextAsync());
        }

        var error = await Assert.ThrowsAsync<HubException>(async () =>
        {
            await foreach (var view in hub.StreamAsync<RoomView>("Watch", room, Patience)) Assert.Fail($"There was a view: {view}");
        });
        Assert.Contains("32", error.Message, StringComparison.Ordinal);
        await streams[0].DisposeAsync();
        await enough.CancelAsync();
        for (var i = 0; ; i++)
        {
            try
            {
                await foreach (var _ in hub.StreamAsync<RoomView>("Watch", room, Patience)) return;
            }
            catch (HubException) when (i < 100)
            {
                await Task.Delay(20, Patience);
            }
        }
    }

    [Fact]
    public async Task The_challenges_are_listed_without_their_solutions()
    {
        await using var hub = await ConnectAsync();
        var cards = await hub.InvokeAsync<JsonElement>("Challenges", Patience);
        Assert.Contains("plus-one", cards.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain("ack=y+1", cards.GetRawText(), StringComparison.Ordinal);
        Assert.Empty(await hub.InvokeAsync<List<ScoreLine>>("Scores", Patience));
    }

    private static Task<Reply> AskAsync(HubConnection hub, string room, object ask) => hub.InvokeAsync<Reply>("Ask", room, ask, Patience);

    private static async Task<SegmentRow> SeesAsync(HubConnection hub, string room, string from, string flags, Func<SegmentRow, bool>? also = null)
    {
        await foreach (var view in hub.StreamAsync<RoomView>("Watch", room, Patience))
        {
            var found = view.Rows.OfType<SegmentRow>().FirstOrDefault(row => row.From == from && row.Segment.Flags == flags && also?.Invoke(row) != false);
            if (found is not null) return found;
        }

        throw new InvalidOperationException("The stream ended.");
    }

    private Task<HubConnection> ConnectAsync() => ConnectAsync(_app.NewVisitor());

    private async Task<HubConnection> ConnectAsync(Visitor visitor)
    {
        _visitors.Add(visitor);
        var hub = visitor.RoomHub();
        await hub.StartAsync(Patience);
        return hub;
    }
}
