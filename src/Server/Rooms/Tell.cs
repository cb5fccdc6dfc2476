using Playground.Contracts;
using Playground.Engine.Reviews;
using Playground.Ladder;
using Playground.Tcp;
using Playground.Wire;

namespace Playground.Server.Rooms;

/// <summary>Verdicts, reviews and segments as the page shows them.</summary>
internal static class Tell
{
    /// <summary>A segment's fields, plain.</summary>
    public static SegmentView Of(in Segment segment) => new(
        segment.Source.Port.Number, segment.Destination.Port.Number, segment.Bits.ToNames(), segment.Seq.Value, segment.Ack.Value, segment.Window,
        segment.Payload.ToArray(), OptionsText.Print(segment.Options), TcpCodec.Encode(segment));

    /// <summary>The reader's own TCB; RCV.NXT is theirs to work out until they have acknowledged it.</summary>
    public static LedgerView Of(Ledger ledger)
    {
        var tcb = ledger.Tcb;
        var (sent, heard) = (ledger.HasSentSyn, ledger.HasHeardSyn);
        return new LedgerView(
            tcb.State, sent ? tcb.Iss.Value : null, sent ? tcb.SndUna.Value : null, sent ? tcb.SndNxt.Value : null, heard ? tcb.SndWnd : null,
            heard ? tcb.Irs.Value : null, heard && ledger.HasAcknowledged ? tcb.RcvNxt.Value : null, ledger.LastSent is null ? null : tcb.RcvWnd)
        {
            Timers = Of(ledger.Timers),
        };
    }

    /// <summary>The TCB of an engine's connection; what is not known yet in its state is missing.</summary>
    public static LedgerView Of(in Tcb tcb)
    {
        var (sent, heard) = (tcb.State is not (TcpState.Closed or TcpState.Listen), tcb.State is not (TcpState.Closed or TcpState.Listen or TcpState.SynSent));
        return new LedgerView(
            tcb.State, sent ? tcb.Iss.Value : null, sent ? tcb.SndUna.Value : null, sent ? tcb.SndNxt.Value : null, heard ? tcb.SndWnd : null,
            heard ? tcb.Irs.Value : null, heard ? tcb.RcvNxt.Value : null, sent ? tcb.RcvWnd : null);
    }

    private static TimersView Of(LedgerTimers timers) => new(
        timers.Rto.TotalSeconds, timers.SmoothedRoundTrip?.TotalSeconds, Of(timers.Retransmission), Of(timers.Acknowledgment), Of(timers.Persist),
        Of(timers.TimeWait));

    private static TimerView? Of(LedgerTimer? timer) => timer is { } running ? new(running.Began, running.Ends) : null;

    /// <summary>What a TCP did with a segment. The numbers of its TCB stay out: the segment's sender may not know them.</summary>
    /// <param name="host">The receiver's name.</param>
    /// <param name="toSender">True where it is said to the segment's sender.</param>
    public static VerdictView Of(in Verdict verdict, string host, bool toSender) =>
        Of(verdict, Headline(verdict, host), toSender ? verdict.Rule.Text().Text : verdict.Rule.TextForOthers());

    /// <summary>What a TCP in a person's position does with a segment that arrived at them.</summary>
    public static VerdictView Expected(in Verdict verdict) => Of(verdict, Duty(verdict), verdict.Rule.TextForOthers());

    /// <summary>What is asked about a segment that arrived at who plays a challenge.</summary>
    public static ArrivalQuestion Question(in Verdict verdict) =>
        new(verdict.Rule.Text().Reference.Split(',')[0], verdict.Outcome == Outcome.Accepted);

    private static VerdictView Of(in Verdict verdict, Sentence headline, string says) => new(
        verdict.Outcome, verdict.Rule, headline, new Sentence(says), verdict.Rule.Text().Reference, verdict.Before.State, verdict.After.State);

    /// <summary>What is said about a segment from its sender's ledger, with the numbers that the sender knows.</summary>
    /// <param name="from">The sender's name.</param>
    /// <param name="to">The name of the host at the other end.</param>
    public static ReviewView Of(Review review, in Segment segment, string from, string? to)
    {
        var main = review.Main;
        var text = main.Rule.Text();
        var sent = main.Field == SegmentField.Ack ? segment.Ack : segment.Seq;
        var whose = WhoseNumbers(main) switch { true => from, false => to, null => null };
        var says = WithNumbers(main.Misconception?.Text() ?? text.Text, Grouped(sent), Grouped(main.Expected ?? sent), whose);
        return new ReviewView(review.CouldBeSent, main.Field, says, text.Reference, main.Misconception?.ToName());
    }

    /// <summary>A sentence with the numbers that it names, and no others: what it leaves unsaid is the learner's to find.</summary>
    private static Sentence WithNumbers(string text, string sent, string right, string? whose) =>
        text.Contains("{1}", StringComparison.Ordinal) ? new Sentence(text, sent, right) { Whose = [whose, whose] }
        : text.Contains("{0}", StringComparison.Ordinal) ? new Sentence(text, sent) { Whose = [whose] }
        : new Sentence(text);

    private static Sentence Headline(in Verdict verdict, string host) => verdict.Outcome switch
    {

        // The state is the one before the application closes its own side: by the time anybody reads it, it may be LAST-ACK.
        Outcome.Accepted when verdict is { Rule: RfcRule.FinTaken, After.State: TcpState.CloseWait } => new Sentence("The {0} has heard the FIN.", host),
        Outcome.Accepted when verdict.ChangedState => new Sentence("The {0} is now {1}.", host, verdict.After.State.ToName()),
        Outcome.Accepted => new Sentence("The {0} took it.", host),
        Outcome.Queued => new Sentence("The {0} keeps it for later.", host),
        Outcome.Dropped => new Sentence("The {0} dropped it.", host),
        Outcome.Acknowledged => new Sentence("The {0} dropped it and answered with an ACK.", host),
        Outcome.Challenged => new Sentence("The {0} answered with a challenge ACK.", host),
        Outcome.Reset => new Sentence("The {0} answered with a reset.", host),
    };

    /// <summary>True for a finding whose numbers count what its sender sends, false where they count what the other side does; none where it may be either.</summary>
    private static bool? WhoseNumbers(Finding finding) => finding switch
    {
        { Rule: RfcRule.SendNeedsReset } => null,
        { Field: SegmentField.Ack } or { Rule: RfcRule.SendIsnOfPeer } => false,
        _ => true,
    };

    private static Sentence Duty(in Verdict verdict) => verdict.Outcome switch
    {
        Outcome.Accepted when verdict.ChangedState => new Sentence("A TCP in this position takes it and is then {0}.", verdict.After.State.ToName()),
        Outcome.Accepted => new Sentence("A TCP in this position takes it."),
        Outcome.Queued => new Sentence("A TCP in this position keeps it for later."),
        Outcome.Dropped => new Sentence("A TCP in this position drops it without a word."),
        Outcome.Acknowledged => new Sentence("A TCP in this position answers it with an ACK."),
        Outcome.Challenged => new Sentence("A TCP in this position answers it with a challenge ACK."),
        Outcome.Reset => new Sentence("A TCP in this position answers it with a reset."),
    };

    /// <summary>A number in groups of three, parted by thin spaces, as the page writes it everywhere.</summary>
    private static string Grouped(SeqNumber number) => number.Value.ToString("#,0").Replace(",", "\u2009", StringComparison.Ordinal);
}
