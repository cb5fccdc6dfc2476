using Playground.Engine.Links;
using Playground.Engine.Worlds;
using Playground.Tcp;
using Playground.Tests.Stands;

namespace Playground.Tests.Worlds;

/// <summary>A person hands their host to the engine, in any state, and takes it back: the connection goes on as if nothing had happened.</summary>
public class AutopilotTests
{
    private const string Opened =
        """
        client → server [SYN] seq=x
        server → client [SYN, ACK] seq=y ack=x+1
        client → server [ACK] seq=x+1 ack=y+1

        """;

    private static readonly Dictionary<string, string> s_stories = AutopilotStories.Text.Split("# ", StringSplitOptions.RemoveEmptyEntries)
        .ToDictionary(story => story[..story.IndexOf('\n')], story => story[(story.IndexOf('\n') + 1)..].Trim());

    public static TheoryData<string> States => [.. s_stories.Keys];

    [Theory]
    [MemberData(nameof(States))]
    public void The_engine_goes_on_as_the_RFC_says(string state) => Play(new Handover(), state, afterHand: _ => { });

    [Theory]
    [MemberData(nameof(States))]
    public void Whoever_takes_it_back_at_once_and_hands_it_over_again_has_changed_nothing(string state) => Play(new Handover(), state, afterHand: handover =>
    {
        var (host, _) = HostsOf(s_stories[state]);
        var known = handover.World.TcbOf(host);
        handover.World.TakeBack(host);
        Assert.Equal(known with { RcvWnd = 0 }, handover.World.TcbOf(host) with { RcvWnd = 0 });
        handover.World.HandToEngine(host);
        Assert.Equal(known, handover.World.TcbOf(host));
    });

    [Theory]
    [MemberData(nameof(States))]
    public void Whoever_takes_it_back_in_the_end_stands_where_the_engine_stood(string state)
    {
        var handover = new Handover();
        Play(handover, state, afterHand: _ => { });
        var (host, _) = HostsOf(s_stories[state]);
        var known = handover.World.TcbOf(host);
        Assert.Equal("", handover.Play($"back {host}"));
        Assert.Equal(known with { RcvWnd = 0 }, handover.World.TcbOf(host) with { RcvWnd = 0 });
    }

    [Fact]
    public void A_person_goes_on_by_hand_after_the_engine_has_opened()
    {
        var handover = new Handover(Setups.PersonAndEngine);
        handover.Play(
            """
            client → server [SYN] seq=x
            hand client
            back client
            client → server [PSH, ACK] seq=x+1 ack=y+1 len=5 "HELLO"
            client → server [FIN, ACK] seq=x+6 ack=y+1
            client → server [ACK] seq=x+7 ack=y+2
            """);

        Assert.Equal((TcpState.TimeWait, TcpState.Listen), (handover.World.TcbOf("client").State, handover.World.TcbOf("server").State));
        Handover.AssertHonest(handover.World, "client");
    }

    [Fact]
    public void The_ledger_of_a_host_on_autopilot_knows_all_that_the_engine_sends_and_hears()
    {
        var handover = new Handover(Setups.PersonAndEngine);
        handover.Play("hand client\nwait 1");

        var ledger = handover.World.LedgerOf("client")!;
        Assert.Equal(handover.World.TcbOf("client") with { RcvWnd = 0 }, ledger.Tcb with { RcvWnd = 0 });
        Assert.True(ledger.HasAcknowledged);
        Assert.True(handover.World.IsOnAutopilot("client"));
        Assert.False(handover.World.IsOnAutopilot("server"));
    }

    [Fact]
    public void What_the_engine_could_not_send_yet_is_nobodys_when_it_is_taken_back()
    {
        var handover = new Handover(Setups.PersonAndEngine);
        handover.Play("client → server [SYN] seq=x\nclient → server [ACK] seq=x+1 ack=y+1\nhand client");
        handover.World.Call("client", new SendCall(new byte[100_000]));
        handover.World.Call("client", new CloseCall());
        Assert.Equal(TcpState.FinWait1, handover.World.TcbOf("client").State);
        var sent = handover.World.TcbOf("client");
        Assert.Equal("client: FIN-WAIT-1 → ESTABLISHED", handover.Play("back client").Split('\n')[0]);

        // How much of it is gone is told.
        Assert.Equal(100_000 - (int)(sent.Iss + 1).DistanceTo(sent.SndNxt), handover.World.Trace.OfType<HandedOver>().Last().Unsent);

        var tcb = handover.World.TcbOf("client");
        Assert.Equal((TcpState.Established, tcb.SndUna), (tcb.State, tcb.SndNxt));
    }

