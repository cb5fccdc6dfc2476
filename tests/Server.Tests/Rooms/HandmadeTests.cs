using Playground.Contracts;
using Playground.Tcp;

namespace Playground.Tests.Rooms;

/// <summary>What a hand can set beyond the usual fields travels, comes back with time, and can be checked before it goes.</summary>
public sealed class HandmadeTests : IAsyncLifetime
{
    private readonly Table _table = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _table.DisposeAsync();

    [Fact]
    public async Task A_wrong_checksum_travels_and_is_dropped_by_who_sums_up()
    {
        await using var me = await _table.OpenAsync();
        await me.DoAsync(new SendSegment(new SegmentDraft { Flags = "SYN", Seq = "1000", Checksum = "0x1234" }));
        _table.Play(0.1);
        var view = await me.SeesAsync(view => view.Rows.OfType<SegmentRow>().Any(row => row.Verdict is not null));
        var row = view.Rows.OfType<SegmentRow>().Single();
        Assert.Equal((0x12, 0x34), (row.Segment.Bytes[16], row.Segment.Bytes[17]));
        Assert.Equal((false, SegmentField.Checksum), (row.Review!.CouldBeSent, row.Review.Field));
        Assert.Equal(Outcome.Dropped, row.Verdict!.Outcome);
    }

    [Fact]
    public async Task A_segment_to_a_port_where_nobody_listens_is_reset()
    {
        await using var me = await _table.OpenAsync();
        await me.DoAsync(new SendSegment(new SegmentDraft { Flags = "SYN", Seq = "1000", SourcePort = "7", DestinationPort = "81" }));
        _table.Play(0.1);
        var reset = await me.HearsAsync("server", ControlBits.RstAck);
        Assert.Equal((81, 7, 1001u), (reset.Segment.SourcePort, reset.Segment.DestinationPort, reset.Segment.Ack));
    }

    [Fact]
    public async Task Raw_octets_are_sent_as_they_are()
    {
        await using var me = await _table.OpenAsync();
        await me.DoAsync(new SendSegment(new SegmentDraft { Raw = "0007 0050 0000 03e8 0000 0000 5002 ffff 0000 0009" }));
        var row = await me.HearsAsync("client", ControlBits.Syn);
        Assert.Equal("00070050000003e8000000005002ffff00000009", Convert.ToHexStringLower(row.Segment.Bytes));
    }

    [Fact]
    public async Task Turning_back_brings_ports_urgent_pointer_and_checksum_back_into_the_composer()
    {
        await using var me = await _table.OpenAsync();
        var draft = new SegmentDraft
        {
            Flags = "URG, SYN", Seq = "1000", Ack = "", SourcePort = "7", DestinationPort = "81", Urgent = "5", Checksum = "0x1234", Payload = "HI", Options = "mss 1460",
        };
        await me.DoAsync(new SendSegment(draft));
        await me.HearsAsync("client", ControlBits.Urg | ControlBits.Syn);
        await me.DoAsync(new Rewind());
        var view = await me.SeesAsync(view => !view.Rows.OfType<SegmentRow>().Any());
        Assert.Equal(draft, view.Draft);
    }

    [Fact]
    public async Task A_draft_can_be_checked_before_it_goes_and_nothing_happens()
    {
        await using var me = await _table.OpenAsync();
        await me.SendAsync(ControlBits.Syn, 1000);
        _table.Play(0.1);
        var synAck = await me.HearsAsync("server", ControlBits.SynAck);
        var before = await Database.QueryAsync(_table.Database, "SELECT COUNT(*) FROM Inputs");

        var wrong = await me.AskAsync(new CheckDraft(new SegmentDraft { Flags = "ACK", Seq = "1001", Ack = $"{synAck.Segment.Seq}" }));
        Assert.Equal((false, SegmentField.Ack, "ack-copies-seq"), (wrong.Review!.CouldBeSent, wrong.Review.Field, wrong.Review.Misconception));
        var right = await me.AskAsync(new CheckDraft(new SegmentDraft { Flags = "ACK", Seq = "1001", Ack = $"{synAck.Segment.Seq + 1}" }));
        Assert.True(right.Review!.CouldBeSent);
        Assert.Equal(before, await Database.QueryAsync(_table.Database, "SELECT COUNT(*) FROM Inputs"));
        Assert.Single((await me.NowAsync()).Rows.OfType<SegmentRow>(), row => row.IsMine);
    }

    [Fact]
    public async Task In_a_challenge_a_check_names_the_field_and_keeps_the_number()
    {
        await using var me = await _table.OpenAsync(new OpenChallenge("solo-dial"));
        await me.SendAsync(ControlBits.Syn, 1000);
        _table.Play(0.1);
        var synAck = await me.HearsAsync("server", ControlBits.SynAck);
        var reply = await me.AskAsync(new CheckDraft(new SegmentDraft { Flags = "ACK", Seq = "1001", Ack = $"{synAck.Segment.Seq}" }));
        Assert.Equal((false, SegmentField.Ack, null), (reply.Review!.CouldBeSent, reply.Review.Field, reply.Review.Misconception));
        Assert.Empty(reply.Review.Says.Arguments);
    }

    [Fact]
    public async Task What_was_typed_in_one_tab_is_told_to_the_others_of_the_same_person_and_to_nobody_else()
    {
        await using var me = await _table.OpenAsync();
        await using var stranger = _table.Enter(me.Room);
        await stranger.SeesAsync(_ => true);
        await using var myOtherTab = _table.Enter(me.Room, me.Who);
        await myOtherTab.SeesAsync(_ => true);
        var before = (await stranger.SeesAsync(view => view.Version >= myOtherTab.Last!.Version)).Version;

        await me.DoAsync(new KeepDraft(new SegmentDraft { Flags = "SYN", Seq = "half-typ" }));
        await myOtherTab.SeesAsync(view => view.Draft?.Seq == "half-typ");
        await me.SendAsync(ControlBits.Syn, 1);
        var next = await stranger.SeesAsync(view => view.Version > before);
        Assert.Single(next.Rows.OfType<SegmentRow>());
    }

    [Fact]
    public async Task A_check_of_what_tcp_cannot_carry_is_refused_at_its_field_and_a_watchers_altogether()
    {
        await using var me = await _table.OpenAsync();
        await using var stranger = _table.Enter(me.Room);
        await stranger.SeesAsync(_ => true);
        var reply = await me.AskAsync(new CheckDraft(new SegmentDraft { Flags = "ACK", Seq = "x" }));
        Assert.Equal(SegmentField.Seq, Assert.Single(reply.Refusal!.Fields).Field);
        Assert.Null(reply.Review);
        Assert.Equal(RefusalKind.BadField, (await me.AskAsync(new CheckDraft(null!))).Refusal?.Kind);
        Assert.Equal(RefusalKind.NotSeated, (await stranger.AskAsync(new CheckDraft(new SegmentDraft()))).Refusal?.Kind);
    }
}
