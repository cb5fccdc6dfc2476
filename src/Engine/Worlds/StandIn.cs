using Playground.Engine.Endpoint;
using Playground.Engine.Reviews;
using Playground.Tcp;

namespace Playground.Engine.Worlds;

/// <summary>
/// What a TCP would do with a segment that arrives at a person. One that stands where the person's ledger stands meets it, by the code that
/// every engine host meets segments with, and is forgotten: nothing that it does or sends is done or sent.
/// </summary>
internal static class StandIn
{
    /// <summary>The verdict. It rests on what the person has sent and heard alone; what they still owe, it has answered already.</summary>
    /// <param name="setup">The person's host.</param>
    /// <param name="connection">The connection that the segment names, the person's socket first.</param>
    /// <param name="ledger">That connection's ledger, before it takes the segment down.</param>
    public static Verdict Meet(HostSetup setup, in FourTuple connection, Ledger ledger, in Segment segment, Instant now)
    {
        var host = new Host(setup.Socket.Host, default, setup.TcpProfile);
        var unsent = new Outbox();
        if (setup is { Role: HostRole.Server, OpensAtStart: true }) host.Listen(setup.Socket.Port, HostApplication.None.New());
        if (ledger.UnansweredSyn is { } syn) host.OnSegment(syn, now, unsent);
        else if (ledger.ToTakeover() is { } from) host.TakeOver(connection, from, HostApplication.None.New(), now, unsent);
        return host.OnSegment(segment, now, unsent);
    }
}
