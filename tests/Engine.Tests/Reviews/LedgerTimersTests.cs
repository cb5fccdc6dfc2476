using Playground.Engine.Reviews;
using Playground.Tests.Stands;

namespace Playground.Tests.Reviews;

/// <summary>The timers that a TCP in a person's place would have running, from their own sends and what was delivered to them alone.</summary>
public class LedgerTimersTests
{
    private const string Open =
        "@0s client → server [SYN] seq=x; @{0}s server → client [SYN, ACK] seq=y ack=x+1; @{0}s client → server [ACK] seq=x+1 ack=y+1; ";

    private static LedgerTimers After(string ladder, string name = "client") => Seat.After(name, ladder).Ledger.Timers;

    private static string Opened(string rtt) => Open.Replace("{0}", rtt, StringComparison.Ordinal);

    private static string? Text(LedgerTimer? timer) => timer is { } running ? $"{running.Began.Seconds:0.###}–{running.Ends.Seconds:0.###}" : null;

    /// <summary>RFC 6298 §2: the first round trip R gives R + 4·R/2, the later ones weigh an eighth and a quarter; never below 1 s.</summary>
    [Theory]
    [InlineData("0.04", "", 1.0, 0.04)]
    [InlineData("1", "", 3.0, 1.0)]
    [InlineData("1", "@2s client → server [ACK, PSH] seq=x+1 ack=y+1 len=1; @4s server → client [ACK] seq=y+1 ack=x+2", 3.625, 1.125)]
    [InlineData("1", "@2s client → server [ACK, PSH] seq=x+1 ack=y+1 len=1; @3s server → client [ACK] seq=y+1 ack=x+2", 2.5, 1.0)]
    [InlineData("30", "", 60.0, 30.0)]
    public void The_timeout_follows_from_round_trips(string rtt, string more, double rto, double smoothed)
    {
        var timers = After(Opened(rtt) + more);
        Assert.Equal(rto, timers.Rto.TotalSeconds, 6);
        Assert.Equal(smoothed, timers.SmoothedRoundTrip!.Value.TotalSeconds, 6);
    }

    [Theory]
    [InlineData("@0s client → server [SYN] seq=x", "0–1")]
    [InlineData("@0s client → server [SYN] seq=x; @0.4s client → server [SYN] seq=x", "0–1")]
    [InlineData("@0s client → server [SYN] seq=x; @1.5s client → server [SYN] seq=x", "1.5–3.5")]
    [InlineData("@0s client → server [SYN] seq=x; @1s client → server [SYN] seq=x; @3s client → server [SYN] seq=x", "3–7")]
    [InlineData("@0s client → server [SYN] seq=x; @0.7s client → server [SYN] seq=x+5", "0.7–1.7")]
    [InlineData("@0s client → server [SYN] seq=x; @0.1s server → client [SYN, ACK] seq=y ack=x+1", null)]
    [InlineData("@0s client → server [SYN] seq=x; @0.1s server → client [SYN, ACK] seq=y ack=x+9", "0–1")]
    [InlineData("@0s client → server [SYN] seq=x; @0.1s server → client [RST, ACK] seq=0 ack=x+1", null)]
    public void The_retransmission_timer_runs_from_the_syn_until_its_acknowledgment(string ladder, string? runs) =>
        Assert.Equal(runs, Text(After(ladder).Retransmission));

    /// <summary>RFC 6298 §5.1 to §5.3: it is not set anew by more text, and is by each acknowledgment of something new.</summary>
    [Theory]
    [InlineData("", "1–2")]
    [InlineData("@1.5s client → server [ACK] seq=x+2 ack=y+1 len=1", "1–2")]
    [InlineData("@1.5s client → server [ACK] seq=x+2 ack=y+1 len=1; @1.6s server → client [ACK] seq=y+1 ack=x+2", "1.6–2.6")]
    [InlineData("@1.6s server → client [ACK] seq=y+1 ack=x+1", "1–2")]
    [InlineData("@1.6s server → client [ACK] seq=y+1 ack=x+2", null)]
    [InlineData("@1.7s client → server [ACK] seq=x+2 ack=y+1", "1–2")]
    [InlineData("@2.2s client → server [ACK, PSH] seq=x+1 ack=y+1 len=1", "2.2–4.2")]
    public void It_runs_for_the_oldest_text_that_is_out(string more, string? runs) =>
        Assert.Equal(runs, Text(After(Opened("0.1") + "@1s client → server [ACK, PSH] seq=x+1 ack=y+1 len=1; " + more).Retransmission));

    [Fact]
    public void By_karns_rule_nothing_is_learned_of_what_was_sent_twice()
    {
        var text = "@2s client → server [ACK, PSH] seq=x+1 ack=y+1 len=1; @3s client → server [ACK, PSH] seq=x+1 ack=y+1 len=1; ";
        var timers = After(Opened("0.1") + text + "@9s server → client [ACK] seq=y+1 ack=x+2");
        Assert.Equal((0.1, 2.0), (timers.SmoothedRoundTrip!.Value.TotalSeconds, timers.Rto.TotalSeconds));
    }

