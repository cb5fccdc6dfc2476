using Playground.Contracts;
using Playground.Tests.Rooms;

namespace Playground.Tests.Challenges;

/// <summary>Attempts in which the learner sits at the attacker's host and forges.</summary>
public sealed class AttackerTests : IAsyncLifetime
{
    private readonly Table _table = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _table.DisposeAsync();

    [Fact]
    public async Task A_learner_opens_a_connection_in_anothers_name_without_hearing_the_answer()
    {
        await using var me = await _table.OpenAsync(new OpenChallenge("guess-the-number"));
        Assert.Equal("attacker", me.Last!.Seat);
        var first = await CallAsync(me, "50001", 1);
        var second = await CallAsync(me, "50002", 2);
        await SendAsync(me, new SegmentDraft { Flags = "SYN", Seq = "7", Source = "client" });
        await SendAsync(me, new SegmentDraft { Flags = "ACK", Seq = "8", Ack = $"{unchecked(second + (second - first) + 1)}", Source = "client" });
        await me.SeesAsync(view => view.Attempt!.Goals[0].IsMet);
        Assert.Equal(2, SynAcks(await me.NowAsync()).Count());
        await me.DoAsync(new AnswerQuestion(0, "That its sender knows the server's ISN"));
        await me.DoAsync(new AnswerQuestion(1, "A clock plus a keyed hash of both sockets"));
        Assert.Equal(480, (await me.SeesAsync(view => view.Attempt!.IsSolved)).Attempt!.Points);
    }

    [Fact]
    public async Task Eight_syns_in_the_name_of_nobody_leave_a_real_client_no_room()
    {
        await using var me = await _table.OpenAsync(new OpenChallenge("flood-gates"));
        for (var port = 1; port <= 8; port++) await SendAsync(me, new SegmentDraft { Flags = "SYN", Seq = "0", Source = "198.51.100.7", SourcePort = $"{port}" });
        _table.Play(1);
        var view = await me.SeesAsync(view => view.Attempt!.Goals[0].IsMet);
        Assert.True(view.Attempt!.Goals[1].IsMet);
        Assert.DoesNotContain(view.Rows.OfType<SegmentRow>(), row => row.From is "client" or "server");
    }

    [Fact]
    public async Task What_the_others_say_is_not_told_to_who_is_off_the_path()
    {
        await using var me = await _table.OpenAsync(new OpenChallenge("sniper"));
        Assert.Empty(me.Last!.Rows.OfType<SegmentRow>());
        foreach (var seq in (uint[])[0, 1_000_000_000, 2_000_000_000, 3_000_000_000, 4_000_000_000])
            await SendAsync(me, new SegmentDraft { Flags = "RST", Seq = $"{seq}", Source = "client" });
        Assert.True((await me.SeesAsync(view => view.Attempt!.Goals[0].IsMet)).Attempt!.Goals[1].IsMet);
    }

    private async Task<uint> CallAsync(Place me, string port, int count)
    {
        await SendAsync(me, new SegmentDraft { Flags = "SYN", Seq = "100", SourcePort = port });
        var view = await me.SeesAsync(view => SynAcks(view).Count() == count);
        return SynAcks(view).Last().Segment.Seq;
    }

    private async Task SendAsync(Place me, SegmentDraft draft)
    {
        await me.DoAsync(new SendSegment(draft));
        _table.Play(0.1);
    }

    private static IEnumerable<SegmentRow> SynAcks(RoomView view) => view.Rows.OfType<SegmentRow>().Where(row => row is { From: "server", Segment.Flags: "SYN, ACK" });
}
