namespace Playground.Tcp;

/// <summary>Where a rule stands and what it says to a learner.</summary>
/// <param name="Section">The section, of RFC 9293 unless another RFC is named: <c>3.10.7.4</c>, <c>RFC 5961 §5</c>.</param>
/// <param name="Step">The numbered step and the state in the RFC's words: <c>fifth, SYN-RECEIVED</c>; empty for none.</param>
/// <param name="Text">
/// One or two plain sentences: what the receiver did, or what the sender should have done. In the sentences about sending, <c>{0}</c> stands
/// for the number that was sent and <c>{1}</c> for the one it should have been; the sentences about arrival hold no number.
/// </param>
public sealed record RuleText(string Section, string Step, string Text)
{
    /// <summary>The reference in one line: <c>RFC 9293 §3.10.7.4, fifth, SYN-RECEIVED</c>.</summary>
    public string Reference
    {
        get
        {
            var section = Section.StartsWith("RFC", StringComparison.Ordinal) ? Section : $"RFC 9293 §{Section}";
            return Step.Length == 0 ? section : $"{section}, {Step}";
        }
    }
}

/// <summary>The one table of rules. Sentences are checked against the text of the RFC, and are keys of the localizer.</summary>
public static partial class RfcRules
{
    /// <summary>The section, step and sentence of a rule.</summary>
    public static RuleText Text(this RfcRule rule) => rule switch
    {
        RfcRule.ChecksumWrong => new("3.1", "Checksum", "The checksum does not fit the bytes, so the segment was thrown away without a word: nobody can tell who sent it."),
        RfcRule.AddressOfGroup => new("3.9.2.3", "", "A connection joins two hosts. What is addressed to all of them, or to a group, is thrown away without a word."),
        RfcRule.AddressOfNobody => new("3.9.2.3", "", "No other host can have the address that this comes from, so there is nobody to answer. It is thrown away without a word."),
        RfcRule.ClosedIgnoresReset => new("3.10.7.1", "", "There is no connection to reset here. A reset is never answered with a reset."),
        RfcRule.ClosedResets => new("3.10.7.1", "ACK bit off", "Nobody listens there. The reset carries sequence number 0 and acknowledges what you sent, so that you can believe it."),
        RfcRule.ClosedResetsAck => new("3.10.7.1", "ACK bit on", "There is no such connection. The reset takes its sequence number from your acknowledgment, so that you can believe it."),
        RfcRule.ListenIgnoresReset => new("3.10.7.2", "first", "A listener has sent nothing that could be reset, so it ignores a reset."),
        RfcRule.ListenResetsAck => new("3.10.7.2", "second", "A listener has sent nothing that could be acknowledged, so any ACK is answered with a reset."),
        RfcRule.ListenTakesSyn => new("3.10.7.2", "third", "Your SYN was heard. The listener notes your number, picks its own and answers with a SYN-ACK."),
        RfcRule.ListenDropsOther => new("3.10.7.2", "fourth", "A listener waits for a SYN and drops anything else."),
        RfcRule.ListenIsFull => new("RFC 4987 §2.2", "", "The listener has as many half-open connections as it may have. It drops your SYN without a word; you may call again."),
        RfcRule.ListenSendsSynCookie => new("RFC 4987 §3.6", "", "The listener has no room to remember your SYN. It puts what it must know into the number of its SYN-ACK, a SYN cookie, and forgets you."),
        RfcRule.ListenTakesSynCookie => new("RFC 4987 §3.6", "", "Your ACK brings back the SYN cookie, which nobody could make but the listener: the connection is open at once."),
        RfcRule.FastOpenGivesCookie => new("RFC 7413 §4.2.1", "", "Your SYN asks for a Fast Open cookie, and the SYN-ACK brings it. Next time your first octets may come with the SYN."),
        RfcRule.FastOpenRefusesCookie => new("RFC 7413 §4.2.2", "", "The Fast Open cookie is not the one you were given. The SYN-ACK acknowledges the SYN alone and brings a good one; octets must come again."),
        RfcRule.FastOpenTakesText => new("RFC 7413 §4.2.2", "", "Your Fast Open cookie is good: the octets go to the application at once, and the SYN-ACK acknowledges them with the SYN."),
        RfcRule.SynSentResetsAck => new("3.10.7.3", "first", "The acknowledgment does not cover the SYN that was sent, so it belongs to no connection here and is answered with a reset."),
        RfcRule.SynSentDropsReset => new("3.10.7.3", "first", "A reset must acknowledge the SYN to be believed here. This one does not, and is dropped."),
        RfcRule.SynSentRefused => new("3.10.7.3", "second", "The reset acknowledges the SYN, so it is believed: connection refused."),
        RfcRule.SynSentIgnoresReset => new("3.10.7.3", "second", "A reset without an acknowledgment proves nothing here, and is dropped."),
        RfcRule.SynSentEstablishes => new("3.10.7.3", "fourth", "Its SYN is acknowledged and yours has arrived: the connection is open on its side, and it sends the third segment."),
        RfcRule.SynSentMeetsSyn => new("3.10.7.3", "fourth", "Both sides called at once: a simultaneous open. It answers your SYN with a SYN-ACK."),
        RfcRule.SynSentDropsOther => new("3.10.7.3", "fifth", "It waits for a SYN. A segment with neither SYN nor RST is dropped."),
        RfcRule.SequenceOutside => new("3.10.7.4", "first", "The sequence number lies outside the receive window. The segment is dropped, and an ACK tells what is expected."),
        RfcRule.SequenceOutsideReset => new("RFC 5961 §3", "outside the window", "The reset's sequence number lies outside the receive window, so it is dropped without a word."),
        RfcRule.WindowClosed => new("3.10.7.4", "first", "The window is closed: the acknowledgment counts, the octets do not. An ACK tells that there is no room yet."),
        RfcRule.TimestampTooOld => new("RFC 7323 §5.3", "R1", "The timestamp is older than the last one heard, so this is an old duplicate. It is dropped, and an ACK tells what is expected."),
        RfcRule.TimestampMissing => new("RFC 7323 §3.2", "", "Both sides have agreed on timestamps, and this segment has none. It is dropped."),
        RfcRule.ResetInWindow => new("RFC 793 §3.4", "", "The reset lies somewhere in the window, which is enough for this old TCP: the connection is gone."),
        RfcRule.TimeWaitIgnoresReset => new("RFC 1337 §3", "", "In TIME-WAIT a reset is ignored: it could be an old one, and would end the waiting too early."),
        RfcRule.TimeWaitReopens => new("3.6.1", "", "Your SYN's number lies beyond all that the old connection used, so it can be no old duplicate: the waiting ends and a new connection begins."),
        RfcRule.TimeWaitReopensByTimestamp => new("RFC 6191 §2", "", "Your SYN's timestamp tells that it is no old duplicate: the waiting ends and a new connection begins."),
        RfcRule.TimeWaitGoesOn => new("3.6.1", "", "The SYN that reopened the connection was an old duplicate after all: the half-open connection is forgotten, and TIME-WAIT goes on."),
        RfcRule.SynInWindow => new("RFC 793 §3.9", "fourth", "A SYN inside the window is an error to this old TCP: it answers with a reset, and the connection is gone."),
        RfcRule.ResetExact => new("3.10.7.4", "second, exact", "The reset hits the next expected number exactly, so it is believed: the connection is gone."),
        RfcRule.ResetReturnsToListen => new("3.10.7.4", "second, SYN-RECEIVED", "The reset hits the next expected number: the half-open connection is forgotten, and the listener listens on."),
        RfcRule.ResetRefuses => new("3.10.7.4", "second, SYN-RECEIVED", "The reset hits the next expected number: the connection was refused."),
        RfcRule.ResetChallenged => new("RFC 5961 §3", "inside the window", "The reset lies in the window but not on the expected number. A challenge ACK asks whether you meant it."),
        RfcRule.SynReturnsToListen => new("3.10.7.4", "fourth, SYN-RECEIVED", "A second SYN inside the window: the half-open connection is forgotten, and the listener listens on."),
        RfcRule.SynChallenged => new("RFC 5961 §4", "", "A SYN on an open connection proves nothing. A challenge ACK asks whether you have really started again."),
        RfcRule.AckMissing => new("3.10.7.4", "fifth", "The ACK bit is off. After the SYNs every segment carries an acknowledgment, so this one is dropped."),
        RfcRule.AckTooOld => new("RFC 5961 §5", "", "The acknowledgment is older than any window ever offered. The segment is dropped, and an ACK tells what is expected."),
        RfcRule.SynReceivedEstablishes => new("3.10.7.4", "fifth, SYN-RECEIVED", "Your ACK covers its SYN: now each side knows where the other begins to count."),
        RfcRule.SynReceivedResetsAck => new("3.10.7.4", "fifth, SYN-RECEIVED", "Your ACK does not cover its SYN, so it belongs to no connection here and is answered with a reset."),
        RfcRule.AckAdvances => new("3.10.7.4", "fifth, ESTABLISHED", "Your acknowledgment covers something new, and the window is updated."),
        RfcRule.AckDuplicate => new("3.10.7.4", "fifth, ESTABLISHED", "Your acknowledgment says nothing new. That is fine, and nothing happens."),
        RfcRule.AckOfUnsent => new("3.10.7.4", "fifth, ESTABLISHED", "Your acknowledgment covers what was never sent. The segment is dropped, and an ACK tells where things stand."),
        RfcRule.AckOfFin => new("3.10.7.4", "fifth", "Your acknowledgment covers its FIN: it will send nothing more."),
        RfcRule.LastAckCloses => new("3.10.7.4", "fifth, LAST-ACK", "Your acknowledgment covers its FIN, the last thing it waited for: the connection is closed."),
        RfcRule.TextTaken => new("3.10.7.4", "seventh", "Your octets are next in line: they go to the application and are acknowledged."),
        RfcRule.TextQueued => new("3.10.7.4", "first", "Your octets are in the window, but some before them are missing. They are kept, and the ACK tells where the gap begins."),
        RfcRule.TextAfterFin => new("3.10.7.4", "seventh", "You have already said FIN, so later octets are ignored."),
        RfcRule.FinTaken => new("3.10.7.4", "eighth", "Your FIN is next in line: your direction is closed, and the FIN is acknowledged."),
        RfcRule.FinAgain => new("3.10.7.4", "eighth", "Your FIN has been heard before and is acknowledged again."),
        RfcRule.SendCalls => new("3.10.1", "", "Your SYN calls the other side and names {0}, where your numbers begin."),
        RfcRule.SendAnswersCall => new("3.10.7.2", "third", "Your SYN-ACK covers the SYN that you heard and names {0}, where your own numbers begin."),
        RfcRule.SendAnswersCrossing => new("3.10.7.3", "fourth", "Your SYN-ACK covers the SYN that crossed yours, and names {0} again, where your own numbers begin."),
        RfcRule.SendConfirms => new("3.10.7.3", "fourth", "Your ACK covers the other side's SYN. For you the connection is open, and for them once this arrives."),
        RfcRule.SendText => new("3.10.2", "", "Your text begins at {0}. You keep it, to send it again, until it is acknowledged."),
        RfcRule.SendCloses => new("3.10.4", "", "Your FIN says that you have no more text to send. You may still receive until the other side has closed too."),
        RfcRule.SendAcknowledges => new("3.4", "", "Your ACK says that you have everything before {0}: the other side need not send it again."),
        RfcRule.SendAckAgain => new("3.4", "", "Your ACK says again that you have everything before {0}. It takes no number itself."),
        RfcRule.SendIsRepeat => new("3.8.1", "", "You send the same numbers again: a retransmission, which is always allowed."),
        RfcRule.SendAckFieldUnused => new("3.1", "Acknowledgment Number", "The acknowledgment field means nothing while the ACK bit is off. Nobody will read it."),
        RfcRule.SendNeedsSyn => new("3.5", "", "There is no connection yet. A connection begins with a SYN."),
        RfcRule.SendNeedsAnswer => new("3.10.2", "SYN-SENT", "No SYN has answered yours yet. Until one does there is nothing to send but the same SYN again."),
        RfcRule.SendAckOfNothing => new("3.5", "", "You have heard no SYN yet, so there is nothing to acknowledge: the first SYN goes without ACK."),
        RfcRule.SendNeedsSynAck => new("3.10.7.2", "third", "A SYN has arrived. The answer is one segment with both SYN and ACK: your number, and theirs plus one."),
        RfcRule.SendSynKeepsIss => new("3.8.1", "", "A SYN that is sent again keeps its number. With a new one it is a different SYN."),
        RfcRule.SendSynAgain => new("3.5", "", "Your SYN has done its work. There is one SYN in each direction of a connection."),
        RfcRule.SendSeqWrong => new("3.4", "", "Your sequence number is {0}, the next one is {1}. SYN and FIN count one, each octet of text counts one, a pure ACK counts nothing."),
        RfcRule.SendOtherOctets => new("3.4", "", "Every octet has its number, and under these you have sent another text. Sent again, it stays as it was; new text begins at {1}."),
        RfcRule.SendAckWrong => new("3.4", "", "Your acknowledgment is {0}, but the number you expect next is {1}: one past the last thing you have received."),
        RfcRule.SendNeedsAck => new("3.10.7.4", "fifth", "Once you have heard the other side, every segment carries the ACK bit and what you expect next."),
        RfcRule.SendOverWindow => new("3.8.6", "", "The other side has room for less than that: what lies beyond its window is thrown away."),
        RfcRule.SendResetRight => new("3.5.2", "", "The reset carries the number the other side expects, so it will be believed."),
        RfcRule.SendResetWrong => new("3.5.2", "", "A reset is believed only where there is something to reset, and only with the number the other side expects next."),
        RfcRule.SendBitsTogether => new("3.5", "", "These control bits contradict each other: no TCP begins and ends a connection in one segment."),
        RfcRule.SendAfterFin => new("3.6", "", "You have said FIN: no more octets from you. You may still acknowledge."),
        RfcRule.SendChecksumWrong => new("3.1", "Checksum", "The checksum does not fit the bytes. The other side will throw the segment away without a word."),
        RfcRule.SendReservedBits => new("3.1", "Rsrvd", "Four bits of the header are reserved, and every sender leaves them at zero."),
        RfcRule.SendOtherConnection => new("3.4.1", "", "A connection is named by both addresses and both ports. These belong to no connection of yours."),
        RfcRule.SendNeedsReset => new("3.5.2", "", "What arrived belongs to no connection of yours. Answer it with a reset that carries {1}, which you take from it, so that its sender believes you."),
        RfcRule.SendResetNeedsAck => new("3.10.7.1", "ACK bit off", "What you refuse acknowledged nothing, so your reset has to: RST and ACK, with sequence number 0 and acknowledgment {1}. A bare RST proves nothing."),
        RfcRule.SendResetSeqZero => new("3.10.7.1", "ACK bit off", "What you refuse gave you no number to start from, so the reset's sequence number is {1}, not {0}."),
        RfcRule.SendResetForReset => new("3.10.7.1", "", "A reset is never answered with a reset, or two hosts could reset each other for ever."),
        RfcRule.SendResetTooLate => new("3.10.5", "TIME-WAIT", "Both sides have said FIN: nothing is left to abort, and no reset is sent. A repeated FIN is answered with an ACK."),
        RfcRule.SendNothingForCorrupt => new("3.1", "Checksum", "What arrived has a wrong checksum, so none of its numbers can be trusted. It is thrown away, and nothing is sent."),
        RfcRule.SendTextBeforeOpen => new("3.10.2", "SYN-RECEIVED", "Your SYN has not been acknowledged yet. Until it is, your text waits."),
        RfcRule.SendOverMss => new("3.7.1", "", "Text and options together are longer than the MSS that the other side has named, or than the default where it named none."),
        RfcRule.SendOptionOnSynOnly => new("3.2", "", "The MSS, the window scale, SACK-permitted and Fast Open are said with the SYN. On any other segment they mean nothing."),
        RfcRule.SendOptionNotOffered => new("RFC 7323 §2.2", "", "A SYN-ACK uses window scaling or timestamps only where the SYN has offered them."),
        RfcRule.SendShiftTooLarge => new("RFC 7323 §2.3", "", "A window is shifted by at most 14, so that it always stays far below half of all sequence numbers."),
        RfcRule.SendNeedsTimestamps => new("RFC 7323 §3.2", "", "Both SYNs carried timestamps. From then on every segment but a reset carries them too."),
        RfcRule.SendTimestampsNotAgreed => new("RFC 7323 §3.2", "", "Timestamps are used only when both SYNs carried them, and these did not."),
        RfcRule.SendEchoWrong => new("RFC 7323 §4.3", "", "The echo reply is not a timestamp that the other side has sent you lately. It measures the round trip with the number that you send back."),
        RfcRule.SendTimestampBack => new("RFC 7323 §5.4", "", "Your timestamp is older than one you have sent before. Your clock never goes back, and the other side throws away what seems old."),
        RfcRule.SendSackNotAgreed => new("RFC 2018 §2", "", "The other side has not said SACK-permitted, so it will not understand SACK blocks."),
        RfcRule.SendSackWrong => new("RFC 2018 §3", "", "A SACK block tells of octets beyond the gap that you have really received: from the first of them up to the number after the last."),
        RfcRule.SendSackMissing => new("RFC 2018 §4", "", "You hold octets beyond a gap and both sides know SACK. An ACK with blocks would show the other side what it need not send again."),
        RfcRule.SendIsnZero => new("3.4.1", "", "Any initial sequence number is legal, and 0 is one of them. A TCP picks one that nobody can guess."),
        RfcRule.SendIsnOfPeer => new("3.4.1", "", "Any initial sequence number is legal, even the other side's. A TCP picks its own."),
        RfcRule.SendSameTextAnew => new("3.8.1", "", "This is the text that still waits for its acknowledgment, under new numbers. The other side will take it for more text; sent again, it would start at {1}."),
        RfcRule.SendAckLate => new("3.4", "", "That was right when an earlier segment had arrived. By now you have more, and {1} would acknowledge all of it."),
        RfcRule.SendAckLess => new("3.10.7.4", "seventh", "That is legal, but leaves out what had come early. {1} would acknowledge that too, so that it is not sent again."),
        RfcRule.SendProbe => new("3.8.6.1", "", "One octet into a closed window is a probe: the answer tells whether the window has opened."),
        RfcRule.SendKeepAlive => new("3.8.4", "", "Your next number is {1}. One less asks an idle connection for a sign of life: that is a keep-alive."),
        RfcRule.SendSynAfterTimeWait => new("3.6.1", "", "A new connection between the same sockets can begin when TIME-WAIT is over, two maximum segment lifetimes after the last FIN."),
        RfcRule.SendWindowShrinks => new("3.8.6", "", "Your window takes back room that you had offered. The other side may already be sending into it."),
        RfcRule.SendWindowZero => new("3.8.6.1", "", "A window of 0 asks the other side to send nothing until you open it again."),
        RfcRule.SendNoPush => new("3.9.1.2", "", "Without PSH the other side may wait for more before it hands the text on. The last segment of what you have to say usually carries it."),
        RfcRule.SendOneOctet => new("3.7.4", "", "One octet of text travels with forty octets of headers. A TCP would rather wait until there is more to send."),
        RfcRule.SendUrgentUnused => new("3.1", "Urgent Pointer", "The urgent pointer means nothing while the URG bit is off. Nobody will read it."),
        RfcRule.SendUrgentOld => new("3.8.5", "", "Urgent text is legal, but new applications should not use it: TCPs do not agree on what it means."),
    };
}