    [Fact]
    public void After_a_syn_that_went_twice_text_begins_with_three_seconds()
    {
        var timers = After("@0s client → server [SYN] seq=x; @1s client → server [SYN] seq=x; @1.1s server → client [SYN, ACK] seq=y ack=x+1");
        Assert.Null(timers.SmoothedRoundTrip);
        Assert.Equal(3, timers.Rto.TotalSeconds);
    }

    /// <summary>RFC 9293 §3.8.6.3, MUST-40.</summary>
    [Theory]
    [InlineData("@1s server → client [ACK] seq=y+1 ack=x+1 len=3", "1–1.5")]
    [InlineData("@1s server → client [ACK] seq=y+1 ack=x+1 len=3; @1.2s server → client [ACK] seq=y+4 ack=x+1 len=3", "1–1.5")]
    [InlineData("@1s server → client [ACK] seq=y+1 ack=x+1 len=3; @1.2s client → server [ACK] seq=x+1 ack=y+4", null)]
    [InlineData("@1s server → client [ACK] seq=y+4 ack=x+1 len=3", null)]
    [InlineData("@1s server → client [ACK] seq=y+1 ack=x+1", null)]
    [InlineData("@1s server → client [FIN, ACK] seq=y+1 ack=x+1", null)]
    [InlineData("@1s server → client [RST] seq=y+1", null)]
    public void Text_waits_half_a_second_at_most_for_its_acknowledgment(string more, string? runs) =>
        Assert.Equal(runs, Text(After(Opened("0.1") + more).Acknowledgment));

    [Fact]
    public void Time_wait_lasts_two_segment_lifetimes_and_begins_anew_with_a_fin_that_comes_again()
    {
        var closed = Opened("0.1") + "@1s client → server [FIN, ACK] seq=x+1 ack=y+1; @1.1s server → client [FIN, ACK] seq=y+1 ack=x+2; "
            + "@1.2s client → server [ACK] seq=x+2 ack=y+2; ";
        var timers = After(closed);
        Assert.Equal("1.1–241.1", Text(timers.TimeWait));
        Assert.Null(timers.Retransmission);
        Assert.Equal("3–243", Text(After(closed + "@3s server → client [FIN, ACK] seq=y+1 ack=x+2").TimeWait));
    }

    /// <summary>RFC 9293 §3.8.6.1, SHLD-29 and SHLD-30.</summary>
    [Theory]
    [InlineData("", "1.1–2.1", null)]
    [InlineData("@2.2s client → server [ACK] seq=x+2 ack=y+1 len=1", "2.2–4.2", null)]
    [InlineData("@2.2s client → server [ACK] seq=x+2 ack=y+1 len=1; @4.2s client → server [ACK] seq=x+2 ack=y+1 len=1", "4.2–8.2", null)]
    [InlineData("@1.5s server → client [ACK] seq=y+1 ack=x+2 win=100", null, null)]
    [InlineData("@2.2s client → server [ACK] seq=x+2 ack=y+1 len=1; @3s server → client [ACK] seq=y+1 ack=x+2 win=100", null, "3–4")]
    public void A_closed_window_is_probed_after_the_timeout_and_then_ever_more_rarely(string more, string? probes, string? again)
    {
        var timers = After(Opened("0.1") + "@1s client → server [ACK, PSH] seq=x+1 ack=y+1 len=1; @1.1s server → client [ACK] seq=y+1 ack=x+2 win=0; " + more);
        Assert.Equal((probes, again), (Text(timers.Persist), Text(timers.Retransmission)));
    }

    [Fact]
    public void Of_a_segment_that_was_not_delivered_no_timer_knows()
    {
        const string syn = "@0s client → server [SYN] seq=x; ";
        var (lost, none) = (After(syn + "@0.1s server → client [SYN, ACK] seq=y ack=x+1 ✕"), After(syn));
        Assert.Equal((none.Retransmission, none.Rto, none.SmoothedRoundTrip), (lost.Retransmission, lost.Rto, lost.SmoothedRoundTrip));
    }

    [Fact]
    public void A_new_connection_begins_with_new_timers()
    {
        var timers = After(Opened("5") + "@6s server → client [RST] seq=y+1; @9s client → server [SYN] seq=x");
        Assert.Equal("9–10", Text(timers.Retransmission));
        Assert.Null(timers.SmoothedRoundTrip);
    }

    [Fact]
    public void A_server_waits_for_the_acknowledgment_of_its_syn() => Assert.Equal(
        "0.3–1.3", Text(After("@0.1s client → server [SYN] seq=x; @0.3s server → client [SYN, ACK] seq=y ack=x+1", "server").Retransmission));
}
