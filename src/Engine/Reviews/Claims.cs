using Playground.Tcp;

namespace Playground.Engine.Reviews;

/// <summary>What a segment claims to which nothing else is to be said, and the rule by which a TCP sends it.</summary>
internal static class Claims
{
    /// <summary>The claim, about the field whose number it names.</summary>
    /// <param name="ledger">The sender's, before it takes the segment down.</param>
    public static Finding Of(Ledger ledger, in Segment segment)
    {
        if (Reviewer.IsRepeat(ledger, segment)) return new Finding(RfcRule.SendIsRepeat, SegmentField.Bits);
        return segment switch
        {
            { IsSyn: true, IsAck: false } => new(RfcRule.SendCalls, SegmentField.Seq),
            { IsSyn: true } => new(ledger is { HasSentSyn: true, IsPassive: false } && !ledger.IsForeign(segment) && ledger.Tcb.State != TcpState.TimeWait
                ? RfcRule.SendAnswersCrossing : RfcRule.SendAnswersCall, SegmentField.Seq),
            { IsFin: true } => new(RfcRule.SendCloses, SegmentField.Seq),
            _ when ledger is { Tcb.State: TcpState.SynSent, SynIsAcknowledged: true } => new(RfcRule.SendConfirms, SegmentField.Ack),
            { Payload.Length: > 0 } => new(RfcRule.SendText, SegmentField.Seq),
            _ => new(ledger.HasAcknowledged ? RfcRule.SendAckAgain : RfcRule.SendAcknowledges, SegmentField.Ack),
        };
    }
}
