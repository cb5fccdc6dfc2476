using Playground.Engine.Worlds;
using Playground.Tcp;
using Playground.Tests.Stands;

namespace Playground.Tests.Worlds;

/// <summary>What a TCP would do with what arrives at a person, read off the person's own ledger.</summary>
public class StandInTests
{
    private const string Handshake =
        """
        client → server [SYN] seq=x
        server → client [SYN, ACK] seq=y ack=x+1
        client → server [ACK] seq=x+1 ack=y+1

        """;

    [Theory]
    [InlineData("client → server [RST] seq=x", Outcome.Dropped, RfcRule.ListenIgnoresReset)]
    [InlineData("client → server [ACK] seq=x ack=y", Outcome.Reset, RfcRule.ListenResetsAck)]
    [InlineData("client → server [SYN] seq=x", Outcome.Accepted, RfcRule.ListenTakesSyn)]
    [InlineData("client → server [FIN] seq=x", Outcome.Dropped, RfcRule.ListenDropsOther)]
    [InlineData("client → server [SYN] seq=x\nclient → server [SYN] seq=x", Outcome.Acknowledged, RfcRule.SequenceOutside)]
    [InlineData("client → server [SYN] seq=x\nserver → client [SYN, ACK] seq=y ack=x+1\nclient → server [ACK] seq=x+1 ack=y", Outcome.Reset, RfcRule.SynReceivedResetsAck)]
    [InlineData("client → server [SYN] seq=x\nserver → client [SYN, ACK] seq=y ack=x+1\nclient → server [RST] seq=x+1", Outcome.Accepted, RfcRule.ResetReturnsToListen)]
    [InlineData(Handshake, Outcome.Accepted, RfcRule.SynReceivedEstablishes)]
    [InlineData(Handshake + "client → server [PSH, ACK] seq=x+1 ack=y+1 len=5", Outcome.Accepted, RfcRule.TextTaken)]
    [InlineData(Handshake + "client → server [PSH, ACK] seq=x+6 ack=y+1 len=5", Outcome.Queued, RfcRule.TextQueued)]
    [InlineData(Handshake + "client → server [PSH, ACK] seq=x+5000000 ack=y+1 len=5", Outcome.Acknowledged, RfcRule.SequenceOutside)]
    [InlineData(Handshake + "client → server [PSH, ACK] seq=x+1 ack=y+9 len=5", Outcome.Acknowledged, RfcRule.AckOfUnsent)]
    [InlineData(Handshake + "client → server [PSH] seq=x+1 len=5", Outcome.Dropped, RfcRule.AckMissing)]
    [InlineData(Handshake + "client → server [SYN] seq=x+777", Outcome.Challenged, RfcRule.SynChallenged)]
    [InlineData(Handshake + "client → server [RST] seq=x+777", Outcome.Challenged, RfcRule.ResetChallenged)]
    [InlineData(Handshake + "client → server [RST] seq=x+5000000", Outcome.Dropped, RfcRule.SequenceOutsideReset)]
    [InlineData(Handshake + "client → server [RST] seq=x+1", Outcome.Accepted, RfcRule.ResetExact)]
    [InlineData(Handshake + "client → server [FIN, ACK] seq=x+1 ack=y+1", Outcome.Accepted, RfcRule.FinTaken)]
    public void What_arrives_at_a_server_meets_the_check_of_its_state(string ladder, Outcome outcome, RfcRule rule) =>
        Assert.Equal((outcome, rule), Last(ladder, "server"));

