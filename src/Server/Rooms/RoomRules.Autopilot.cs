using Playground.Contracts;
using Playground.Engine.Worlds;

namespace Playground.Server.Rooms;

/// <summary>Autopilot: who may hand their host to the engine, and take it back.</summary>
internal static partial class RoomRules
{
    private static readonly Decision s_engineDrives = Decision.Refuse(RefusalKind.NotHere, "The engine drives your host. Take it back first.");

    private static Decision Hand(RoomState state, string host, bool toEngine)
    {
        if (state.IsAttempt) return Decision.Refuse(RefusalKind.NotHere, "In a challenge you are the TCP. The engine can't play it for you.");
        if (state.Match.World.Setup.Find(host)?.Role == HostRole.Attacker)
            return Decision.Refuse(RefusalKind.NotHere, "The engine is an honest TCP. An attacker's host has nothing for it to drive.");
        if (state.Match.IsOnAutopilot(host) == toEngine)
            return Decision.Refuse(RefusalKind.Nothing, toEngine ? "The engine drives your host already." : "You drive your host already.");
        if (toEngine && WhyFull(state) is { } full) return full;
        return Decision.Do(new AutopilotSet(host, toEngine));
    }
}
