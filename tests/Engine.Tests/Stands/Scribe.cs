using Playground.Engine.Worlds;
using Playground.Ladder;
using Playground.Tcp;

namespace Playground.Tests.Stands;

/// <summary>Writes down what happens as a ladder: each host's ISNs get letters, and every other number is counted from the nearest.</summary>
internal sealed class Scribe(params (string Host, string Letters)[] letters)
{
    private readonly Dictionary<string, Queue<char>> _letters = letters.ToDictionary(l => l.Host, l => new Queue<char>(l.Letters));
    private readonly List<LadderLine> _lines = [];

    public Dictionary<string, SeqNumber> Bindings { get; } = [];

    public static Scribe OfClientAndServer() => new(("client", "xwu"), ("server", "yvt"), ("network", "z"));

    public static string Write(World world, bool withTimes = false)
    {
        var scribe = OfClientAndServer();
        foreach (var happened in world.Trace)
        {
            var at = withTimes ? happened.At : (Instant?)null;
            switch (happened)
            {
                case SegmentSent sent:
                    scribe.Segment(sent.From, sent.To ?? "nobody", sent.Segment, sent.IsLost, at);
                    break;
                case StateChanged changed:
                    scribe.State(changed.Host, changed.From, changed.To, at);
                    break;
            }
        }

        return scribe.ToString();
    }

    public void Segment(string from, string to, in Segment segment, bool isLost = false, Instant? at = null)
    {
        if (segment.IsSyn && !Bindings.ContainsValue(segment.Seq)) Bindings[_letters[from].Dequeue().ToString()] = segment.Seq;
        _lines.Add(new LadderSegment(new(from), new(to), segment.Bits, Count(segment.Seq))
        {
            Ack = segment.IsAck ? Count(segment.Ack) : null,
            Payload = LadderPayload.Of(segment.Payload.Span),
            Checksum = segment.Checksum,
            IsLost = isLost,
            At = at,
        });
    }

    public void State(string host, TcpState from, TcpState to, Instant? at = null)
    {
        if (from != to) _lines.Add(new LadderState(new(host), from, to) { At = at });
    }

    public void Comment(string text) => _lines.Add(new LadderComment(text));

    /// <summary>Begins a new ladder; the letters stay.</summary>
    public void TurnPage() => _lines.Clear();

    /// <summary>A segment from its line in a ladder.</summary>
    public Segment Read(string line, FourTuple connection)
    {
        var written = LadderTrace.Parse(line).Segments.Single();
        Assert.True(written.TryResolve(Bindings, connection, out var segment), line);
        return segment;
    }

    public override string ToString() => new LadderTrace([.. _lines]).ToString();

    private LadderNumber Count(SeqNumber number)
    {
        var near = Bindings.Where(binding => Math.Abs((long)(int)binding.Value.DistanceTo(number)) < 1_000_000)
            .OrderBy(binding => Math.Abs((long)(int)binding.Value.DistanceTo(number))).ToArray();
        return near.Length == 0 ? LadderNumber.Of(number) : LadderNumber.Relative(number, near[0].Key, near[0].Value);
    }
}
