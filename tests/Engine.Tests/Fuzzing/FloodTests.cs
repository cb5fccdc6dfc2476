using System.Reflection;
using Playground.Engine.Endpoint;
using Playground.Tcp;

namespace Playground.Tests.Fuzzing;

/// <summary>Who opens and ends connections without pause leaves nothing behind in the host, however little time passes.</summary>
public class FloodTests
{
    private const int Calls = 20_000;

    private static readonly SocketAddress s_server = new(HostAddress.Parse("192.0.2.80"), new Port(80));
    private static readonly HostAddress s_caller = HostAddress.Parse("192.0.2.7");

    private readonly Host _host = new(s_server.Host, new SipHash(1, 2));
    private readonly Outbox _outbox = new();

    public FloodTests() => _host.Listen(s_server.Port, new Quiet());

    [Fact]
    public void Calls_that_are_reset_at_once_leave_no_timer_behind()
    {
        for (var i = 0; i < Calls; i++)
        {
            var syn = Syn(i);
            Assert.Equal(RfcRule.ListenTakesSyn, Throw(syn).Rule);
            Assert.Equal(RfcRule.ResetReturnsToListen, Throw(syn with { Bits = ControlBits.Rst, Seq = syn.Seq + 1 }).Rule);
        }

        Assert.Empty(_host.Connections);
        Assert.Equal(0, Timers);
    }

    [Fact]
    public void Connections_that_are_opened_and_reset_leave_no_timer_behind()
    {
        for (var i = 0; i < Calls; i++)
        {
            var syn = Syn(i);
            Throw(syn);
            var ack = syn with { Bits = ControlBits.Ack, Seq = syn.Seq + 1, Ack = _outbox[0].Segment.Seq + 1, Payload = new byte[1] };
            Assert.Equal(RfcRule.SynReceivedEstablishes, Throw(ack).Rule);
            Assert.Equal(RfcRule.ResetExact, Throw(ack with { Bits = ControlBits.Rst, Seq = ack.End, Payload = default }).Rule);
        }

        Assert.Empty(_host.Connections);
        Assert.Equal(0, Timers);
    }

    [Fact]
    public void A_flood_of_SYNs_fills_the_backlog_and_no_more()
    {
        for (var i = 0; i < Calls; i++) Throw(Syn(i));

        Assert.Equal(_host.Profile.Backlog, _host.Connections.Count);
        Assert.Equal(_host.Profile.Backlog, Timers);
    }

    private int Timers
    {
        get
        {
            var wheel = typeof(Host).GetField("_timers", BindingFlags.Instance | BindingFlags.NonPublic)!.GetValue(_host)!;
            return (int)wheel.GetType().GetProperty("Count")!.GetValue(wheel)!;
        }
    }

    private static Segment Syn(int call) => new()
    {
        Source = new(s_caller, new Port((ushort)(1024 + call))), Destination = s_server, Bits = ControlBits.Syn, Seq = new(100), Window = 1000,
    };

    private Verdict Throw(in Segment segment)
    {
        _outbox.Clear();
        return _host.OnSegment(segment, Instant.Zero, _outbox);
    }

    private sealed class Quiet : IApplication;
}
