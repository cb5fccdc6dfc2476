using Playground.Contracts;
using Playground.Tcp;

namespace Playground.Server.Rooms;

/// <summary>What was last said to each misconception of an attempt, with the numbers that it was about.</summary>
internal sealed class AttemptNotes
{
    private readonly Dictionary<Misconception, Sentence> _said = [];

    /// <summary>Takes down what is said about a segment of the learner.</summary>
    /// <param name="review">The review.</param>
    /// <param name="segment">The segment.</param>
    /// <param name="from">The learner's host.</param>
    /// <param name="to">The host at the other end.</param>
    public void Take(Review review, in Segment segment, string from, string to)
    {
        foreach (var finding in review.Findings)
        {
            if (finding.Misconception is { } misconception) Take(misconception, Tell.Of(review with { Findings = [finding] }, segment, from, to).Says);
        }
    }

    /// <summary>Takes down what is said to a misconception.</summary>
    public void Take(Misconception misconception, Sentence says) => _said[misconception] = says;

    /// <summary>What was said to it last.</summary>
    public Sentence To(Misconception misconception) => _said.GetValueOrDefault(misconception) ?? new Sentence(misconception.ToName());
}
