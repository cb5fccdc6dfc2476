using BenchmarkDotNet.Attributes;
using Playground.Tcp;

namespace Playground.Benchmarks;

/// <summary>What a segment without payload costs on a host with few connections and with many.</summary>
public class Crowds
{
    private const int PerInvoke = 10_000;

    private readonly Duo _duo = new();
    private Segment[] _acks = [];
    private int _next;

    /// <summary>How many connections are open on the host.</summary>
    [Params(1, 100, 10_000, 100_000)]
    public int Connections { get; set; }

    [GlobalSetup]
    public void Open() => _acks = _duo.HandshakeMany(Connections);

    [Benchmark(OperationsPerInvoke = PerInvoke, Description = "a segment, always for the same one")]
    public long One()
    {
        for (var i = 0; i < PerInvoke; i++) _duo.Send(_acks[0]);
        return _duo.Segments;
    }

    /// <summary>No connection is in the processor's caches when its turn comes again, once they are more than fit.</summary>
    [Benchmark(OperationsPerInvoke = PerInvoke, Description = "a segment, for each in its turn")]
    public long InTurn()
    {
        for (var i = 0; i < PerInvoke; i++)
        {
            _next = _next + 1 < _acks.Length ? _next + 1 : 0;
            _duo.Send(_acks[_next]);
        }

        return _duo.Segments;
    }
}
