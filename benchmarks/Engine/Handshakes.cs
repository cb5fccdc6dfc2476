using BenchmarkDotNet.Attributes;
using Playground.Engine.Endpoint;
using Playground.Tcp;

namespace Playground.Benchmarks;

/// <summary>What the engine does in a second, on one core. A full close is FIN, FIN with ACK, ACK.</summary>
public class Handshakes
{
    internal const int PerInvoke = 1000;

    private readonly Duo _values = new();
    private readonly Duo _packets = new(throughPackets: true);
    private readonly Duo _open = new();
    private readonly Duo _bulk = new(throughPackets: true, profile: HostProfile.Rfc9293 with { Nagle = false });
    private readonly Connection _sender;
    private readonly ReadOnlyMemory<byte> _text = new byte[1000];
    private readonly Segment _ack;

    public Handshakes()
    {
        var connection = _open.Handshake();
        _ack = new Segment
        {
            Source = connection.Tuple.Local, Destination = connection.Tuple.Remote, Bits = ControlBits.Ack, Seq = connection.Tcb.SndNxt,
            Ack = connection.Tcb.RcvNxt, Window = Connection.DefaultWindow,
        };
        _sender = _bulk.Handshake();
    }

    [Benchmark(OperationsPerInvoke = PerInvoke, Description = "handshake and full close, as values")]
    public long Values()
    {
        for (var i = 0; i < PerInvoke; i++) _values.Close(_values.Handshake());
        return _values.Segments;
    }

    [Benchmark(OperationsPerInvoke = PerInvoke, Description = "handshake and full close, as IP packets")]
    public long Packets()
    {
        for (var i = 0; i < PerInvoke; i++) _packets.Close(_packets.Handshake());
        return _packets.Segments;
    }

    [Benchmark(OperationsPerInvoke = PerInvoke, Description = "1000 octets of text, as IP packets")]
    public long Text()
    {
        for (var i = 0; i < PerInvoke; i++) _bulk.SendText(_sender, _text);
        return _bulk.Segments;
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
        for (var i = 0; i < PerInvoke; i++) _open.Send(_ack with { Seq = _ack.Seq - 5000, Payload = _text });
        return _open.Segments;
    }
}
