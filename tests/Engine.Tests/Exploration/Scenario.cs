using Playground.Engine.Endpoint;

namespace Playground.Tests.Exploration;

/// <summary>What a user can ask of its TCP.</summary>
internal enum Call
{
    /// <summary>OPEN, passive.</summary>
    Listen,

    /// <summary>OPEN, active, to the other side; waits until the last connection is gone.</summary>
    Open,

    /// <summary>SEND of a few octets.</summary>
    Send,

    /// <summary>RECEIVE of all that is there.</summary>
    Receive,

    /// <summary>CLOSE.</summary>
    Close,

    /// <summary>ABORT.</summary>
    Abort,

    /// <summary>The host forgets everything and starts again.</summary>
    Reboot,
}

/// <summary>What the users of two hosts do, each in its order, and where everything begins.</summary>
internal sealed record Scenario
{
    // Found by search: the keys whose first ISN is 2^32 - 2 and 2^32 - 1.
    private static readonly (ulong Client, ulong Server) s_belowZero = (525_556_052, 1_945_545_220);

    /// <summary>Done before the exploration begins, without a fault: the server listens, or the connection is open too.</summary>
    public Beginning Beginning { get; init; } = Beginning.Listening;

    public Call[] Client { get; init; } = [Call.Open, Call.Send, Call.Close];

    public Call[] Server { get; init; } = [Call.Send, Call.Close];

    public HostProfile ClientProfile { get; init; } = HostProfile.Plain;

    public HostProfile ServerProfile { get; init; } = HostProfile.Plain;

    /// <summary>False when text waits for <see cref="Call.Receive"/>.</summary>
    public bool ReadsAtOnce { get; init; } = true;

    /// <summary>The octets of one SEND.</summary>
    public int Octets { get; init; } = 2;

    /// <summary>What is in the network before anything was sent, in ladder notation: <c>network → server …</c>.</summary>
    public string[] Old { get; init; } = [];

    /// <summary>The keys of the two ISNs: the first ISN is the same at any time.</summary>
    public (ulong Client, ulong Server) Keys { get; init; } = (7, 9);

    public static IReadOnlyDictionary<string, Scenario> All { get; } = new Dictionary<string, Scenario>
    {
        ["client and server"] = new(),
        ["client and server with all options"] = Both(HostProfile.Rfc9293),
        ["the server listens late"] = new() { Beginning = Beginning.Nothing, Server = [Call.Listen, Call.Send, Call.Close] },
        ["simultaneous open"] = new() { Beginning = Beginning.Nothing, Server = [Call.Open, Call.Send, Call.Close] },
        ["simultaneous open with all options"] = Both(HostProfile.Rfc9293) with
        {
            Beginning = Beginning.Nothing,
            Server = [Call.Open, Call.Send, Call.Close],
        },
        ["simultaneous close"] = new() { Beginning = Beginning.Open, Client = [Call.Send, Call.Close], Server = [Call.Send, Call.Close] },
        ["half-close"] = Both(HostProfile.Rfc9293) with
        {
            Beginning = Beginning.Open,
            Client = [Call.Send, Call.Close],
            Server = [Call.Send, Call.Send, Call.Close],
        },
        ["long talk"] = Both(HostProfile.Rfc9293 with { Nagle = false }) with
        {
            Beginning = Beginning.Open,
            Client = [Call.Send, Call.Send, Call.Send, Call.Send, Call.Close],
            Server = [Call.Send, Call.Close],
        },
        ["abort"] = new() { Client = [Call.Open, Call.Send, Call.Abort] },
        ["abort of an open connection"] = new() { Beginning = Beginning.Open, Client = [Call.Send, Call.Abort], Server = [Call.Send, Call.Close] },
        ["old duplicate SYN"] = new() { Old = ["network → server  [SYN] seq=z", "network → server  [ACK] seq=z+1 ack=z+9"] },
        ["old duplicates of everything"] = new()
        {
            Beginning = Beginning.Open,
            Client = [Call.Send, Call.Close],
            Old = ["network → server  [SYN] seq=z", "network → client  [SYN, ACK] seq=z ack=z", "network → server  [FIN, ACK] seq=z ack=z len=3 \"old\""],
        },
        ["the client crashes and comes back"] = new() { Beginning = Beginning.Open, Client = [Call.Send, Call.Reboot, Call.Open, Call.Send, Call.Close] },
        ["the server crashes and comes back"] = new()
        {
            Beginning = Beginning.Open, Client = [Call.Send, Call.Close], Server = [Call.Send, Call.Reboot, Call.Listen, Call.Send, Call.Close],
        },
        ["the server closes first and the client comes again"] = new()
        {
            Beginning = Beginning.Open, Client = [Call.Close, Call.Open, Call.Send, Call.Close], Server = [Call.Close, Call.Send, Call.Close],
        },
        ["a host of 1981"] = new() { ClientProfile = HostProfile.Rfc793, ServerProfile = HostProfile.Rfc793 },
        ["a host of 1981 meets one of today"] = new()
        {
            Beginning = Beginning.Nothing, Server = [Call.Open, Call.Send, Call.Close], ClientProfile = HostProfile.Rfc793, ServerProfile = HostProfile.Rfc9293,
        },
        ["numbers cross zero"] = new() { Keys = s_belowZero, Octets = 3 },
        ["numbers cross zero with all options"] = Both(HostProfile.Rfc9293) with
        {
            Beginning = Beginning.Open,
            Client = [Call.Send, Call.Send, Call.Close],
            Keys = s_belowZero,
            Octets = 1,
        },
        ["tiny windows"] = Tiny(HostProfile.Plain),
        ["tiny windows with all options"] = Tiny(HostProfile.Rfc9293),
    };

    private static Scenario Both(HostProfile profile) => new() { ClientProfile = profile, ServerProfile = profile };

    private static Scenario Tiny(HostProfile profile) => Both(profile with { ReceiveBuffer = 2 }) with
    {
        Beginning = Beginning.Open,
        Client = [Call.Send, Call.Close],
        Server = [Call.Receive, Call.Receive, Call.Close],
        ReadsAtOnce = false,
        Octets = 3,
    };
}

/// <summary>What has been before the exploration begins.</summary>
internal enum Beginning
{
    Nothing,
    Listening,
    Open,
}
