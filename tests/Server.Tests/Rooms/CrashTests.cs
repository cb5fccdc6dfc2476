using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using Playground.Contracts;

namespace Playground.Tests.Rooms;

/// <summary>The real server, killed at moments it does not choose.</summary>
[Trait("Category", "Long")]
public sealed class CrashTests
{
    private static CancellationToken Patience => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whatever_a_program_was_told_before_the_server_was_killed_is_there_when_it_is_back()
    {
        await using var server = await ServerProcess.StartAsync("--Rooms:Burst", "100000", "--Rooms:PerSecond", "100000");
        using var visitor = new Visitor(server.Address);
        string room = "";
        var told = new List<LadderRow>();
        var done = new List<uint>();
        var random = new Random(7);
        for (uint round = 0; round < 4; round++)
        {
            await using (var hub = await ConnectAsync(visitor))
            {
                if (round == 0) room = (await hub.InvokeAsync<OpenReply>("Open", new { open = "sandbox" }, Patience)).Room.ToString();
                LadderRow[] before = [.. told];
                told.Clear();
                var watching = WatchAsync(hub, room, told);
                while (told.Count < before.Length) await Task.Delay(10, Patience);
                var asking = AskUntilTheEndAsync(hub, room, (round + 1) * 1_000_000, done);
                var already = done.Count;
                while (done.Count == already && !asking.IsCompleted) await Task.Delay(10, Patience);
                await Task.Delay(random.Next(500), Patience);
                await server.KillAsync();
                await Task.WhenAll(watching, asking);
                IsStillThere(before, told);
            }

            await server.RestartAsync();
        }

        await using var last = await ConnectAsync(visitor);
        var rows = new List<LadderRow>();
        await WatchAsync(last, room, rows, _ => true);
        IsStillThere(told, rows);
        Assert.NotEmpty(done);
        Assert.Subset(rows.OfType<SegmentRow>().Where(row => row.IsMine).Select(row => row.Segment.Seq).ToHashSet(), done.ToHashSet());
    }

    [Fact]
    public async Task Points_are_neither_lost_nor_doubled_whenever_the_server_is_killed()
    {
        await using var server = await ServerProcess.StartAsync();
        using var visitor = new Visitor(server.Address);
        int[] moments = [0, 500, 650, 800];
        foreach (var moment in moments)
        {
            string room;
            await using (var hub = await ConnectAsync(visitor))
            {
                room = (await hub.InvokeAsync<OpenReply>("Open", new { open = "challenge", challenge = "plus-one" }, Patience)).Room.ToString();
                var rows = new List<LadderRow>();
                await WatchAsync(hub, room, rows, _ => rows.OfType<SegmentRow>().Any(row => row.From == "server"));
                var synAck = rows.OfType<SegmentRow>().First(row => row.From == "server").Segment;
                var ask = new { ask = "send", draft = new { flags = "ACK", seq = synAck.Ack, ack = (synAck.Seq + 1L) % (1L << 32) } };
                Assert.True((await hub.InvokeAsync<Reply>("Ask", room, ask, Patience)).IsDone);
                await Task.Delay(moment, Patience);
                await server.KillAsync();
            }

            await server.RestartAsync();
            await using var again = await ConnectAsync(visitor);
            await WatchAsync(again, room, [], view => view.Attempt!.IsSolved);
            Assert.Equal(["120"], await Database.QueryAsync(server.Data.Database, $"SELECT Points FROM Attempts WHERE Room = '{room}'"));
        }

        Assert.Equal([$"{moments.Length}"], await Database.QueryAsync(server.Data.Database, "SELECT COUNT(*) FROM Attempts"));
        await using var reader = await ConnectAsync(visitor);
        var line = Assert.Single(await reader.InvokeAsync<List<ScoreLine>>("Scores", Patience));
        Assert.Equal((120, 1, 1), (line.Points, line.Solved, line.Segments));
    }

    /// <summary>No row was lost, none moved, none says other numbers; what was on the way may have arrived since.</summary>
    private static void IsStillThere(IEnumerable<LadderRow> told, List<LadderRow> now)
    {
        Assert.Equal(told.Select(Gist), now.Take(told.Count()).Select(Gist));

        static string Gist(LadderRow row) => row is SegmentRow { Segment: var segment }
            ? $"{row.At} {segment.Flags} {segment.Seq} {segment.Ack}"
            : row.ToString();
    }

    private static async Task AskUntilTheEndAsync(HubConnection hub, string room, uint from, List<uint> done)
    {
        try
        {
            for (var seq = from; ; seq++)
            {
                await hub.InvokeAsync<Reply>("Ask", room, new { ask = "send", draft = new { flags = "PSH", seq } }, Patience);
                done.Add(seq);
            }
        }
        catch (Exception e) when (e is not OperationCanceledException || !Patience.IsCancellationRequested)
        {
            // The server was killed.
        }
    }

    /// <summary>Follows a room, and keeps the ladder as it is told, until it has seen enough; where nothing is enough, until the server is gone.</summary>
    private static async Task WatchAsync(HubConnection hub, string room, List<LadderRow> rows, Func<RoomView, bool>? isEnough = null)
    {
        try
        {
            await foreach (var view in hub.StreamAsync<RoomView>("Watch", room, Patience))
            {
                rows.RemoveRange(view.RowsFrom, rows.Count - view.RowsFrom);
                rows.AddRange(view.Rows);
                if (isEnough?.Invoke(view) == true) return;
            }
        }
        catch (Exception) when (isEnough is null && !Patience.IsCancellationRequested)
        {
            // The server was killed.
        }
    }

    private static async Task<HubConnection> ConnectAsync(Visitor visitor)
    {
        var hub = visitor.RoomHub();
        await hub.StartAsync(Patience);
        return hub;
    }
}
