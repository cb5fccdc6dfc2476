using System.Collections.Immutable;
using Playground.Tcp;

namespace Playground.Client.Play.States;

/// <summary>A state in the drawing.</summary>
/// <param name="State">The state.</param>
/// <param name="X">The middle of its box.</param>
/// <param name="Y">The middle of its box.</param>
/// <param name="IsAgain">True for the second box of CLOSED, at the end of the way.</param>
public sealed record StatePlace(TcpState State, int X, int Y, bool IsAgain = false);

/// <summary>A transition of figure 5.</summary>
/// <param name="From">From this state.</param>
/// <param name="To">To this one.</param>
/// <param name="Event">What brings it about, in the figure's words.</param>
/// <param name="Action">What is done then, in the figure's words; <c>x</c> for nothing.</param>
/// <param name="Says">The rule, in a sentence.</param>
/// <param name="Reference">Where it stands.</param>
/// <param name="Path">Its line in the drawing.</param>
/// <param name="X">Where its words stand.</param>
/// <param name="Y">Where its words stand.</param>
/// <param name="IsBefore">True where the words end there, false where they begin.</param>
public sealed record StateStep(
    TcpState From, TcpState To, string Event, string Action, string Says, string Reference, string Path, int X, int Y, bool IsBefore = false);

/// <summary>Figure 5 of RFC 9293 §3.3.2, drawn anew: the same states and transitions, in the same places.</summary>
public static class StateFigure
{
    /// <summary>The width of the drawing, and of a state's box.</summary>
    public const int Width = 400, BoxWidth = 100;

    /// <summary>The height of the drawing, and of a state's box.</summary>
    public const int Height = 544, BoxHeight = 28;

    private const int Left = 60, Middle = 200, Right = 340;

    /// <summary>The states.</summary>
    public static ImmutableArray<StatePlace> Places { get; } =
    [
        new(TcpState.Closed, Middle, 24), new(TcpState.Listen, Middle, 104), new(TcpState.SynReceived, Left, 190), new(TcpState.SynSent, Right, 190),
        new(TcpState.Established, Middle, 270), new(TcpState.FinWait1, Left, 350), new(TcpState.CloseWait, Right, 350), new(TcpState.FinWait2, Left, 430),
        new(TcpState.Closing, Middle, 430), new(TcpState.LastAck, Right, 430), new(TcpState.TimeWait, Middle, 512), new(TcpState.Closed, Right, 512, true),
    ];

