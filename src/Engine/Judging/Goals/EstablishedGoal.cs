using System.Collections.Immutable;
using System.Globalization;
using Playground.Contracts;
using Playground.Engine.Worlds;
using Playground.Tcp;

namespace Playground.Engine.Judging.Goals;

/// <summary>These hosts are ESTABLISHED, with the same idea of the numbers as their peer (RFC 9293 §3.5).</summary>
/// <param name="Hosts">The hosts, at least one.</param>
/// <param name="Connections">On how many connections at the same time, at least one.</param>
public sealed record EstablishedGoal(ImmutableArray<string> Hosts, int Connections = 1) : Goal
{
    /// <inheritdoc/>
    protected override Sentence Usually => this switch
    {
        { Connections: > 1 } => new Sentence("{0} connections ESTABLISHED at the same time", Number(Connections)),
        { Hosts.Length: > 1 } => new Sentence("Both sides ESTABLISHED"),
        _ => new Sentence("The {0} is ESTABLISHED", Hosts[0]),
    };

    /// <inheritdoc/>
    public bool Equals(EstablishedGoal? other) => base.Equals(other) && Hosts.SequenceEqual(other.Hosts) && Connections == other.Connections;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Hosts.Length, Connections);

    internal override GoalWatch Watch(Trial trial) => new OpenWatch(this, trial.World);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private sealed class OpenWatch : GoalWatch
    {
        private readonly EstablishedGoal _goal;
        private readonly World _world;
        private readonly HashSet<(string Host, FourTuple Connection)> _open = [];

        public OpenWatch(EstablishedGoal goal, World world)
        {
            (_goal, _world) = (goal, world);
            foreach (var happened in world.Trace) See(happened);
        }

        public override void See(TraceEvent happened)
        {
            if (happened is not StateChanged changed) return;
            if (changed.To == TcpState.Established) _open.Add((changed.Host, changed.Connection));
            else _open.Remove((changed.Host, changed.Connection));
        }

        public override Standing Look()
        {
            // The server's side tells more about what is missing, so it is asked first.
            foreach (var host in _goal.Hosts.Reverse())
            {
                var open = _open.Count(entry => entry.Host == host && AgreesWithPeer(host, entry.Connection));
                if (open < _goal.Connections) return _goal.Connections == 1 ? Missing(host) : Counted(host, open);
            }

            return Standing.Met;
        }

        private Standing Counted(string host, int open) =>
            Standing.NotYet("The {0} has {1} of {2} connections open.", host, Number(open), Number(_goal.Connections));

        private Standing Missing(string host) => _world.TcbOf(host).State switch
        {
            TcpState.Closed => Standing.NotYet("There is no connection at the {0} yet.", host),
            TcpState.Listen => Standing.NotYet("The {0} listens: it has not taken a SYN yet.", host),
            TcpState.SynSent => Standing.NotYet("The {0} has sent its SYN, and has not finished the handshake yet.", host),
            TcpState.SynReceived => Standing.NotYet("The {0} still waits for its SYN to be acknowledged.", host),
            TcpState.Established => Standing.NotYet("The two sides have different ideas of the numbers."),
            TcpState.FinWait1 or TcpState.FinWait2 or TcpState.CloseWait or TcpState.Closing or TcpState.LastAck or TcpState.TimeWait =>
                Standing.NotYet("The {0} is closing already.", host),
        };

        private bool AgreesWithPeer(string host, in FourTuple connection)
        {
            if (_world.Setup.At(connection.Remote.Host) is not { } other) return false;
            var (own, peer) = (_world.TcbOf(host, connection), _world.TcbOf(other.Name, connection.Reversed));
            return own.Irs == peer.Iss && (!peer.HasIrs || own.Iss == peer.Irs);
        }
    }
}
