namespace Playground.Tcp;

/// <summary>
/// A rule that decides about a segment: on arrival (a numbered step of RFC 9293 §3.10.7) or on sending (what an endpoint
/// in that position may send). <see cref="RfcRules"/> holds each rule's section and sentence.
/// </summary>
public enum RfcRule : byte
{
    /// <summary>§3.1: a wrong checksum.</summary>
    ChecksumWrong,
    /// <summary>§3.9.2.3, MUST-57: to a multicast or broadcast address.</summary>
    AddressOfGroup,
    /// <summary>§3.9.2.3, MUST-63: from an address that no other single host has.</summary>
    AddressOfNobody,
    /// <summary>§3.10.7.1: a reset to nobody.</summary>
    ClosedIgnoresReset,
    /// <summary>§3.10.7.1: anything without ACK to nobody.</summary>
    ClosedResets,
    /// <summary>§3.10.7.1: an ACK to nobody.</summary>
    ClosedResetsAck,
    /// <summary>§3.10.7.2 first.</summary>
    ListenIgnoresReset,
    /// <summary>§3.10.7.2 second.</summary>
    ListenResetsAck,
    /// <summary>§3.10.7.2 third.</summary>
    ListenTakesSyn,
    /// <summary>§3.10.7.2 fourth.</summary>
    ListenDropsOther,
    /// <summary>RFC 4987 §2.2: a SYN beyond the backlog.</summary>
    ListenIsFull,
    /// <summary>RFC 4987 §3.6: a SYN beyond the backlog, answered with a SYN cookie.</summary>
    ListenSendsSynCookie,
    /// <summary>RFC 4987 §3.6: an ACK that brings back a SYN cookie.</summary>
    ListenTakesSynCookie,
    /// <summary>RFC 7413 §4.2.1: a SYN that asks for a Fast Open cookie.</summary>
    FastOpenGivesCookie,
    /// <summary>RFC 7413 §4.2.2: a SYN whose Fast Open cookie is not good.</summary>
    FastOpenRefusesCookie,
    /// <summary>RFC 7413 §4.2.2: a SYN whose Fast Open cookie is good, and its text.</summary>
    FastOpenTakesText,
    /// <summary>§3.10.7.3 first, answered.</summary>
    SynSentResetsAck,
    /// <summary>§3.10.7.3 first, with RST.</summary>
    SynSentDropsReset,
    /// <summary>§3.10.7.3 second, with an acceptable ACK.</summary>
    SynSentRefused,
    /// <summary>§3.10.7.3 second, without ACK.</summary>
    SynSentIgnoresReset,
    /// <summary>§3.10.7.3 fourth, our SYN acknowledged.</summary>
    SynSentEstablishes,
    /// <summary>§3.10.7.3 fourth, simultaneous open.</summary>
    SynSentMeetsSyn,
    /// <summary>§3.10.7.3 fifth.</summary>
    SynSentDropsOther,
    /// <summary>§3.10.7.4 first.</summary>
    SequenceOutside,
    /// <summary>§3.10.7.4 first, with RST.</summary>
    SequenceOutsideReset,
    /// <summary>§3.10.7.4 first, a closed window.</summary>
    WindowClosed,
    /// <summary>RFC 7323 §5.3, R1.</summary>
    TimestampTooOld,
    /// <summary>RFC 7323 §3.2.</summary>
    TimestampMissing,
    /// <summary>§3.10.7.4 second, exact.</summary>
    ResetExact,
    /// <summary>§3.10.7.4 second, SYN-RECEIVED from LISTEN.</summary>
    ResetReturnsToListen,
    /// <summary>§3.10.7.4 second, SYN-RECEIVED from SYN-SENT.</summary>
    ResetRefuses,
    /// <summary>§3.10.7.4 second, in the window but not exact.</summary>
    ResetChallenged,
    /// <summary>RFC 793 §3.4: any reset in the window.</summary>
    ResetInWindow,
    /// <summary>RFC 1337: a reset in TIME-WAIT.</summary>
    TimeWaitIgnoresReset,
    /// <summary>§3.6.1, MAY-2: a SYN with a later number reopens TIME-WAIT.</summary>
    TimeWaitReopens,
    /// <summary>RFC 6191 §2: a SYN with a later timestamp reopens TIME-WAIT.</summary>
    TimeWaitReopensByTimestamp,
    /// <summary>§3.6.1: the SYN that reopened TIME-WAIT was an old one.</summary>
    TimeWaitGoesOn,
    /// <summary>RFC 793 §3.9: a SYN in the window.</summary>
    SynInWindow,
    /// <summary>§3.10.7.4 fourth, SYN-RECEIVED from LISTEN.</summary>
    SynReturnsToListen,
    /// <summary>§3.10.7.4 fourth, synchronized.</summary>
    SynChallenged,
    /// <summary>§3.10.7.4 fifth, no ACK bit.</summary>
    AckMissing,
    /// <summary>§3.10.7.4 fifth, RFC 5961 §5.</summary>
    AckTooOld,
    /// <summary>§3.10.7.4 fifth, SYN-RECEIVED, acceptable.</summary>
    SynReceivedEstablishes,
    /// <summary>§3.10.7.4 fifth, SYN-RECEIVED, not acceptable.</summary>
    SynReceivedResetsAck,
    /// <summary>§3.10.7.4 fifth, acknowledges something new.</summary>
    AckAdvances,
    /// <summary>§3.10.7.4 fifth, acknowledges nothing new.</summary>
    AckDuplicate,
    /// <summary>§3.10.7.4 fifth, acknowledges what was never sent.</summary>
    AckOfUnsent,
    /// <summary>§3.10.7.4 fifth, our FIN acknowledged.</summary>
    AckOfFin,
    /// <summary>§3.10.7.4 fifth, LAST-ACK.</summary>
    LastAckCloses,
    /// <summary>§3.10.7.4 seventh, in order.</summary>
    TextTaken,
    /// <summary>§3.10.7.4 first and seventh, a gap before it.</summary>
    TextQueued,
    /// <summary>§3.10.7.4 seventh, after the sender's FIN.</summary>
    TextAfterFin,
    /// <summary>§3.10.7.4 eighth.</summary>
    FinTaken,
    /// <summary>§3.10.7.4 eighth, again.</summary>
    FinAgain,
    /// <summary>Review, right: an ACK that says nothing new (§3.4).</summary>
    SendAckAgain,
    /// <summary>Review: the same segment again, as a retransmission.</summary>
    SendIsRepeat,
    /// <summary>Review: the acknowledgment field is filled in, the ACK bit is off (§3.1).</summary>
    SendAckFieldUnused,
    /// <summary>Review: a connection begins with a SYN (§3.5).</summary>
    SendNeedsSyn,
    /// <summary>Review: nothing but the SYN can go before the other side has answered (§3.10.2, SYN-SENT).</summary>
    SendNeedsAnswer,
    /// <summary>Review: the first SYN acknowledges nothing, for nothing was heard (§3.5).</summary>
    SendAckOfNothing,
    /// <summary>Review: a SYN that arrived is acknowledged in the same segment as ours (§3.10.7.2 third).</summary>
    SendNeedsSynAck,
    /// <summary>Review: a SYN sent again keeps its number (§3.8.1).</summary>
    SendSynKeepsIss,
    /// <summary>Review: there is one SYN in each direction (§3.5).</summary>
    SendSynAgain,
    /// <summary>Review: SEG.SEQ is not what comes next (§3.4).</summary>
    SendSeqWrong,
    /// <summary>Review: SEG.ACK is not RCV.NXT (§3.4).</summary>
    SendAckWrong,
    /// <summary>Review: every segment after the SYN carries an ACK (§3.10.7.4 fifth).</summary>
    SendNeedsAck,
    /// <summary>Review: more than the other side's window (§3.8.6).</summary>
    SendOverWindow,
    /// <summary>Review: a reset that the other side will take (§3.5.2).</summary>
    SendResetRight,
    /// <summary>Review: a reset that the other side will not take (§3.5.2).</summary>
    SendResetWrong,
    /// <summary>Review: SYN and FIN, or SYN and RST, in one segment (§3.5).</summary>
    SendBitsTogether,
    /// <summary>Review: text or FIN after one's own FIN (§3.6).</summary>
    SendAfterFin,
    /// <summary>Review: a checksum by hand that is wrong (§3.1).</summary>
    SendChecksumWrong,
    /// <summary>Review: reserved bits are set (§3.1).</summary>
    SendReservedBits,
    /// <summary>Review: the sockets are not the connection's (§3.4.1).</summary>
    SendOtherConnection,
    /// <summary>Review: what arrived belongs to no connection here and is answered with a reset (§3.5.2).</summary>
    SendNeedsReset,
    /// <summary>Review: a reset for a segment without ACK must acknowledge it (§3.10.7.1).</summary>
    SendResetNeedsAck,
    /// <summary>Review: a reset for a segment without ACK has sequence number 0 (§3.10.7.1).</summary>
    SendResetSeqZero,
    /// <summary>Review: a reset is never answered with a reset (§3.10.7.1).</summary>
    SendResetForReset,
    /// <summary>Review: after both FINs no reset is sent (§3.10.5).</summary>
    SendResetTooLate,
    /// <summary>Review: a segment with a wrong checksum is not answered at all (§3.1).</summary>
    SendNothingForCorrupt,
    /// <summary>Review: text before one's SYN is acknowledged (§3.10.2, SYN-RECEIVED).</summary>
    SendTextBeforeOpen,
    /// <summary>Review: more text than the other side's MSS (§3.7.1).</summary>
    SendOverMss,
    /// <summary>Review: an option that belongs on a SYN stands on another segment (§3.7.1, RFC 7323 §2.2, RFC 2018 §2).</summary>
    SendOptionOnSynOnly,
    /// <summary>Review: a SYN-ACK takes up an option that the SYN did not offer (RFC 7323 §2.2 and §3.2).</summary>
    SendOptionNotOffered,
    /// <summary>Review: a window shift above 14 (RFC 7323 §2.3).</summary>
    SendShiftTooLarge,
    /// <summary>Review: timestamps were agreed and are missing (RFC 7323 §3.2).</summary>
    SendNeedsTimestamps,
    /// <summary>Review: timestamps were not agreed (RFC 7323 §3.2).</summary>
    SendTimestampsNotAgreed,
    /// <summary>Review: the echo reply is no timestamp that is to be echoed (RFC 7323 §4.3).</summary>
    SendEchoWrong,
    /// <summary>Review: a timestamp older than the one before it (RFC 7323 §5.4).</summary>
    SendTimestampBack,
    /// <summary>Review: SACK blocks that the other side did not ask for (RFC 2018 §2).</summary>
    SendSackNotAgreed,
    /// <summary>Review: a SACK block of what was not delivered, or lies before RCV.NXT (RFC 2018 §3).</summary>
    SendSackWrong,
    /// <summary>Review, legal: a gap, SACK agreed, and no block (RFC 2018 §4).</summary>
    SendSackMissing,
    /// <summary>Review, legal: ISN 0 (§3.4.1).</summary>
    SendIsnZero,
    /// <summary>Review, legal: the other side's ISN (§3.4.1).</summary>
    SendIsnOfPeer,
    /// <summary>Review, legal: the text that waits for its acknowledgment, under new numbers (§3.8.1).</summary>
    SendSameTextAnew,
    /// <summary>Review, legal: the acknowledgment answers an earlier segment than the last (§3.4).</summary>
    SendAckLate,
    /// <summary>Review, legal: the acknowledgment leaves out what had come early (§3.10.7.4 seventh, SHLD-31).</summary>
    SendAckLess,
    /// <summary>Review: one octet into a closed window (§3.8.6.1).</summary>
    SendProbe,
    /// <summary>Review: a keep-alive (§3.8.4).</summary>
    SendKeepAlive,
    /// <summary>Review, legal: a new SYN between the same sockets, after TIME-WAIT (§3.6.1).</summary>
    SendSynAfterTimeWait,
    /// <summary>Review, legal: the right window edge moves left (§3.8.6, SHLD-14).</summary>
    SendWindowShrinks,
    /// <summary>Review, legal: a closed window (§3.8.6.1).</summary>
    SendWindowZero,
    /// <summary>Review, legal: text without PSH (§3.9.1.2).</summary>
    SendNoPush,
    /// <summary>Review, legal: a single octet (§3.7.4).</summary>
    SendOneOctet,
    /// <summary>Review, legal: the urgent pointer is filled in, the URG bit is off (§3.1).</summary>
    SendUrgentUnused,
    /// <summary>Review, legal: urgent text (§3.8.5, SHLD-13).</summary>
    SendUrgentOld,
    /// <summary>Review, right: a SYN that calls (§3.10.1).</summary>
    SendCalls,
    /// <summary>Review, right: a SYN-ACK that answers a caller (§3.10.7.2 third).</summary>
    SendAnswersCall,
    /// <summary>Review, right: a SYN-ACK that answers a SYN which crossed ours (§3.10.7.3 fourth).</summary>
    SendAnswersCrossing,
    /// <summary>Review, right: the third segment of a handshake (§3.10.7.3 fourth).</summary>
    SendConfirms,
    /// <summary>Review, right: text (§3.10.2).</summary>
    SendText,
    /// <summary>Review, right: a FIN (§3.10.4).</summary>
    SendCloses,
    /// <summary>Review, right: an ACK of what was not acknowledged yet (§3.4).</summary>
    SendAcknowledges,
    /// <summary>Review: numbers that were used already, for other octets than before (§3.4).</summary>
    SendOtherOctets,
}
