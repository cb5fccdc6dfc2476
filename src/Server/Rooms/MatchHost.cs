using System.Collections.Immutable;
using System.Globalization;
using Playground.Contracts;
using Playground.Engine.Worlds;
using Playground.Tcp;

namespace Playground.Server.Rooms;

/// <summary>A host of a match, as the log names it.</summary>
/// <param name="Name">Its name: <c>client</c>, <c>server-2</c>, <c>attacker</c>.</param>
/// <param name="Role">Its side.</param>
/// <param name="Address">Its address, from 192.0.2.0/24 (RFC 5737).</param>
/// <param name="Port">Its port: a server's well-known one, any other's ephemeral one.</param>
/// <param name="IsOnPath">True when it hears whatever is put on the link.</param>
public sealed record MatchHost(string Name, SeatRole Role, HostAddress Address, ushort Port, bool IsOnPath = false)
{
    private const ushort Http = 80;
    private const uint Network = 0xC000_0200;

    /// <summary>The hosts of a room to which none was added.</summary>
    public static ImmutableArray<MatchHost> Two(ushort clientPort) =>
        [Named(SeatRole.Client, 1) with { Port = clientPort }, Named(SeatRole.Server, 1)];

    /// <summary>The host of a name: <c>client</c>, <c>server-2</c>, <c>attacker</c>; a client's or an attacker's port is still to be drawn.</summary>
    /// <exception cref="ArgumentException">No host has such a name.</exception>
    public static MatchHost OfName(string name) => Find(name) ?? throw new ArgumentException($"There is no host '{name}'.", nameof(name));

    /// <summary>True for a name that a host can have.</summary>
    public static bool IsName(string name) => Find(name) is not null;

    /// <summary>One more host of a role, under the first name that is free; a client's or an attacker's port is still to be drawn.</summary>
    public static MatchHost Next(SeatRole role, ImmutableArray<MatchHost> hosts)
    {
        var number = 1;
        while (hosts.Any(host => host.Name == Named(role, number).Name)) number++;
        return Named(role, number);
    }

    /// <summary>The host in the world.</summary>
    /// <param name="isEngine">True when the engine drives it.</param>
    public HostSetup ToSetup(bool isEngine) => new()
    {
        Name = Name,
        Role = Role switch
        {
            SeatRole.Client => HostRole.Client,
            SeatRole.Server => HostRole.Server,
            SeatRole.Attacker => HostRole.Attacker,
        },
        Socket = new SocketAddress(Address, new Port(Port)),
        IsEngine = isEngine,
        IsOnPath = IsOnPath,
    };

    private static MatchHost? Find(string name)
    {
        foreach (var role in Enum.GetValues<SeatRole>())
        {
            for (var number = 1; number <= HostLimits.Of(role); number++)
            {
                if (Named(role, number) is var host && host.Name == name) return host;
            }
        }

        return null;
    }

    private static MatchHost Named(SeatRole role, int number)
    {
        var (name, first, port) = role switch
        {
            SeatRole.Client => (RoomSetup.Client, 10u, (ushort)0),
            SeatRole.Server => (RoomSetup.Server, 80u, Http),
            SeatRole.Attacker => ("attacker", 66u, (ushort)0),
        };
        var full = number == 1 ? name : string.Create(CultureInfo.InvariantCulture, $"{name}-{number}");
        return new MatchHost(full, role, HostAddress.FromV4(Network + first + (uint)number - 1), port);
    }
}
