using Playground.Contracts;
using Playground.Engine.Worlds;

namespace Playground.Server.Rooms;

/// <summary>What stands in the ladder when somebody hands their host to the engine, or takes it back.</summary>
internal static class HandoverRemark
{
    /// <summary>The remark. How much its application had still to send is the host's own business; that it is gone is not.</summary>
    /// <param name="name">Whose host it is.</param>
    public static Sentence Of(HandedOver over, string name) => new(
        over switch
        {
            { ToEngine: true } => "{0}'s host is on autopilot",
            { Unsent: > 0 } => "{0} has taken their host back; what its application had not sent yet is gone",
            _ => "{0} has taken their host back",
        },
        name);
}
