namespace Playground.Tcp;

/// <summary>A mistake that has a name: learners make it for a reason, and the reason has an answer.</summary>
public enum Misconception
{
    /// <summary>A SYN carries an acknowledgment.</summary>
    SynCarriesAck,

    /// <summary>The acknowledgment repeats the sequence number that arrived.</summary>
    AckCopiesSeq,

    /// <summary>The acknowledgment adds 4, because the field has four octets.</summary>
    AckPlusFour,

    /// <summary>The sequence number stays at the ISN after the SYN.</summary>
    SeqStaysAtIsn,

    /// <summary>The server answers with the client's number as its own.</summary>
    ServerReusesIsn,

    /// <summary>SYN and ACK go in two segments.</summary>
    SynAndAckApart,

    /// <summary>The sequence number counts segments.</summary>
    SeqCountsPackets,

    /// <summary>A pure ACK takes a sequence number.</summary>
    PureAckConsumes,

    /// <summary>The acknowledgment adds one to every length.</summary>
    AckPlusLenPlusOne,

    /// <summary>A SYN sent again takes a new ISN.</summary>
    RetryNewIsn,
}

/// <summary>The misconceptions by name, with what is said to the learner.</summary>
public static class Misconceptions
{
    /// <summary>The name in challenge files, in the database and on the page: <c>ack-copies-seq</c>.</summary>
    public static string ToName(this Misconception misconception) => misconception switch
    {
        Misconception.SynCarriesAck => "syn-carries-ack",
        Misconception.AckCopiesSeq => "ack-copies-seq",
        Misconception.AckPlusFour => "ack-plus-four",
        Misconception.SeqStaysAtIsn => "seq-stays-at-isn",
        Misconception.ServerReusesIsn => "server-reuses-isn",
        Misconception.SynAndAckApart => "syn-and-ack-apart",
        Misconception.SeqCountsPackets => "seq-counts-packets",
        Misconception.PureAckConsumes => "pure-ack-consumes",
        Misconception.AckPlusLenPlusOne => "ack-plus-len-plus-one",
        Misconception.RetryNewIsn => "retry-new-isn",
    };

    /// <summary>Reads a name.</summary>
    public static bool TryParse(string? name, out Misconception misconception)
    {
        foreach (var candidate in Enum.GetValues<Misconception>())
        {
            misconception = candidate;
            if (candidate.ToName() == name) return true;
        }

        misconception = default;
        return false;
    }

    /// <summary>
    /// The sentence for the learner: <c>{0}</c> stands for the number that was sent, <c>{1}</c> for the one it should have been.
    /// </summary>
    public static string Text(this Misconception misconception) => misconception switch
    {
        Misconception.SynCarriesAck => "The first SYN acknowledges nothing: you have heard no number yet. Leave the ACK bit off.",
        Misconception.AckCopiesSeq => "Your ack {0} repeats the number that arrived. That number is used up, so the next one is {1}.",
        Misconception.AckPlusFour => "You added 4 for the four octets of the field. The numbers count what is sent, and a SYN counts one: {1}, not {0}.",
        Misconception.SeqStaysAtIsn => "Your SYN used up {0}, so your next segment starts at {1}.",
        Misconception.ServerReusesIsn => "{0} is the client's number. Each side picks its own: the two directions are counted apart.",
        Misconception.SynAndAckApart => "SYN and ACK fit in one segment: your number and the acknowledgment of theirs travel together.",
        Misconception.SeqCountsPackets => "Sequence numbers count octets, not segments: your next segment starts at {1}, not {0}.",
        Misconception.PureAckConsumes => "A pure ACK takes no number, so your next segment still starts at {1}, not {0}.",
        Misconception.AckPlusLenPlusOne => "Only SYN and FIN add one. You acknowledge the octets that arrived: {1}, not {0}.",
        Misconception.RetryNewIsn => "A SYN that is sent again keeps its number: {1}, not {0}.",
    };
}
