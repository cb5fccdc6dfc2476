using System.Globalization;
using Playground.Engine.Endpoint;
using Playground.Engine.Packets;

namespace Playground.Tests.Conformance;

/// <summary>A host's setup as a script writes it: <c>nodelay, rcvbuf 1000, keepalive 60</c>.</summary>
internal static class Setups
{
    /// <summary>The profile of a setup; what it does not mention is the engine's own way.</summary>
    public static HostProfile Profile(string setup)
    {
        var profile = HostProfile.Rfc9293;
        foreach (var words in Items(setup))
        {
            profile = words[0] switch
            {
                "nosack" => profile with { Sack = false },
                "nots" => profile with { Timestamps = false },
                "nows" => profile with { ScalesWindow = false },
                "nodelay" => profile with { Nagle = false },
                "nocc" => profile with { ControlsCongestion = false },
                "nocookies" => profile with { SynCookies = false },
                "noreopen" => profile with { ReopensTimeWait = false },
                "noguard" => profile with { GuardsTimeWait = false },
                "tfo" => profile with { FastOpen = true },
                "ackdelay" => profile with { AckDelay = Seconds(words[1]) },
                "rcvbuf" => profile with { ReceiveBuffer = Number(words[1]) },
                "sndbuf" => profile with { SendBuffer = Number(words[1]) },
                "mtu" => profile with { Mtu = Number(words[1]) },
                "msl" => profile with { MaximumSegmentLifetime = Seconds(words[1]) },
                "keepalive" => profile with { KeepAlive = Seconds(words[1]) },
                "timeout" => profile with { UserTimeout = Seconds(words[1]) },
                "backlog" => profile with { Backlog = Number(words[1]) },
                "waiting" or "v4" or "v6" => profile,
                _ => throw new FormatException("no such setup: " + words[0]),
            };
        }

        return profile;
    }

    /// <summary>How many open connections the listener lets wait.</summary>
    public static int Waiting(string setup) => Items(setup).Where(words => words[0] == "waiting").Select(words => Number(words[1])).FirstOrDefault(128);

    /// <summary>False where a script is of the other IP version.</summary>
    public static bool IsFor(string setup, bool isV4) => !Items(setup).Any(words => words[0] == (isV4 ? "v6" : "v4"));

    /// <summary>Changes one option of a socket: <c>nodelay=1</c>.</summary>
    public static SocketOptions Change(SocketOptions options, string change) => change.Split('=') switch
    {
        ["nodelay", var value] => options with { NoDelay = value == "1" },
        ["rcvbuf", var value] => options with { ReceiveBuffer = Number(value) },
        ["sndbuf", var value] => options with { SendBuffer = Number(value) },
        ["keepalive", var value] => options with { KeepAlive = Seconds(value) },
        ["timeout", var value] => options with { UserTimeout = Seconds(value) },
        ["ackdelay", var value] => options with { AckDelay = Seconds(value) },
        _ => throw new FormatException("no such option: " + change),
    };

    private static IEnumerable<string[]> Items(string setup) =>
        setup.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(item => item.Split(' '));

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static TimeSpan Seconds(string text) => TimeSpan.FromSeconds(double.Parse(text, CultureInfo.InvariantCulture));
}
