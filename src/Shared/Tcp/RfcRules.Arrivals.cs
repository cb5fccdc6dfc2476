namespace Playground.Tcp;

/// <content>The sentences about arrival for who is not the segment's sender: its receiver, and who watches.</content>
public static partial class RfcRules
{
    /// <summary>What a rule about arrival says to who did not send the segment. It holds no number.</summary>
    public static string TextForOthers(this RfcRule rule) => rule switch
    {
        RfcRule.ChecksumWrong => "The checksum does not fit the bytes, so nobody can tell what was sent, or by whom.",
        RfcRule.ClosedResets => "Nobody listens there. The reset carries sequence number 0 and acknowledges the segment, so that its sender can believe it.",
        RfcRule.ClosedResetsAck => "There is no such connection. The reset takes its sequence number from the acknowledgment, so that it is believed.",
        RfcRule.ListenTakesSyn => "A listener notes the SYN's number, picks its own and answers with a SYN-ACK.",
        RfcRule.ListenIsFull => "The listener has as many half-open connections as it may have. It drops the SYN without a word; the caller may call again.",
        RfcRule.ListenSendsSynCookie => "The listener has no room to remember the SYN. It puts what it must know into the number of its SYN-ACK, a SYN cookie, and forgets the caller.",
        RfcRule.ListenTakesSynCookie => "The ACK brings back the SYN cookie, which nobody could make but the listener: the connection is open at once.",
        RfcRule.FastOpenGivesCookie => "The SYN asks for a Fast Open cookie, and the SYN-ACK brings it. Next time the first octets may come with the SYN.",
        RfcRule.FastOpenRefusesCookie => "The Fast Open cookie is not one that was given. The SYN-ACK acknowledges the SYN alone and brings a good one; octets must come again.",
        RfcRule.FastOpenTakesText => "The Fast Open cookie is good: the octets go to the application at once, and the SYN-ACK acknowledges them with the SYN.",
        RfcRule.SynSentEstablishes => "The SYN that was sent is acknowledged, and the other side's has arrived: the connection is open here, and an ACK goes back.",
        RfcRule.SynSentMeetsSyn => "Both sides called at once: a simultaneous open. The SYN is answered with a SYN-ACK.",
        RfcRule.SynSentDropsOther => "In SYN-SENT a segment with neither SYN nor RST is dropped.",
        RfcRule.TimeWaitReopens => "The SYN's number lies beyond all that the old connection used, so it can be no old duplicate: the waiting ends and a new connection begins.",
        RfcRule.TimeWaitReopensByTimestamp => "The SYN's timestamp tells that it is no old duplicate: the waiting ends and a new connection begins.",
        RfcRule.ResetChallenged => "The reset lies in the window but not on the expected number. A challenge ACK asks whether it was meant.",
        RfcRule.SynChallenged => "A SYN on an open connection proves nothing. A challenge ACK asks whether the other side has really started again.",
        RfcRule.SynReceivedEstablishes => "The ACK covers the SYN that was sent: now each side knows where the other begins to count.",
        RfcRule.SynReceivedResetsAck => "The ACK does not cover the SYN that was sent, so it belongs to no connection here and is answered with a reset.",
        RfcRule.AckAdvances => "The acknowledgment covers something new: SND.UNA moves up to it, and what it covers need not be kept any longer.",
        RfcRule.AckDuplicate => "The acknowledgment covers nothing new, and can be ignored. Its window may still count.",
        RfcRule.AckOfUnsent => "The acknowledgment covers what was never sent. The segment is dropped, and an ACK tells where things stand.",
        RfcRule.AckOfFin => "The acknowledgment covers the FIN that was sent: this direction is closed.",
        RfcRule.LastAckCloses => "The acknowledgment covers the FIN that was sent, the last thing to wait for: the connection is closed.",
        RfcRule.TextTaken => "The octets are next in line: they go to the application, RCV.NXT moves past them, and they are acknowledged.",
        RfcRule.TextQueued => "The octets are in the window, but some before them are missing. They are kept, and the ACK tells where the gap begins.",
        RfcRule.TextAfterFin => "The other side has already said FIN, so its later octets are ignored.",
        RfcRule.FinTaken => "The FIN is next in line: RCV.NXT moves past it, the other side's direction is closed, and the FIN is acknowledged.",
        RfcRule.FinAgain => "The FIN has been heard before and is acknowledged again.",
        _ => rule.Text().Text,
    };
}
