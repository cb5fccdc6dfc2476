using Playground.Engine.Museum;
using Playground.Engine.Worlds;
using Playground.Tcp;
using Playground.Tests.Stands;

namespace Playground.Tests.Museum;

/// <summary>Each exhibit beside an honest TCP: the same segments, what the RFC says to them, and what the exhibit does instead.</summary>
public class ExhibitTests
{
    private static readonly Segment s_syn = Setups.FromClient with { Bits = ControlBits.Syn, Seq = new(100) };
    private static readonly Segment s_text = Setups.FromClient with { Bits = ControlBits.Psh | ControlBits.Ack, Seq = new(101), Payload = "HELLO"u8.ToArray() };

    [Fact]
    public void A_bare_ack_to_a_listener_is_reset_and_the_exhibit_takes_it_for_a_syn()
    {
        var ack = Setups.FromClient with { Bits = ControlBits.Ack, Seq = new(100), Ack = new(7) };

        var honest = Assert.Single(Heard(Play(null, ack)));
        Assert.Equal((ControlBits.Rst, new SeqNumber(7)), (honest.Bits, honest.Seq));
        var broken = Assert.Single(Heard(Play(ExhibitName.TakesAckForSyn, ack)));
        Assert.Equal((ControlBits.SynAck, new SeqNumber(101)), (broken.Bits, broken.Ack));
    }

    [Fact]
    public void A_reset_is_never_answered_and_the_exhibit_answers_it_with_another()
    {
        var reset = Setups.FromClient with { Bits = ControlBits.Rst, Seq = new(100) };
        var withAck = reset with { Bits = ControlBits.RstAck, Ack = new(7), Destination = Pair.ServerSocket with { Port = new(81) } };

        Assert.Empty(Heard(Play(null, reset, withAck)));
        Assert.Equal(
            [(ControlBits.RstAck, 0u, 100u), (ControlBits.Rst, 7u, 0u)],
            Heard(Play(ExhibitName.AnswersResets, reset, withAck)).Select(heard => (heard.Bits, heard.Seq.Value, heard.Ack.Value)));
    }

    [Fact]
    public void A_pure_ack_takes_no_number_and_the_exhibit_acknowledges_one_for_each()
    {
        Assert.Equal(new SeqNumber(106), Heard(Open(null, s_text))[^1].Ack);
        Assert.Equal(new SeqNumber(107), Heard(Open(ExhibitName.CountsPureAcks, s_text))[^1].Ack);
        Assert.Equal(new SeqNumber(108), Heard(Open(ExhibitName.CountsPureAcks, s_text with { Bits = ControlBits.Ack, Payload = default }, s_text))[^1].Ack);
    }

    [Fact]
    public void A_syn_ack_sent_again_is_the_same_and_the_exhibits_has_a_new_number()
    {
        static SeqNumber[] Isns(ExhibitName? exhibit)
        {
            var world = Play(exhibit, s_syn);
            world.Advance(Instant.FromSeconds(5));
            return [.. Heard(world).Where(heard => heard.Bits == ControlBits.SynAck).Select(heard => heard.Seq)];
        }

        Assert.Single(Isns(null).Distinct());
        Assert.Equal(Isns(ExhibitName.RepeatsSynAnew).Length, Isns(ExhibitName.RepeatsSynAnew).Distinct().Count());
    }

    [Fact]
    public void A_connection_opens_on_the_new_number_and_text_is_acknowledged_on_it()
    {
        var world = Play(ExhibitName.RepeatsSynAnew, s_syn);
        world.Advance(Instant.FromSeconds(2));
        var last = Heard(world)[^1];
        Send(world, s_text with { Ack = last.Seq + 1 });

        Assert.Equal((TcpState.Established, last.Seq, last.Seq + 1), (world.TcbOf("server").State, world.TcbOf("server").Iss, world.TcbOf("server").SndNxt));
        Assert.Equal((last.Seq + 1, new SeqNumber(106)), (Heard(world)[^1].Seq, Heard(world)[^1].Ack));
    }

    [Fact]
    public void A_refusal_acknowledges_the_syn_and_the_exhibits_repeats_its_number()
    {
        var syn = s_syn with { Destination = Pair.ServerSocket with { Port = new(81) } };

        Assert.Equal((ControlBits.RstAck, new SeqNumber(101)), (Heard(Play(null, syn))[0].Bits, Heard(Play(null, syn))[0].Ack));
        Assert.Equal((ControlBits.RstAck, new SeqNumber(100)), (Heard(Play(ExhibitName.RefusesWithIsn, syn))[0].Bits, Heard(Play(ExhibitName.RefusesWithIsn, syn))[0].Ack));
    }

