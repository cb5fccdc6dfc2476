using System.Globalization;
using Playground.Contracts;
using Playground.Engine.Worlds;
using Playground.Tcp;

namespace Playground.Engine.Judging.Goals;

/// <summary>A segment of this form was sent.</summary>
/// <param name="Form">The form.</param>
/// <param name="Times">How often, from 1.</param>
/// <param name="Apart">The least time between one and the next.</param>
/// <param name="Within">How long after the learner's turn began it has to be there; none for any time.</param>
/// <param name="TooLate">What is said, and looks like what, where it is not there by then.</param>
public sealed record SentGoal(SegmentForm Form, int Times = 1, TimeSpan Apart = default, TimeSpan? Within = null, (string? Says, Misconception? Misconception) TooLate = default) : Goal
{
    /// <inheritdoc/>
    protected override Sentence Usually => new("A segment [{0}] from the {1}", Form.Line.Bits.ToNames(), Form.Line.From.Name);

    internal override GoalWatch Watch(Trial trial) => new SentWatch(this, trial);

    private sealed class SentWatch(SentGoal goal, Trial trial) : GoalWatch
    {
        private int _count;
        private Instant _last;
        private bool _wasTooSoon;

        public override Instant? PollAt => goal.Within is { } within && _count < goal.Times && trial.BeganAt + within > trial.World.Now ? trial.BeganAt + within : null;

        public override void See(TraceEvent happened)
        {
            if (happened is not SegmentSent sent || IsTooLate(sent.At) || !goal.Form.Fits(sent, trial)) return;
            _wasTooSoon = _count > 0 && sent.At < _last + goal.Apart;
            if (!_wasTooSoon) _count++;
            _last = sent.At;
        }

        public override Standing Look()
        {
            if (_count >= goal.Times) return Standing.Met;
            if (IsTooLate(trial.World.Now)) return Standing.Missed(new Sentence(goal.TooLate.Says ?? "It was not sent in time. Turn time back."), goal.TooLate.Misconception);
            if (_wasTooSoon) return Standing.NotYet("That was too soon: the answer could still have been on its way.");
            return goal.Times == 1
                ? Standing.NotYet("No such segment was sent yet.")
                : Standing.NotYet("{0} of {1} such segments were sent.", Number(_count), Number(goal.Times));
        }

        private bool IsTooLate(Instant at) => goal.Within is { } within && at >= trial.BeganAt + within;

        private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
    }
}

/// <summary>A segment of this form is never sent, or not so often.</summary>
/// <param name="Form">The form.</param>
/// <param name="Because">What is said where one is sent all the same; none for a general sentence.</param>
/// <param name="Misconception">What it looks like, where it has a name.</param>
/// <param name="Times">How many of them are too many, from 1.</param>
public sealed record NeverGoal(SegmentForm Form, string? Because = null, Misconception? Misconception = null, int Times = 1) : Goal
{
    /// <inheritdoc/>
    public override bool IsConstraint => true;

    /// <inheritdoc/>
    protected override Sentence Usually => new("No segment [{0}] from the {1}", Form.Line.Bits.ToNames(), Form.Line.From.Name);

    internal override GoalWatch Watch(Trial trial) => new NeverWatch(this, trial);

    private sealed class NeverWatch(NeverGoal goal, Trial trial) : GoalWatch
    {
        private int _count;

        public override void See(TraceEvent happened)
        {
            if (happened is SegmentSent sent && goal.Form.Fits(sent, trial)) _count++;
        }

        public override Standing Look() => _count >= goal.Times
            ? Standing.Missed(new Sentence(goal.Because ?? "Such a segment was sent. Turn time back to before it."), goal.Misconception)
            : Standing.Met;
    }
}

/// <summary>A host sends nothing that a TCP in its position could not send.</summary>
/// <param name="Host">The host, a person's.</param>
public sealed record LegalGoal(string Host) : Goal
{
    /// <inheritdoc/>
    public override bool IsConstraint => true;

    /// <inheritdoc/>
    protected override Sentence Usually => new("Every segment from the {0} is one that a TCP could send", Host);

    internal override GoalWatch Watch(Trial trial) => new LegalWatch(this);

