using System.Collections.Immutable;
using Playground.Contracts;
using Playground.Engine.Worlds;
using Playground.Tcp;

namespace Playground.Engine.Judging;

/// <summary>What a challenge asks for: an invariant of the world, whatever sequence of segments led there.</summary>
public abstract record Goal
{
    /// <summary>What is to be reached, for the learner.</summary>
    public abstract Sentence Says { get; }

    /// <summary>Looks at the world.</summary>
    /// <returns>None when the goal is met; else what is still missing, in a sentence that helps and holds no number.</returns>
    public abstract Sentence? Missing(World world);
}

/// <summary>These hosts are ESTABLISHED, with the same idea of the numbers (RFC 9293 §3.5).</summary>
/// <param name="Hosts">The hosts, at least one.</param>
public sealed record EstablishedGoal(ImmutableArray<string> Hosts) : Goal
{
    /// <inheritdoc/>
    public override Sentence Says => Hosts.Length > 1
        ? new Sentence("Both sides ESTABLISHED")
        : new Sentence("The {0} is ESTABLISHED", Hosts[0]);

    /// <inheritdoc/>
    public override Sentence? Missing(World world)
    {
        ArgumentNullException.ThrowIfNull(world);

        // The server's side tells more about what is missing, so it is asked first.
        foreach (var host in Hosts.Reverse())
        {
            if (Missing(world, host) is { } missing) return missing;
        }

        return null;
    }

    /// <inheritdoc/>
    public bool Equals(EstablishedGoal? other) => other is not null && Hosts.SequenceEqual(other.Hosts);

    /// <inheritdoc/>
    public override int GetHashCode() => Hosts.Length;

    private static Sentence? Missing(World world, string host)
    {
        var tcb = world.TcbOf(host);
        return tcb.State switch
        {
            TcpState.Closed => new Sentence("There is no connection at the {0} yet.", host),
            TcpState.Listen => new Sentence("The {0} listens: it has not taken a SYN yet.", host),
            TcpState.SynSent => new Sentence("The {0} has sent its SYN, and has not finished the handshake yet.", host),
            TcpState.SynReceived => new Sentence("The {0} still waits for its SYN to be acknowledged.", host),
            TcpState.Established => AgreesWithPeer(world, host) ? null : new Sentence("The two sides have different ideas of the numbers."),
            TcpState.FinWait1 or TcpState.FinWait2 or TcpState.CloseWait or TcpState.Closing or TcpState.LastAck or TcpState.TimeWait =>
                new Sentence("The {0} is closing already.", host),
        };
    }

    private static bool AgreesWithPeer(World world, string host)
    {
        if (world.ConnectionOf(host) is not { } connection || world.Setup.At(connection.Remote.Host) is not { } other) return false;
        var (own, peer) = (world.TcbOf(host), world.TcbOf(other.Name, connection.Reversed));
        return own.Irs == peer.Iss && (!peer.HasIrs || own.Iss == peer.Irs);
    }
}
