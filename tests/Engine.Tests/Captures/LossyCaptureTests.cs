using Playground.Captures;
using Playground.Engine.Endpoint;
using Playground.Engine.Links;
using Playground.Engine.Worlds;
using Playground.Tcp;
using Playground.Tests.Stands;

namespace Playground.Tests.Captures;

/// <summary>Captures of lossy connections: what the analysis finds on the wire is what the engine says it sent again.</summary>
[Trait("Category", "Captures")]
public class LossyCaptureTests
{
    [Theory]
    [InlineData("calm", 0, 0, 0)]
    [InlineData("lossy", 0.05, 0, 0)]
    [InlineData("rough", 0.1, 0.1, 0.2)]
    [InlineData("plain", 0.1, 0, 0)]
    public void A_transfer_s_repeats_are_retransmissions_on_the_link(string name, double loss, double duplication, double reordering)
    {
        var profile = name == "plain" ? HostProfile.Plain : HostProfile.Rfc9293;
        var transfer = new Transfer(new Weather(loss, duplication, reordering), seed: 1, profile, profile);
        transfer.Run(fromClient: 60_000, fromServer: 20_000);

        AgreeOnRepeats(Captured.Look($"transfer-{name}", transfer.Events), transfer.Events);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    public void The_repeats_of_an_opening_over_a_lossy_link_are_retransmissions_on_it(ulong seed)
    {
        var world = new World(Setups.Engines with { Link = new LinkSetup { Loss = 0.5 } }, seed);
        world.Advance(Instant.FromSeconds(300));

        AgreeOnRepeats(Captured.Look($"opening-{seed}", world.Trace), world.Trace);
    }

    [Fact]
    public void Text_that_a_person_sends_around_a_gap_brings_duplicate_ACKs_and_its_repeat_ends_them()
    {
        var world = new World(Setups.PersonAndEngine, seed: 1);
        var player = new Player(world);
        player.Send("client → server [SYN] seq=x");
        player.Send("client → server [SYN] seq=x");
        player.Send("client → server [ACK] seq=x+1 ack=y+1");
        player.Send("client → server [ACK] seq=x+6 ack=y+1 len=5 \"WORLD\"");
        player.Send("client → server [ACK] seq=x+11 ack=y+1 len=5 \"AGAIN\"");
        player.Send("client → server [ACK] seq=x+1 ack=y+1 len=5 \"HELLO\"");
        player.Send("client → server [ACK] seq=x+1 ack=y+1 len=5 \"HELLO\"");
        player.Send("client → server [ACK] seq=x+16 ack=y+1 len=5 \"WRONG\" sum=0xbeef");
        player.Send("client → server [FIN, ACK] seq=x+16 ack=y+1");
        player.Send("client → server [FIN, ACK] seq=x+16 ack=y+1");
        player.Send("client → server [ACK] seq=x+17 ack=y+2");
        var told = Captured.Look("person", world.Trace);

        Assert.Equal(
            [
                "[TCP Retransmission]", "[TCP Dup ACK 2#1]", "[TCP Previous segment not captured]", "[TCP Dup ACK 2#2]", "[TCP Dup ACK 2#3]",
                "[TCP Retransmission]", "[TCP Spurious Retransmission]", "[TCP Dup ACK 11#1]", "[TCP Retransmission]", "[TCP Retransmission]", "[TCP Dup ACK 16#1]",
            ],
            told.Select(one => one.ToString()).Where(words => words.Length > 0));
    }

    /// <summary>On the link nothing is hidden: whatever the engine repeats has been seen there.</summary>
    private static void AgreeOnRepeats(SegmentAnalysis[] told, IReadOnlyList<TraceEvent> trace)
    {
        var sent = trace.OfType<SegmentSent>().ToArray();
        Assert.Equal(sent.Length, told.Length);
        for (var i = 0; i < sent.Length; i++)
            Assert.True(sent[i].IsRepeat == ((told[i].Marks & SegmentMarks.SentBefore) != 0), $"{i}: {sent[i].Segment.Bits.ToNames()} {told[i]}, repeat {sent[i].IsRepeat}");
    }
}
