using System.Runtime.CompilerServices;
using Playground.Tcp;
using Playground.Tests.Stands;

namespace Playground.Tests.Endpoint;

/// <summary>The figures of RFC 9293 §3.5 and §3.6 between two engine hosts, as ladders. x and y are the ISNs.</summary>
[Trait("Category", "Captures")]
public class FigureTests
{
    [Fact]
    public void Figure_6_basic_three_way_handshake()
    {
        var pair = new Pair();
        pair.Listen("server");
        pair.Open("client");
        pair.DeliverAll();

        Expect(pair, """
            client: CLOSED → SYN-SENT
            client → server  [SYN] seq=x
            server: LISTEN → SYN-RECEIVED
            server → client  [SYN, ACK] seq=y ack=x+1
            client: SYN-SENT → ESTABLISHED
            client → server  [ACK] seq=x+1 ack=y+1
            server: SYN-RECEIVED → ESTABLISHED
            """);
    }

    [Fact]
    [Trait("RFC9293", "MUST-10")]
    public void Figure_7_simultaneous_open()
    {
        var pair = new Pair();
        pair.Open("client");
        pair.Open("server");
        pair.DeliverAll();

        Expect(pair, """
            client: CLOSED → SYN-SENT
            client → server  [SYN] seq=x
            server: CLOSED → SYN-SENT
            server → client  [SYN] seq=y
            server: SYN-SENT → SYN-RECEIVED
            server → client  [SYN, ACK] seq=y ack=x+1
            client: SYN-SENT → SYN-RECEIVED
            client → server  [SYN, ACK] seq=x ack=y+1
            client: SYN-RECEIVED → ESTABLISHED
            server: SYN-RECEIVED → ESTABLISHED
            """);
    }

    [Theory]
    [Trait("RFC9293", "MUST-10")]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void A_simultaneous_open_gets_there_whichever_segment_is_lost(int lost)
    {
        var pair = new Pair();
        pair.Open("client");
        pair.Open("server");
        for (var i = 1; pair.Flying > 0; i++)
        {
            if (i == lost) pair.Lose();
            else pair.Deliver();
        }

        for (var i = 0; i < 5; i++)
        {
            pair.Wait(1);
            pair.DeliverAll();
        }

        Assert.Equal((TcpState.Established, TcpState.Established), (pair.StateOf("client"), pair.StateOf("server")));
    }

    [Fact]
    public void Figure_8_recovery_from_an_old_duplicate_syn()
    {
        var pair = new Pair();
        pair.Listen("server");
        pair.Open("client");
        pair.Lose();
        pair.Appear("network → server  [SYN] seq=x-10");
        pair.DeliverAll();
        pair.Wait(1);
        pair.DeliverAll();

        Expect(pair, """
            client: CLOSED → SYN-SENT
            client → server  [SYN] seq=x
            network → server  [SYN] seq=z
            server: LISTEN → SYN-RECEIVED
            server → client  [SYN, ACK] seq=y ack=z+1
            client → server  [RST] seq=z+1
            server: SYN-RECEIVED → LISTEN
            client → server  [SYN] seq=x
            server: LISTEN → SYN-RECEIVED
            server → client  [SYN, ACK] seq=v ack=x+1
            client: SYN-SENT → ESTABLISHED
            client → server  [ACK] seq=x+1 ack=v+1
            server: SYN-RECEIVED → ESTABLISHED
            """);
    }

    [Fact]
    public void Figure_9_half_open_connection_discovery()
    {
        var pair = Connected();
        pair.Reboot("client");
        pair.Open("client");
        pair.DeliverAll();

        Expect(pair, """
            client: CLOSED → SYN-SENT
            client → server  [SYN] seq=w
            server → client  [ACK] seq=y+1 ack=x+1
            client → server  [RST] seq=x+1
            server: ESTABLISHED → LISTEN
            """);
        Assert.Equal(TcpState.SynSent, pair.StateOf("client"));

        pair.Wait(1);
        pair.DeliverAll();
        Assert.Equal((TcpState.Established, TcpState.Established), (pair.StateOf("client"), pair.StateOf("server")));
    }

