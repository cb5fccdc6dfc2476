using Playground.Engine.Reviews;
using Playground.Ladder;
using Playground.Tcp;

namespace Playground.Tests.Stands;

/// <summary>
/// A person's seat, played from a ladder: their own lines are reviewed and sent, the others are heard. The server listens; any other host
/// does not.
/// </summary>
internal sealed class Seat(string name)
{
    public static readonly Dictionary<string, SeqNumber> Bindings = new() { ["x"] = new(714_025_811), ["y"] = new(uint.MaxValue - 1) };

    public Ledger Ledger { get; } = new(listens: name == "server");

    public Review? Last { get; private set; }

    public bool LastIsRepeat { get; private set; }

    /// <summary>What was said about each line of this seat.</summary>
    public List<(LadderSegment Line, Review Review)> Reviews { get; } = [];

    /// <summary>A seat that has played a ladder; the lines are parted by line breaks or semicolons.</summary>
    public static Seat After(string name, string ladder)
    {
        var seat = new Seat(name);
        seat.Play(ladder);
        return seat;
    }

    public static string Count(SeqNumber? number) => number is not { } given ? "" : Bindings
        .Select(binding => LadderNumber.Relative(given, binding.Key, binding.Value).ToString()).MinBy(text => text.Length)!;

    public void Play(string ladder)
    {
        foreach (var line in LadderTrace.Parse(ladder.Replace(';', '\n')).Segments)
        {
            Assert.True(line.TryResolve(Bindings, new FourTuple(Socket(line.From), Socket(line.To)), out var segment));
            if (line.From.Name != name)
            {
                if (!line.IsLost) Ledger.OnHeard(segment, line.At ?? Instant.Zero);
                continue;
            }

            Last = Reviewer.Review(Ledger, segment);
            Reviews.Add((line, Last));
            LastIsRepeat = Reviewer.IsRepeat(Ledger, segment);
            Ledger.OnSent(segment, line.At ?? Instant.Zero);
        }
    }

    private static SocketAddress Socket(LadderHost host) => host.Name == "client" ? Pair.ClientSocket : Pair.ServerSocket;
}