    [Fact]
    public void Handing_over_and_taking_back_stand_in_the_trace()
    {
        var handover = new Handover();
        handover.Play("hand client\nback client");
        Assert.Equal([(0, true), (100_000, false)], handover.World.Trace.OfType<HandedOver>().Select(over => ((int)over.At.Microseconds, over.ToEngine)));
    }

    [Fact]
    public void Only_a_person_hands_their_host_over_and_only_what_was_handed_over_is_taken_back()
    {
        var world = new World(Setups.PersonAndEngine, seed: 1);
        Assert.Throws<ArgumentException>(() => world.HandToEngine("server"));
        Assert.Throws<ArgumentException>(() => world.HandToEngine("nobody"));
        Assert.Throws<ArgumentException>(() => world.TakeBack("client"));
        Assert.Throws<ArgumentException>(() => world.Call("client", new CloseCall()));
        world.HandToEngine("client");
        Assert.Throws<ArgumentException>(() => world.HandToEngine("client"));
        Assert.Throws<ArgumentException>(() => world.Send("client", Setups.FromClient));
        Assert.Throws<ArgumentException>(() => world.TakeBack("server"));
    }

    [Fact]
    public void An_open_that_nobody_answers_ends_for_the_person_too()
    {
        var handover = new Handover(Setups.PersonAndEngine with { Link = new LinkSetup { Loss = 1 } });
        handover.Play("client → server [SYN] seq=x\nhand client\nwait 200");
        Assert.EndsWith("client: SYN-SENT → CLOSED", Scribe.Write(handover.World), StringComparison.Ordinal);
        Assert.Equal("", handover.Play("back client"));
        Assert.Equal(TcpState.Closed, handover.World.TcbOf("client").State);
    }

    [Fact]
    public void A_window_that_promised_a_gigabyte_ends_where_the_buffer_does()
    {
        var handover = new Handover();
        handover.Play(
            """
            client → server [SYN] seq=x <ws 14>
            server → client [SYN, ACK] seq=y ack=x+1 <ws 0>
            client → server [ACK] seq=x+1 ack=y+1
            """);
        Assert.Equal(65535u << 14, handover.World.TcbOf("client").RcvWnd);
        handover.Play("hand client");
        Assert.Equal(65535u, handover.World.TcbOf("client").RcvWnd);
    }

    [Fact]
    public void A_window_that_was_held_shut_is_opened_at_once()
    {
        var handover = new Handover();
        handover.Play(Opened.Replace("ack=y+1", "ack=y+1 win=0", StringComparison.Ordinal));
        Assert.Equal("client → server  [ACK] seq=x+1 ack=y+1", handover.Play("hand client"));
        Assert.Equal(65535u, handover.World.TcbOf("server").SndWnd);
    }

    /// <summary>Plays a story up to where the host is handed over, and on; what was to come of it must have come.</summary>
    private static void Play(Handover handover, string state, Action<Handover> afterHand)
    {
        var story = s_stories[state];
        var (host, peer) = HostsOf(story);
        var (before, then) = (story[..story.IndexOf("hand ", StringComparison.Ordinal)], story[(story.IndexOf("hand ", StringComparison.Ordinal) + $"hand {host}".Length)..]);
        handover.Play(before.Replace("open\n", Opened, StringComparison.Ordinal));
        var first = Scribe.Write(handover.World).Length;
        handover.World.HandToEngine(host);
        afterHand(handover);
        var lines = then.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        handover.Play("wait 0\n" + string.Join('\n', lines.Where(line => !line.StartsWith(host, StringComparison.Ordinal))));

        var happened = Scribe.Write(handover.World)[first..].Replace("  ", " ", StringComparison.Ordinal).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(lines.Where(line => line.Contains('→', StringComparison.Ordinal)), happened.Where(line => !line.StartsWith($"{peer}:", StringComparison.Ordinal)));
        Handover.AssertHonest(handover.World, host);
    }

    private static (string Host, string Peer) HostsOf(string story) =>
        story.Contains("hand client", StringComparison.Ordinal) ? ("client", "server") : ("server", "client");
}
