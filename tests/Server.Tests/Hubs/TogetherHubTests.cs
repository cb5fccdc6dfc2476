using System.Text.Json;
using Microsoft.AspNetCore.SignalR.Client;
using Playground.Contracts;

namespace Playground.Tests.Hubs;

/// <summary>People and programs together in a room, at the door for programs.</summary>
public sealed class TogetherHubTests : IAsyncLifetime
{
    private readonly PlaygroundApp _app = new();
    private Visitor _visitor = null!;
    private HubConnection _hub = null!;
    private string _room = "";

    private static CancellationToken Patience => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _visitor = _app.NewVisitor();
        _hub = _visitor.RoomHub();
        await _hub.StartAsync(Patience);
        _room = (await _hub.InvokeAsync<OpenReply>("Open", new { open = "sandbox" }, Patience)).Room.ToString();
    }

    public async ValueTask DisposeAsync()
    {
        await _hub.DisposeAsync();
        _visitor.Dispose();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task A_program_reacts_points_and_sets_the_limit_as_the_page_does()
    {
        await AskAsync(new { ask = "send", draft = new { flags = "SYN", seq = 1 } });
        var step = 0;
        await foreach (var view in _hub.StreamAsync<JsonElement>("Watch", _room, Patience))
        {
            var together = view.GetProperty("together");
            if (step == 0)
            {
                Assert.Null((await AskAsync(new { ask = "react", what = "Applause" })).Refusal);
                Assert.Null((await AskAsync(new { ask = "awayLimit", limit = "Never" })).Refusal);
                var row = view.GetProperty("rows").EnumerateArray().Index().First(row => row.Item.GetProperty("row").GetString() == "segment");
                Assert.Null((await AskAsync(new { ask = "pointAt", row = row.Index, at = row.Item.GetProperty("at") })).Refusal);
                step = 1;
            }

            var me = together.GetProperty("people")[0];
            var isAllThere = me.GetProperty("reaction").ValueKind == JsonValueKind.String && together.GetProperty("awayLimit").GetString() == "Never"
                && together.GetProperty("pointers").GetArrayLength() == 1;
            if (!isAllThere) continue;
            Assert.Equal("Applause", me.GetProperty("reaction").GetString());
            Assert.Equal(me.GetProperty("number").GetInt32(), together.GetProperty("me").GetInt32());
            return;
        }
    }

    [Theory]
    [InlineData("""{"ask":"react","what":"Applause"}""", RefusalKind.NotHere)]
    [InlineData("""{"ask":"pointAt","row":0,"at":{"microseconds":0}}""", RefusalKind.NotHere)]
    [InlineData("""{"ask":"giveSeatAway","host":"client"}""", RefusalKind.NotHere)]
    [InlineData("""{"ask":"giveSeatAway","host":null}""", RefusalKind.NoSuchSeat)]
    public async Task What_is_not_allowed_is_refused_in_a_sentence(string ask, RefusalKind kind) =>
        Assert.Equal(kind, (await AskAsync(JsonDocument.Parse(ask).RootElement)).Refusal?.Kind);

    private Task<Reply> AskAsync(object ask) => _hub.InvokeAsync<Reply>("Ask", _room, ask, Patience);
}
