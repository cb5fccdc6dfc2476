using Playground.Engine.Endpoint;
using Playground.Tcp;

namespace Playground.Benchmarks;

/// <summary>How many bytes of the heap a segment costs, as the runtime itself counts them for this thread.</summary>
internal static class Allocations
{
    private const int Rounds = 15;
    private const int PerRound = 10_000;

    public static double PerAck() => Median(() =>
    {
        var (duo, ack) = Open();
        return () =>
        {
            for (var i = 0; i < PerRound; i++) duo.Send(ack);
            return duo.Segments;
        };
    });

    public static double PerText() => Median(() =>
    {
        var (duo, ack) = Open();
        var text = ack with { Payload = new byte[1000] };
        return () =>
        {
            for (var i = 0; i < PerRound; i++)
            {
                duo.Send(text);
                text = text with { Seq = text.End };
            }

            return duo.Segments;
        };
    });

    public static double PerSegmentOfAHandshake() => Median(() =>
    {
        var duo = new Duo();
        return () =>
        {
            for (var i = 0; i < 1000; i++) duo.Handshake();
            return duo.Segments;
        };
    });

    private static (Duo Duo, Segment Ack) Open()
    {
        var duo = new Duo();
        var connection = duo.Handshake();
        return (duo, new Segment
        {
            Source = connection.Tuple.Local, Destination = connection.Tuple.Remote, Bits = ControlBits.Ack, Seq = connection.Tcb.SndNxt,
            Ack = connection.Tcb.RcvNxt, Window = Connection.DefaultWindow,
        });
    }

    private static double Median(Func<Func<long>> prepare)
    {
        var results = new double[Rounds];
        for (var round = 0; round < Rounds; round++)
        {
            var run = prepare();
            var segments = run();
            var before = GC.GetAllocatedBytesForCurrentThread();
            var handed = run() - segments;
            results[round] = (GC.GetAllocatedBytesForCurrentThread() - before) / (double)handed;
        }

        Array.Sort(results);
        return results[Rounds / 2];
    }
}
