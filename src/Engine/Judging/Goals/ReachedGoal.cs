using Playground.Contracts;
using Playground.Engine.Worlds;
using Playground.Tcp;

namespace Playground.Engine.Judging.Goals;

/// <summary>A host has come to a state (RFC 9293 §3.3.2) since the learner's turn began.</summary>
/// <param name="Host">The host.</param>
/// <param name="State">The state.</param>
/// <param name="With">The host at the other end of the connection, as this one believes; none for whatever connection.</param>
public sealed record ReachedGoal(string Host, TcpState State, string? With = null) : Goal
{
    /// <inheritdoc/>
    protected override Sentence Usually => new("The {0} comes to {1}", Host, State.ToName());

    internal override GoalWatch Watch(Trial trial) => new StateWatch(this, trial.World);

    private sealed class StateWatch(ReachedGoal goal, World world) : GoalWatch
    {
        private bool _isReached;

        public override void See(TraceEvent happened) => _isReached |= happened is StateChanged changed && changed.Host == goal.Host && changed.To == goal.State
            && (goal.With is null || world.Setup.At(changed.Connection.Remote.Host)?.Name == goal.With);

        public override Standing Look() => _isReached
            ? Standing.Met
            : Standing.NotYet("The {0} is {1} so far.", goal.Host, world.TcbOf(goal.Host).State.ToName());
    }
}
