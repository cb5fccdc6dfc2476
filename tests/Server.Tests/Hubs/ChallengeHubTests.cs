using System.Text.Json.Nodes;
using Microsoft.AspNetCore.SignalR.Client;
using Playground.Contracts;

namespace Playground.Tests.Hubs;

/// <summary>What a program that plays a challenge is told: nothing that is its own to work out.</summary>
public sealed class ChallengeHubTests : IAsyncLifetime
{
    private readonly PlaygroundApp _app = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static CancellationToken Patience => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("PSH", 0, null)]
    [InlineData("SYN", 77, null)]
    [InlineData("FIN, SYN", 0, null)]
    [InlineData("RST", 5000, null)]
    [InlineData("ACK", 0, 0)]
    [InlineData("ACK", 0, 4)]
    public async Task The_right_number_stands_nowhere_but_in_what_is_said_of_a_wrong_one(string flags, int seqOff, int? ackOff)
    {
        using var visitor = _app.NewVisitor();
        await using var hub = visitor.RoomHub();
        await hub.StartAsync(Patience);
        var room = (await hub.InvokeAsync<OpenReply>("Open", new { open = "challenge", challenge = "plus-one" }, Patience)).Room.ToString();
        var synAck = (await SeesAsync(hub, room, view => RowOf(view, "server")))["segment"]!;
        var (next, right) = ((uint)synAck["ack"]!, (uint)synAck["seq"]! + 1);
        var draft = new { flags, seq = next + seqOff, ack = ackOff is { } off ? $"{right - 1 + off}" : "", payload = flags == "PSH" ? "HI" : "" };
        Assert.Null((await hub.InvokeAsync<Reply>("Ask", room, new { ask = "send", draft }, Patience)).Refusal);

        // The first of the client's is the SYN that the challenge begins with.
        var view = await SeesAsync(hub, room, view => RowOf(view, "client", 1)?["verdict"] is null ? null : view);
        Assert.Null(view["attempt"]!["points"]);
        var sent = RowOf(view, "client", 1)!;
        Assert.False((bool)sent["review"]!["couldBeSent"]!);
        var names = ((string)sent["review"]!["says"]!["text"]!).Contains("{1}", StringComparison.Ordinal);
        Assert.Equal(flags == "ACK", names);
        Assert.Equal(names, Tells(sent, right));
        sent["review"]!["says"] = null;
        Assert.False(Tells(view, right), view.ToJsonString());
    }

    [Fact]
    public async Task What_a_TCP_does_with_what_arrives_is_asked_and_told_once_it_is_solved()
    {
        using var visitor = _app.NewVisitor();
        await using var hub = visitor.RoomHub();
        await hub.StartAsync(Patience);
        var room = (await hub.InvokeAsync<OpenReply>("Open", new { open = "challenge", challenge = "plus-one" }, Patience)).Room.ToString();
        var heard = await SeesAsync(hub, room, view => RowOf(view, "server"));
        Assert.Null(heard["expected"]);
        Assert.Equal(("RFC 9293 §3.10.7.3", true), ((string)heard["question"]!["reference"]!, (bool)heard["question"]!["isTaken"]!));
        Assert.DoesNotContain("in this position", heard.ToJsonString(), StringComparison.Ordinal);

        var (seq, ack) = ((uint)heard["segment"]!["ack"]!, (uint)heard["segment"]!["seq"]! + 1);
        Assert.Null((await hub.InvokeAsync<Reply>("Ask", room, new { ask = "send", draft = new { flags = "ACK", seq, ack } }, Patience)).Refusal);
        var told = await SeesAsync(hub, room, view => view["attempt"]!["points"] is null ? null : RowOf(view, "server"));
        Assert.Null(told["question"]);
        Assert.Equal("A TCP in this position takes it and is then {0}.", (string?)told["expected"]!["headline"]!["text"]);
    }

    [Fact]
    public async Task On_a_sandbox_it_is_told_at_once()
    {
        using var visitor = _app.NewVisitor();
        await using var hub = visitor.RoomHub();
        await hub.StartAsync(Patience);
        var room = (await hub.InvokeAsync<OpenReply>("Open", new { open = "sandbox" }, Patience)).Room.ToString();
        await hub.InvokeAsync<Reply>("Ask", room, new { ask = "send", draft = new { flags = "SYN", seq = 41 } }, Patience);
        var heard = await SeesAsync(hub, room, view => RowOf(view, "server"));
        Assert.Equal(("Accepted", true), ((string?)heard["expected"]!["outcome"], heard["question"] is null));
    }

    /// <summary>True for a text with the number in it, with or without the thin spaces that part its digits.</summary>
    private static bool Tells(JsonNode told, uint number) =>
        told.ToJsonString().Replace(@"\u2009", "", StringComparison.OrdinalIgnoreCase).Contains($"{number}", StringComparison.Ordinal);

    private static JsonNode? RowOf(JsonNode view, string from, int nth = 0) =>
        view["rows"]!.AsArray().Where(row => (string?)row!["row"] == "segment" && (string?)row["from"] == from).ElementAtOrDefault(nth);

    /// <summary>Looks at whole views until there is in one what is looked for.</summary>
    private static async Task<JsonNode> SeesAsync(HubConnection hub, string room, Func<JsonNode, JsonNode?> find)
    {
        JsonArray rows = [];
        await foreach (var view in hub.StreamAsync<JsonNode>("Watch", room, Patience))
        {
            JsonArray known = [.. rows.Take((int)view["rowsFrom"]!).Select(row => row!.DeepClone()), .. view["rows"]!.AsArray().Select(row => row!.DeepClone())];
            (rows, view["rows"]) = ((JsonArray)known.DeepClone(), known);
            if (find(view) is { } found) return found;
        }

        throw new InvalidOperationException("The stream ended.");
    }
}
