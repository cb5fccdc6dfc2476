using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using Playground.Contracts;
using Playground.Engine.Links;
using Playground.Engine.Worlds;

namespace Playground.Server.Rooms;

/// <summary>The hosts on a room's link: who may add, remove and exchange them.</summary>
internal static partial class RoomRules
{
    private const ushort FirstEphemeralPort = 49152;

    /// <summary>A match between a client and a server, with numbers that nobody can foretell.</summary>
    public static MatchBegan FreshMatch(params ImmutableArray<string> engineHosts) => FreshMatch(null, engineHosts);

    /// <summary>A match between these hosts, with numbers that nobody can foretell.</summary>
    /// <param name="hosts">The hosts; none for a client and a server.</param>
    public static MatchBegan FreshMatch(ImmutableArray<MatchHost>? hosts, ImmutableArray<string> engineHosts)
    {
        var drawn = hosts?.Select(host => host.Role == SeatRole.Server ? host : host with { Port = DrawPort() }).ToImmutableArray();
        var clientPort = drawn?[0].Port ?? DrawPort();
        return new MatchBegan(
            BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8)),
            clientPort,
            engineHosts,
            (drawn ?? MatchHost.Two(clientPort)).ToImmutableDictionary(host => host.Name, _ => BitConverter.ToUInt32(RandomNumberGenerator.GetBytes(4))),
            World.BehaviourVersion,
            drawn);
    }

    private static ushort DrawPort() => (ushort)RandomNumberGenerator.GetInt32(FirstEphemeralPort, ushort.MaxValue + 1);

    private static Decision Add(RoomState state, Participant who, AddHost add)
    {
        if (WhyNotHosts(state, who) is { } refused) return refused;
        if (!Enum.IsDefined(add.Role)) return Decision.Refuse(RefusalKind.BadField, "A host is a client, a server or an attacker.");
        var isAttacker = add.Role == SeatRole.Attacker;
        if (isAttacker && add.IsEngine) return Decision.Refuse(RefusalKind.NotHere, "An attacker is a person: the engine forges nothing.");
        if (!isAttacker && add.IsOnPath) return Decision.Refuse(RefusalKind.NotHere, "Only an attacker can be put on the path.");
        var hosts = state.Match.Hosts;
        if (hosts.Length >= HostLimits.InAll)
            return Decision.Refuse(RefusalKind.NotHere, "This link is full: it takes {0} hosts.", $"{HostLimits.InAll}");
        if (hosts.Count(host => host.Role == add.Role) >= HostLimits.Of(add.Role)) return TooMany(add.Role);
        var added = MatchHost.Next(add.Role, hosts) with { IsOnPath = add.IsOnPath };
        ImmutableArray<string> engines = add.IsEngine ? [.. state.Match.EngineHosts, added.Name] : state.Match.EngineHosts;
        return Decision.Do([.. OnTheSameLink(state, who, FreshMatch(hosts.Add(added), engines)), new HostAdded(added.Name, who.Name)]);
    }

    private static Decision TooMany(SeatRole role) => Decision.Refuse(
        RefusalKind.NotHere,
        role switch
        {
            SeatRole.Client => "This link takes {0} clients, and has them.",
            SeatRole.Server => "This link takes {0} servers, and has them.",
            SeatRole.Attacker => "One attacker is enough for a link.",
        },
        HostLimits.Of(role).ToString(CultureInfo.InvariantCulture));

    private static Decision Remove(RoomState state, Participant who, string name)
    {
        if (WhyNotHosts(state, who) is { } refused) return refused;
        var hosts = state.Match.Hosts;
        var host = hosts.FirstOrDefault(host => host.Name == name);
        if (host is null) return Decision.Refuse(RefusalKind.NoSuchSeat, "There is no such host on this link.");
        if (RoomSetup.HostNames.Contains(name)) return Decision.Refuse(RefusalKind.NotHere, "The first client and the first server stay: without them there is nothing to play.");
        if (state.Seats.TryGetValue(name, out var sitting)) return Decision.Refuse(RefusalKind.SeatTaken, "{0} sits there: a host can be removed once its seat is empty.", sitting.Name);
        return Decision.Do([.. OnTheSameLink(state, who, FreshMatch(hosts.Remove(host), state.Match.EngineHosts.Remove(name))), new HostRemoved(name, who.Name)]);
    }

    private static Decision? WhyNotHosts(RoomState state, Participant who) =>
        state.IsAttempt ? Decision.Refuse(RefusalKind.NotHere, "In a challenge the hosts are what they are.")
        : state.Owner != who.Id ? Decision.Refuse(RefusalKind.NotHere, "Only who opened the room can add and remove hosts.")
        : null;

    private static Decision Swap(RoomState state, Participant who, string host, SwapSeats swap)
    {
        if (state.IsAttempt) return s_oneSeat;
        if (swap.With is null || swap.With == host || !state.Seats.TryGetValue(swap.With, out var other))
            return Decision.Refuse(RefusalKind.NoSuchSeat, "Nobody sits there to exchange seats with.");
        var hasOffered = state.Offers.GetValueOrDefault(host) == swap.With;
        var isOffered = state.Offers.GetValueOrDefault(swap.With) == host;
        if (!swap.IsWanted)
        {
            return hasOffered ? Decision.Do(new SwapOffered(host, null))
                : isOffered ? Decision.Do(new SwapOffered(swap.With, null))
                : Decision.Do();
        }

        // What one has begun the other must not go on with: each would know the numbers of both ends.
        if (isOffered) return Decision.Do([.. Anew(state, who), new SatDown(who.Id, who.Name, swap.With), new SatDown(other.Who, other.Name, host)]);
        return hasOffered ? Decision.Do() : Decision.Do(new SwapOffered(host, swap.With));
    }

    /// <summary>The match anew, with the same hosts driven by the same.</summary>
    private static ImmutableArray<RoomInput> Anew(RoomState state, Participant who) => OnTheSameLink(state, who, FreshMatch(state.Match.Hosts, state.Match.EngineHosts));

    /// <summary>A match that comes after another one, on the link as people have set it: what it does is theirs to change back.</summary>
    private static ImmutableArray<RoomInput> OnTheSameLink(RoomState state, Participant who, MatchBegan match)
    {
        var (link, usual) = (LinkTerms.ToView(state.Match.World.Link, []), LinkTerms.ToSettings(new LinkSetup()));
        var by = state.SeatOf(who.Id) ?? RoomSetup.Client;
        var inputs = ImmutableArray.CreateBuilder<RoomInput>();
        inputs.Add(match);
        if (link.All != usual) inputs.Add(new LinkSet(by, link.All, null));
        foreach (var (host, own) in link.ByHost)
        {
            if (own != link.All && match.SuggestedIsns.ContainsKey(host)) inputs.Add(new LinkSet(by, own, host));
        }

        return inputs.DrainToImmutable();
    }
}
