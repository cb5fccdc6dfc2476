using BenchmarkDotNet.Attributes;
using Playground.Engine.Endpoint;
using Playground.Tcp;

namespace Playground.Benchmarks;

/// <summary>What the engine does in a second, on one core.</summary>
public class Handshakes
{
    internal const int PerInvoke = 1000;

    private readonly Duo _open = new();
    private readonly Segment _ack;
    private readonly Segment _text;

    public Handshakes()
    {
        var tcb = _open.Handshake() is var connection ? connection.Tcb : default;
        _ack = new Segment
        {
            Source = connection.Tuple.Local, Destination = connection.Tuple.Remote, Bits = ControlBits.Ack, Seq = tcb.SndNxt, Ack = tcb.RcvNxt,
            Window = Connection.DefaultWindow,
        };
        _text = _ack with { Payload = new byte[1000] };
    }

    [Benchmark(OperationsPerInvoke = PerInvoke, Description = "handshake: SYN, SYN-ACK, ACK")]
    public long Open()
    {
        var duo = new Duo();
        for (var i = 0; i < PerInvoke; i++) duo.Handshake();
        return duo.Segments;
    }

    [Benchmark(OperationsPerInvoke = PerInvoke, Description = "handshake and close: 7 segments")]
    public long OpenAndClose()
    {
        var duo = new Duo();
        for (var i = 0; i < PerInvoke; i++) duo.Close(duo.Handshake());
        return duo.Segments;
    }

    [Benchmark(OperationsPerInvoke = PerInvoke, Description = "a segment without payload, ESTABLISHED")]
    public long Acks()
    {
        for (var i = 0; i < PerInvoke; i++) _open.Send(_ack);
        return _open.Segments;
    }

    /// <summary>Text that is old to the server: dropped and answered with an ACK.</summary>
    [Benchmark(OperationsPerInvoke = PerInvoke, Description = "segment outside the window, dropped")]
    public long OldText()
    {
        for (var i = 0; i < PerInvoke; i++) _open.Send(_text with { Seq = _text.Seq - 5000 });
        return _open.Segments;
    }
}
