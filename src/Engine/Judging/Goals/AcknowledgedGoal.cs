using Playground.Contracts;
using Playground.Engine.Worlds;

namespace Playground.Engine.Judging.Goals;

/// <summary>All that an engine's host has to send was sent and is acknowledged: SND.UNA = SND.NXT (RFC 9293 §3.4), and its script is at its end.</summary>
/// <param name="Host">The host.</param>
public sealed record AcknowledgedGoal(string Host) : Goal
{
    /// <inheritdoc/>
    protected override Sentence Usually => new("All that the {0} sends is acknowledged", Host);

    internal override GoalWatch Watch(Trial trial) => new AckWatch(this, trial);

    private sealed class AckWatch : GoalWatch
    {
        private readonly AcknowledgedGoal _goal;
        private readonly Trial _trial;
        private bool _hasSent;

        public AckWatch(AcknowledgedGoal goal, Trial trial)
        {
            (_goal, _trial) = (goal, trial);
            foreach (var happened in trial.World.Trace) See(happened);
        }

        // A SYN alone is nothing that its user has asked for.
        public override void See(TraceEvent happened) =>
            _hasSent |= happened is SegmentSent { Segment: var segment } sent && sent.From == _goal.Host && (segment.Payload.Length > 0 || segment.IsFin);

        public override Standing Look()
        {
            var tcb = _trial.World.TcbOf(_goal.Host);
            if (tcb.SndUna != tcb.SndNxt) return Standing.NotYet("The {0} still waits for acknowledgment of what it has sent.", _goal.Host);
            return _hasSent && !_trial.HasMoreFrom(_goal.Host) ? Standing.Met : Standing.NotYet("The {0} has not sent everything yet.", _goal.Host);
        }
    }
}