    [Fact]
    public void Text_on_the_third_segment_is_taken_and_the_exhibit_throws_it_away()
    {
        static Tcb AfterThird(ExhibitName? exhibit)
        {
            var world = Play(exhibit, s_syn);
            Send(world, s_text with { Ack = Heard(world)[0].Seq + 1 });
            return world.TcbOf("server");
        }

        Assert.Equal((TcpState.Established, new SeqNumber(106)), (AfterThird(null).State, AfterThird(null).RcvNxt));
        Assert.Equal((TcpState.Established, new SeqNumber(101)), (AfterThird(ExhibitName.DropsThirdText).State, AfterThird(ExhibitName.DropsThirdText).RcvNxt));
    }

    [Fact]
    public void Two_syns_that_cross_make_a_connection_and_the_exhibit_gives_up()
    {
        static (ControlBits Bits, TcpState State) Crossed(ExhibitName? exhibit)
        {
            var world = New(exhibit, opens: false);
            world.Call("server", new OpenCall(IsActive: true));
            Send(world, s_syn);
            return (Heard(world)[^1].Bits, world.TcbOf("server").State);
        }

        Assert.Equal((ControlBits.SynAck, TcpState.SynReceived), Crossed(null));
        Assert.Equal((ControlBits.RstAck, TcpState.Closed), Crossed(ExhibitName.RefusesCrossing));
    }

    [Theory]
    [InlineData(4294967294u)]
    [InlineData(4294967290u)]
    public void Text_across_the_end_of_the_numbers_is_taken_and_the_exhibit_takes_it_for_old(uint isn)
    {
        var (syn, text) = (s_syn with { Seq = new(isn) }, s_text with { Seq = new(isn + 1), Payload = "ROUND AND ROUND"u8.ToArray() });

        Assert.Equal(new SeqNumber(isn) + 16, Heard(Open(null, syn, text))[^1].Ack);
        Assert.Equal(new SeqNumber(isn) + 1, Heard(Open(ExhibitName.ComparesUnwrapped, syn, text))[^1].Ack);
        Assert.Equal(new SeqNumber(isn) + 2, Heard(Open(ExhibitName.ComparesUnwrapped, syn, text with { Payload = "R"u8.ToArray() }))[^1].Ack);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void An_exhibit_is_an_honest_tcp_where_its_fault_is_not_touched(ExhibitName exhibit)
    {
        var calm = s_text with { Ack = default };
        var (honest, broken) = (Trace(Play(null, s_syn)), Trace(Play(exhibit, s_syn)));
        Assert.Equal(honest, broken);
        Assert.Equal(TcpState.Established, Open(exhibit, calm).TcbOf("server").State);
    }

    [Fact]
    public void Every_exhibit_has_a_name_that_reads_back() => Assert.All(Enum.GetValues<ExhibitName>(), exhibit =>
    {
        Assert.True(ExhibitNames.TryParse(exhibit.ToName(), out var read));
        Assert.Equal(exhibit, read);
        Assert.False(ExhibitNames.TryParse(exhibit.ToString(), out _));
    });

    public static TheoryData<ExhibitName> Names => [.. Enum.GetValues<ExhibitName>()];

    private static World New(ExhibitName? exhibit, bool opens = true)
    {
        var setup = Setups.PersonAndEngine;
        return new World(setup with { Hosts = [setup.Hosts[0], setup.Hosts[1] with { Exhibit = exhibit, OpensAtStart = opens }] }, seed: 1);
    }

    private static World Play(ExhibitName? exhibit, params Segment[] segments)
    {
        var world = New(exhibit);
        foreach (var segment in segments) Send(world, segment);
        return world;
    }

    /// <summary>A handshake, and then the segments, their acknowledgment filled in; a SYN among them begins the handshake instead of the usual one.</summary>
    private static World Open(ExhibitName? exhibit, params Segment[] segments)
    {
        var syn = segments[0].IsSyn ? segments[0] : s_syn;
        var world = Play(exhibit, syn);
        var ack = Heard(world)[0].Seq + 1;
        Send(world, s_text with { Bits = ControlBits.Ack, Payload = default, Seq = syn.Seq + 1, Ack = ack });
        foreach (var segment in segments.Where(segment => !segment.IsSyn)) Send(world, segment with { Ack = ack });
        return world;
    }

    private static void Send(World world, Segment segment)
    {
        world.Send("client", segment);
        world.Settle();
    }

    private static List<Segment> Heard(World world) => [.. world.Trace.OfType<SegmentArrived>().Where(arrived => arrived.Host == "client").Select(arrived => arrived.Segment)];

    private static string[] Trace(World world) => [.. world.Trace.Select(happened => happened.ToString())];
}