    private sealed class LegalWatch(LegalGoal goal) : GoalWatch
    {
        private bool _isMissed;

        public override void See(TraceEvent happened) => _isMissed |= happened is SegmentSent { Review.CouldBeSent: false } sent && sent.From == goal.Host;

        public override Standing Look() => _isMissed
            ? Standing.Missed(new Sentence("A segment was sent that no TCP would send. Turn time back to before it."))
            : Standing.Met;
    }
}

/// <summary>A host has at most one segment of text unacknowledged at a time: stop and wait.</summary>
/// <param name="Host">The host.</param>
public sealed record OutstandingGoal(string Host) : Goal
{
    /// <inheritdoc/>
    public override bool IsConstraint => true;

    /// <inheritdoc/>
    protected override Sentence Usually => new("Never more than one segment of the {0} on its way", Host);

    internal override GoalWatch Watch(Trial trial) => new OutstandingWatch(this, trial);

    private sealed class OutstandingWatch(OutstandingGoal goal, Trial trial) : GoalWatch
    {
        private bool _isMissed;

        public override void See(TraceEvent happened)
        {
            if (happened is not SegmentSent { IsRepeat: false, Segment.Payload.Length: > 0 } sent || sent.From != goal.Host) return;
            _isMissed |= trial.World.TcbOf(goal.Host, sent.Segment.Connection).SndUna.IsBefore(sent.Segment.Seq);
        }

        public override Standing Look() => _isMissed
            ? Standing.Missed(new Sentence("The segment before was not acknowledged yet. Turn time back to before this one."))
            : Standing.Met;
    }
}

/// <summary>After a segment of this form has arrived, its receiver sends nothing back for a while: silence is the answer.</summary>
/// <param name="After">The form.</param>
/// <param name="For">How long, above zero.</param>
public sealed record QuietGoal(SegmentForm After, TimeSpan For) : Goal
{
    /// <inheritdoc/>
    protected override Sentence Usually => new("No answer to [{0}]", After.Line.Bits.ToNames());

    internal override GoalWatch Watch(Trial trial) => new QuietWatch(this, trial);

    private sealed class QuietWatch(QuietGoal goal, Trial trial) : GoalWatch, IPatientWatch
    {
        private readonly HashSet<int> _awaited = [];
        private Instant? _since;
        private HostAddress _spoke;
        private bool _isBroken;

        public override Instant? PollAt => _since is { } since && !_isBroken && since + goal.For > trial.World.Now ? since + goal.For : null;

        public override void See(TraceEvent happened)
        {
            switch (happened)
            {
                case SegmentSent sent when goal.After.Fits(sent, trial):
                    _awaited.Add(sent.Id);
                    break;
                case SegmentSent sent when sent.From == goal.After.Line.To.Name && sent.Segment.Destination.Host == _spoke && _since is { } since && sent.At < since + goal.For:
                    _isBroken = true;
                    break;
                case SegmentArrived arrived when _since is null && _awaited.Contains(arrived.Id):
                    (_since, _spoke) = (arrived.At, arrived.Segment.Source.Host);
                    break;
                default:
                    break;
            }
        }

        public override Standing Look() => this switch
        {
            { _isBroken: true } => Standing.Missed(new Sentence("There is nothing to say to that segment. Turn time back to before the answer.")),
            { _since: null } => Standing.NotYet("That segment has not come yet."),
            _ => trial.World.Now >= _since + goal.For ? Standing.Met : Standing.NotYet("It has come. Now what does a TCP say?"),
        };
    }
}

/// <summary>A question is answered right.</summary>
/// <param name="Question">The question.</param>
public sealed record AnswerGoal(Question Question) : Goal
{
    /// <inheritdoc/>
    protected override Sentence Usually => new(Question.Asks);

    internal override GoalWatch Watch(Trial trial) => new AnswerWatch(this, trial);

    private sealed class AnswerWatch(AnswerGoal goal, Trial trial) : GoalWatch
    {
        public override Standing Look() => trial.AnswerTo(goal.Question) switch
        {
            null => Standing.NotYet("Not answered yet."),
            { } answer => goal.Question.IsRight(answer, trial.Numbers) ? Standing.Met : Standing.NotYet("That is not it. Look again."),
        };
    }
}
