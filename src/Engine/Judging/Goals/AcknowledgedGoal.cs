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

    private sealed class AckWatch(AcknowledgedGoal goal, Trial trial) : GoalWatch
    {
        private bool _hasSent;

        public override void See(TraceEvent happened) => _hasSent |= happened is SegmentSent { Segment.Length: > 0 } sent && sent.From == goal.Host;

        public override Standing Look()
        {
            var tcb = trial.World.TcbOf(goal.Host);
            if (tcb.SndUna != tcb.SndNxt) return Standing.NotYet("The {0} still waits for acknowledgment of what it has sent.", goal.Host);
            return _hasSent && !trial.HasMoreFrom(goal.Host) ? Standing.Met : Standing.NotYet("The {0} has not sent everything yet.", goal.Host);
        }
    }
}
