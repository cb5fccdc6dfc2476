using Playground.Contracts;
using Playground.Engine.Worlds;
using Playground.Tcp;

namespace Playground.Engine.Judging.Goals;

/// <summary>
/// What a challenge asks for: an invariant of what happens, whatever sequence of segments leads there. The ten kinds of goal are the whole
/// vocabulary of a challenge's file.
/// </summary>
public abstract record Goal
{
    /// <summary>What is to be reached, in the words of the challenge's author; none for those of the goal itself.</summary>
    public Sentence? Wording { get; init; }

    /// <summary>What is to be reached, for the learner.</summary>
    public Sentence Says => Wording ?? Usually;

    /// <summary>True for what must hold all the way: it can be missed, and is met only as long as it was not.</summary>
    public virtual bool IsConstraint => false;

    /// <summary>What is to be reached, in the goal's own words.</summary>
    protected abstract Sentence Usually { get; }

    /// <summary>Begins to watch a trial.</summary>
    internal abstract GoalWatch Watch(Trial trial);
}

/// <summary>How a goal stands.</summary>
/// <param name="IsMet">True when it is reached, or has held so far.</param>
/// <param name="Missing">What is still missing, or what went wrong, in a sentence that helps and holds no number that is to be worked out.</param>
/// <param name="IsMissed">True when it can't be met any more, unless time is turned back.</param>
/// <param name="Misconception">The misconception that it was missed by, where it has a name.</param>
public readonly record struct Standing(bool IsMet, Sentence? Missing = null, bool IsMissed = false, Misconception? Misconception = null)
{
    /// <summary>Reached, or held so far.</summary>
    public static Standing Met { get; } = new(true);

    /// <summary>Not yet.</summary>
    public static Standing NotYet(string says, params IReadOnlyList<string> arguments) => new(false, new Sentence(says, arguments));

    /// <summary>Not any more.</summary>
    public static Standing Missed(Sentence says, Misconception? misconception = null) => new(false, says, true, misconception);
}

/// <summary>A watch of a goal that is met by doing nothing.</summary>
internal interface IPatientWatch;

/// <summary>Looks on for one goal while a challenge is played.</summary>
internal abstract class GoalWatch
{
    /// <summary>When the goal wants to be looked at though nothing happens; none for never.</summary>
    public virtual Instant? PollAt => null;

    /// <summary>Something has happened since the learner's turn began.</summary>
    public virtual void See(TraceEvent happened)
    {
    }

    /// <summary>How the goal stands now.</summary>
    public abstract Standing Look();
}