    [Fact]
    public void Figure_10_the_active_side_causes_half_open_connection_discovery()
    {
        var pair = Connected();
        pair.Reboot("client");
        pair.Send("server", "ten octets");
        pair.DeliverAll();

        Expect(pair, """
            server → client  [PSH, ACK] seq=y+1 ack=x+1 len=10 "ten octets"
            client → server  [RST] seq=x+1
            server: ESTABLISHED → LISTEN
            """);
    }

    [Fact]
    public void Figure_11_an_old_duplicate_syn_initiates_a_reset_on_two_passive_sockets()
    {
        var pair = new Pair();
        pair.Listen("client");
        pair.Listen("server");
        pair.Appear("network → server  [SYN] seq=714025811");
        pair.DeliverAll();

        Expect(pair, """
            network → server  [SYN] seq=z
            server: LISTEN → SYN-RECEIVED
            server → client  [SYN, ACK] seq=y ack=z+1
            client → server  [RST] seq=z+1
            server: SYN-RECEIVED → LISTEN
            """);
        Assert.Equal(TcpState.Listen, pair.StateOf("client"));
    }

    [Fact]
    [Trait("RFC9293", "MUST-13")]
    public void Figure_12_normal_close()
    {
        var pair = Connected();
        pair.Close("client");
        pair.DeliverAll();
        pair.Close("server");
        pair.DeliverAll();
        pair.Wait(240);

        Expect(pair, """
            client: ESTABLISHED → FIN-WAIT-1
            client → server  [FIN, ACK] seq=x+1 ack=y+1
            server: ESTABLISHED → CLOSE-WAIT
            server → client  [ACK] seq=y+1 ack=x+2
            client: FIN-WAIT-1 → FIN-WAIT-2
            server: CLOSE-WAIT → LAST-ACK
            server → client  [FIN, ACK] seq=y+1 ack=x+2
            client: FIN-WAIT-2 → TIME-WAIT
            client → server  [ACK] seq=x+2 ack=y+2
            server: LAST-ACK → LISTEN
            client: TIME-WAIT → CLOSED
            """);
    }

    [Fact]
    public void Figure_13_simultaneous_close()
    {
        var pair = Connected();
        pair.Close("client");
        pair.Close("server");
        pair.DeliverAll();
        pair.Wait(240);

        Expect(pair, """
            client: ESTABLISHED → FIN-WAIT-1
            client → server  [FIN, ACK] seq=x+1 ack=y+1
            server: ESTABLISHED → FIN-WAIT-1
            server → client  [FIN, ACK] seq=y+1 ack=x+1
            server: FIN-WAIT-1 → CLOSING
            server → client  [ACK] seq=y+2 ack=x+2
            client: FIN-WAIT-1 → CLOSING
            client → server  [ACK] seq=x+2 ack=y+2
            client: CLOSING → TIME-WAIT
            server: CLOSING → TIME-WAIT
            client: TIME-WAIT → CLOSED
            server: TIME-WAIT → LISTEN
            """);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void A_close_gets_there_whichever_segment_is_lost(int lost)
    {
        var pair = Connected();
        pair.Close("client");
        var closed = false;
        for (var i = 1; i <= 8; i++)
        {
            if (pair.Flying == 0 && !closed && pair.StateOf("server") == TcpState.CloseWait)
            {
                closed = true;
                pair.Close("server");
            }

            if (pair.Flying == 0) pair.Wait(1);
            if (pair.Flying == 0) continue;
            if (i == lost) pair.Lose();
            else pair.Deliver();
        }

        pair.Wait(10);
        pair.DeliverAll();
        pair.Wait(10);
        pair.DeliverAll();

        Assert.Equal((TcpState.TimeWait, TcpState.Listen), (pair.StateOf("client"), pair.StateOf("server")));
    }

    /// <summary>A pair whose handshake is over; its ladder is compared from there on.</summary>
    private static Pair Connected()
    {
        var pair = new Pair();
        pair.Listen("server");
        pair.Open("client");
        pair.DeliverAll();
        Assert.Equal((TcpState.Established, TcpState.Established), (pair.StateOf("client"), pair.StateOf("server")));
        pair.ForgetLadder();
        return pair;
    }

    private static void Expect(Pair pair, string ladder, [CallerMemberName] string figure = "")
    {
        Assert.Equal(ladder.ReplaceLineEndings("\n"), pair.Ladder);
        Captured.Look(figure, pair.Trace);
    }
}