    [Theory]
    [InlineData("server → client [SYN] seq=y", Outcome.Reset, RfcRule.ClosedResets)]
    [InlineData("client → server [SYN] seq=x\nserver → client [SYN, ACK] seq=y ack=x", Outcome.Reset, RfcRule.SynSentResetsAck)]
    [InlineData("client → server [SYN] seq=x\nserver → client [SYN, ACK] seq=y ack=x+1", Outcome.Accepted, RfcRule.SynSentEstablishes)]
    [InlineData("client → server [SYN] seq=x\nserver → client [SYN] seq=y", Outcome.Accepted, RfcRule.SynSentMeetsSyn)]
    [InlineData("client → server [SYN] seq=x\nserver → client [RST] seq=y", Outcome.Dropped, RfcRule.SynSentIgnoresReset)]
    [InlineData("client → server [SYN] seq=x\nserver → client [RST, ACK] seq=0 ack=x+1", Outcome.Accepted, RfcRule.SynSentRefused)]
    [InlineData("client → server [SYN] seq=x\nserver → client [ACK] seq=y ack=x+1", Outcome.Dropped, RfcRule.SynSentDropsOther)]
    [InlineData(Handshake + "client → server [PSH, ACK] seq=x+1 ack=y+1 len=5\nserver → client [ACK] seq=y+1 ack=x+6", Outcome.Accepted, RfcRule.AckAdvances)]
    [InlineData(Handshake + "client → server [FIN, ACK] seq=x+1 ack=y+1\nserver → client [ACK] seq=y+1 ack=x+2", Outcome.Accepted, RfcRule.AckOfFin)]
    public void What_arrives_at_a_client_meets_the_check_of_its_state(string ladder, Outcome outcome, RfcRule rule) =>
        Assert.Equal((outcome, rule), Last(ladder, "client"));

    [Fact]
    public void What_is_expected_of_a_person_is_what_an_engine_does_that_has_sent_and_heard_the_same()
    {
        var engine = new World(Setups.PersonAndEngine, seed: 1);
        var player = new Player(engine);
        foreach (var line in new[]
        {
            "[SYN] seq=x", "[SYN] seq=x", "[ACK] seq=x+1 ack=y", "[SYN] seq=x", "[ACK] seq=x+1 ack=y+1", "[PSH, ACK] seq=x+6 ack=y+1 len=5", "[SYN] seq=x+9", "[RST] seq=x+9",
            "[PSH, ACK] seq=x+1 ack=y+1 len=5", "[ACK] seq=x+11 ack=y+700", "[ACK] seq=x+11", "[FIN, ACK] seq=x+11 ack=y+1", "[ACK] seq=x+12 ack=y+1", "[RST] seq=x+12",
        })
        {
            player.Send($"client → server {line}");
        }

        var person = new World(Setups.Persons, seed: 1);
        foreach (var sent in engine.Trace.OfType<SegmentSent>())
        {
            person.Advance(sent.At);
            person.Send(sent.From, sent.Segment);
        }

        person.Settle();
        Assert.Equal(
            AtServer(engine).Select(arrived => (arrived.Verdict!.Value.Outcome, arrived.Verdict.Value.Rule)),
            AtServer(person).Select(arrived => (arrived.Expected!.Value.Outcome, arrived.Expected.Value.Rule)));
    }

    [Fact]
    public void What_is_expected_is_not_done()
    {
        var handover = new Handover();
        handover.Play(Handshake + "client → server [SYN] seq=x+777\nclient → server [RST] seq=x+1");

        Assert.Single(handover.World.Trace.OfType<SegmentSent>(), sent => sent.From == "server");
        Assert.All(AtServer(handover.World), arrived => Assert.Null(arrived.Verdict));
    }

    [Fact]
    public void Of_a_host_that_the_engine_drives_nothing_is_expected()
    {
        var handover = new Handover();
        handover.Play("hand server\nclient → server [SYN] seq=x");

        var arrived = Assert.Single(AtServer(handover.World));
        Assert.NotNull(arrived.Verdict);
        Assert.Null(arrived.Expected);
    }

    private static IEnumerable<SegmentArrived> AtServer(World world) => world.Trace.OfType<SegmentArrived>().Where(arrived => arrived.Host == "server");

    private static (Outcome, RfcRule) Last(string ladder, string host)
    {
        var handover = new Handover();
        handover.Play(ladder);
        var expected = handover.World.Trace.OfType<SegmentArrived>().Last(arrived => arrived.Host == host).Expected!.Value;
        return (expected.Outcome, expected.Rule);
    }
}
