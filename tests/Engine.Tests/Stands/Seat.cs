using Playground.Engine.Reviews;
using Playground.Ladder;
using Playground.Tcp;

namespace Playground.Tests.Stands;

/// <summary>A person's seat, played from a ladder: their own lines are reviewed and sent, the others are heard.</summary>
internal sealed class Seat(string name)
{
    public static readonly Dictionary<string, SeqNumber> Bindings = new() { ["x"] = new(714_025_811), ["y"] = new(uint.MaxValue - 1) };

    public Ledger Ledger { get; } = new(listens: name == "server");

    public Review? Last { get; private set; }

    public bool LastIsRepeat { get; private set; }

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
            var isClients = line.From.Name == "client";
            var tuple = new FourTuple(isClients ? Pair.ClientSocket : Pair.ServerSocket, isClients ? Pair.ServerSocket : Pair.ClientSocket);
            Assert.True(line.TryResolve(Bindings, tuple, out var segment));
            if (line.From.Name != name)
            {
                if (!line.IsLost) Ledger.OnHeard(segment);
                continue;
            }

            Last = Reviewer.Review(Ledger, segment);
            LastIsRepeat = Reviewer.IsRepeat(Ledger, segment);
            Ledger.OnSent(segment);
        }
    }
}