    /// <summary>The transitions, from above to below.</summary>
    public static ImmutableArray<StateStep> Steps { get; } =
    [
        new(TcpState.Closed, TcpState.Listen, "passive OPEN", "create TCB", "You wait for somebody to call: a server listens.",
            "RFC 9293 §3.10.1, CLOSED STATE", "M188 38V88", 182, 60, true),
        new(TcpState.Listen, TcpState.Closed, "CLOSE", "delete TCB", "You stop listening before anybody has called.", "RFC 9293 §3.10.4, LISTEN STATE", "M212 90V40", 218, 70),
        new(TcpState.Closed, TcpState.SynSent, "active OPEN", "snd SYN", "You call: pick an initial sequence number and send a SYN with it.",
            "RFC 9293 §3.10.1, CLOSED STATE", "M250 18C360 14 396 60 372 174", 352, 50, true),
        new(TcpState.SynSent, TcpState.Closed, "CLOSE", "delete TCB", "You give up before anybody has answered.", "RFC 9293 §3.10.4, SYN-SENT STATE", "M318 176C310 100 290 44 252 32", 313, 108),
        new(TcpState.Listen, TcpState.SynReceived, "rcv SYN", "snd SYN,ACK", "A SYN arrives: answer it with your own SYN, and acknowledge theirs in the same segment.",
            "RFC 9293 §3.10.7.2, third", "M150 112L96 174", 134, 146),
        new(TcpState.Listen, TcpState.SynSent, "SEND", "snd SYN", "A listener may call by itself: it sends a SYN, and waits for its answer.", "RFC 9293 §3.10.2, LISTEN STATE", "M250 112L304 174", 268, 146, true),
        new(TcpState.SynReceived, TcpState.Listen, "rcv RST", "(note 1)", "A reset ends a call that had reached a listener: it listens on.", "RFC 9293 §3.10.7.4, second, SYN-RECEIVED", "M36 176C36 124 80 98 148 100", 8, 124),
        new(TcpState.SynSent, TcpState.SynReceived, "rcv SYN", "snd SYN,ACK", "Both have called at once. Answer the SYN; each then waits for its own to be acknowledged.",
            "RFC 9293 §3.10.7.3, fourth", "M290 190H112", 200, 176),
        new(TcpState.SynReceived, TcpState.Established, "rcv ACK of SYN", "x", "Your SYN is acknowledged: each side knows where the other begins to count.", "RFC 9293 §3.10.7.4, fifth, SYN-RECEIVED", "M92 204L154 255", 134, 222),
        new(TcpState.SynSent, TcpState.Established, "rcv SYN,ACK", "snd ACK", "Your SYN is acknowledged and theirs is here: acknowledge it, and the connection is open.",
            "RFC 9293 §3.10.7.3, fourth", "M308 204L246 255", 288, 236),
        new(TcpState.SynReceived, TcpState.FinWait1, "CLOSE", "snd FIN", "You have nothing to say after all: your FIN goes as soon as the connection allows.",
            "RFC 9293 §3.10.4, SYN-RECEIVED STATE", "M30 204V334", 36, 266),
        new(TcpState.Established, TcpState.FinWait1, "CLOSE", "snd FIN", "You have said all: your FIN takes a number of its own, and you may still listen.",
            "RFC 9293 §3.10.4, ESTABLISHED STATE", "M154 284L94 335", 136, 312),
        new(TcpState.Established, TcpState.CloseWait, "rcv FIN", "snd ACK", "The other side has said all: acknowledge its FIN. You may still speak.", "RFC 9293 §3.10.7.4, eighth", "M246 284L306 335", 290, 306),
        new(TcpState.FinWait1, TcpState.FinWait2, "rcv ACK of FIN", "x", "Your FIN is acknowledged; now you wait for theirs.", "RFC 9293 §3.10.7.4, fifth, FIN-WAIT-1", "M40 364V414", 46, 390),
        new(TcpState.FinWait1, TcpState.Closing, "rcv FIN", "snd ACK", "Both FINs have crossed on the way: acknowledge theirs, and wait for the acknowledgment of yours.",
            "RFC 9293 §3.10.7.4, eighth, FIN-WAIT-1", "M106 364L166 415", 150, 382),
        new(TcpState.CloseWait, TcpState.LastAck, "CLOSE", "snd FIN", "You have said all too: your FIN is the last thing you send.", "RFC 9293 §3.10.4, CLOSE-WAIT STATE", "M340 364V414", 346, 388),
        new(TcpState.FinWait2, TcpState.TimeWait, "rcv FIN", "snd ACK", "Their FIN is here: acknowledge it, and wait in case the acknowledgment is lost.", "RFC 9293 §3.10.7.4, eighth, FIN-WAIT-2", "M84 444L152 497", 96, 478, true),
        new(TcpState.Closing, TcpState.TimeWait, "rcv ACK of FIN", "x", "Your FIN is acknowledged: both directions are closed.", "RFC 9293 §3.10.7.4, fifth, CLOSING", "M200 444V496", 206, 460),
        new(TcpState.LastAck, TcpState.Closed, "rcv ACK of FIN", "x", "Your FIN is acknowledged, the last thing you waited for: the connection is gone.", "RFC 9293 §3.10.7.4, fifth, LAST-ACK", "M340 444V496", 334, 480, true),
        new(TcpState.TimeWait, TcpState.Closed, "2 MSL", "delete TCB", "Two maximum segment lifetimes are over: no old segment of this connection can be on its way.",
            "RFC 9293 §3.10.8, TIME-WAIT TIMEOUT", "M250 512H288", 270, 506),
    ];

    /// <summary>The transition between two states; none where the figure draws none, as for a reset.</summary>
    public static StateStep? Find(TcpState from, TcpState to) => Steps.FirstOrDefault(step => step.From == from && step.To == to);
}
