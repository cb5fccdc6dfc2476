using FsCheck;
using FsCheck.Fluent;
using Playground.Engine.Reviews;
using Playground.Tcp;
using Playground.Tests.Stands;

namespace Playground.Tests.Reviews;

/// <summary>Whatever is sent and whatever is heard, in whatever order: there is a review with every number it names, and the ledger stays a ledger.</summary>
public class TotalityTests
{
    private static readonly Config s_config = Config.QuickThrowOnFailure.WithMaxTest(400).WithEndSize(60).WithQuietOnSuccess(true);

    private static readonly uint[] s_edges = [0, 1, 2, 4, 99, 100, 101, 300, 301, 305, 1000, 0x7FFF_FFFF, 0x8000_0000, 0x8000_0001, uint.MaxValue - 1, uint.MaxValue];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Any_segment_in_any_position_is_reviewed(bool listens) => Seeded.Check(s_config, Prop.ForAll(Arb.From(Generator.ArrayOf()), moves =>
    {
        var ledger = new Ledger(listens);
        var now = Instant.Zero;
        foreach (var (isSent, segment) in moves)
        {
            now += TimeSpan.FromMilliseconds(400);
            if (!isSent)
            {
                ledger.OnHeard(segment, now);
                continue;
            }

            var review = Reviewer.Review(ledger, segment);
            ledger.OnSent(segment, now);
            Assert.NotEmpty(review.Findings);
            Assert.Equal(review.CouldBeSent, review.Findings.All(IsLegal));
            Assert.All(review.Findings, finding => Assert.True(finding.Expected is not null || !NamesTheRightNumber(finding), $"{finding}"));
        }

        Assert.True(!ledger.HasSentSyn || ledger.Tcb.SndUna.IsAtOrBefore(ledger.Tcb.SndNxt));
    }));

    /// <summary>A fault is never only a note, nor the other way round.</summary>
    private static bool IsLegal(Finding finding) => finding.Rule is
        RfcRule.SendCalls or RfcRule.SendAnswersCall or RfcRule.SendAnswersCrossing or RfcRule.SendConfirms or RfcRule.SendText or RfcRule.SendCloses
        or RfcRule.SendAcknowledges or RfcRule.SendAckAgain or RfcRule.SendIsRepeat or RfcRule.SendAckFieldUnused or RfcRule.SendResetRight or RfcRule.SendSackMissing
        or RfcRule.SendIsnZero or RfcRule.SendIsnOfPeer or RfcRule.SendSameTextAnew or RfcRule.SendAckLate or RfcRule.SendAckLess or RfcRule.SendProbe
        or RfcRule.SendKeepAlive or RfcRule.SendSynAfterTimeWait or RfcRule.SendWindowShrinks or RfcRule.SendWindowZero or RfcRule.SendNoPush
        or RfcRule.SendOneOctet or RfcRule.SendUrgentUnused or RfcRule.SendUrgentOld;

    private static bool NamesTheRightNumber(Finding finding) => (finding.Misconception?.Text() ?? finding.Rule.Text().Text).Contains("{1}", StringComparison.Ordinal);

    private static Gen<SeqNumber> Number => Gen.Elements(s_edges).Select(number => new SeqNumber(number));

    private static Gen<SegmentOptions> Options =>
        from mss in Gen.Elements<ushort?>(null, null, 0, 1, 536, 65535)
        from shift in Gen.Elements<byte?>(null, null, 0, 7, 14, 255)
        from sack in Gen.Elements(true, false)
        from times in Gen.Elements<Timestamps?>(null, null, new Timestamps(0, 0), new Timestamps(5, 4), new Timestamps(uint.MaxValue, 5))
        from blocks in Gen.Choose(0, 5)
        from left in Number
        from right in Number
        select new SegmentOptions
        {
            MaximumSegmentSize = mss,
            WindowScale = shift,
            SackPermitted = sack,
            Timestamps = times,
            Sack = blocks > 2 ? default : [.. Enumerable.Repeat(new SackBlock(left, right), blocks)],
        };

    private static Gen<(bool IsSent, Segment Segment)> Generator =>
        from isSent in Gen.Elements(true, false)
        from bits in Gen.Elements(
            ControlBits.Syn, ControlBits.SynAck, ControlBits.Ack, ControlBits.Ack, ControlBits.FinAck, ControlBits.Rst, ControlBits.RstAck, ControlBits.None,
            ControlBits.Syn | ControlBits.Fin, (ControlBits)0xFFF)
        from seq in Number
        from ack in Number
        from window in Gen.Elements<ushort>(0, 1, 65535)
        from text in Gen.Elements(0, 0, 1, 4, 3000)
        from checksum in Gen.Elements<ushort?>(null, null, null, 7)
        from port in Gen.Elements(Pair.ClientSocket.Port, Pair.ClientSocket.Port, new Port(1))
        from options in Options
        select (isSent, new Segment
        {
            Source = isSent ? Pair.ClientSocket with { Port = port } : Pair.ServerSocket,
            Destination = isSent ? Pair.ServerSocket : Pair.ClientSocket with { Port = port },
            Bits = bits,
            Seq = seq,
            Ack = ack,
            Window = window,
            Payload = new byte[text],
            Checksum = checksum,
            Options = options,
        });
}
