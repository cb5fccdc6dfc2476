namespace Playground.Tests.Requirements;

/// <summary>
/// What the engine does not show yet, each with the test that would. An id leaves the list with the first test that shows it, and none
/// comes back: <see cref="Count"/> only falls.
/// </summary>
internal static class OpenRequirements
{
    /// <summary>How many there are, said once more so that a longer list is seen in review.</summary>
    public const int Count = 11;

    public static IReadOnlyDictionary<string, string> Tests { get; } = new Dictionary<string, string>
    {
        ["MAY-2"] = "As RFC 6191 allows it, see SHLD-4; else a sentence why not.",
        ["SHLD-4"] = "In TIME-WAIT a SYN with a larger timestamp opens a new connection; one with an older timestamp and number does not.",
        ["MUST-17"] = "The same octets go out one by one once the application has turned Nagle's algorithm off for its connection, not for its host.",
        ["MUST-21"] = "With R2 set to 10 s and to never for one connection, it is given up then and never, and its neighbours after 100 s.",
        ["MUST-22"] = "A SYN never answered is told of at R1, as text is, before it is given up at R2.",
        ["MUST-24"] = "Keep-alives turned on for one connection send probes there and on no other of its host; turned off again, none.",
        ["MUST-28"] = "Turned on without an interval, the first probe goes out after two hours, not before.",
        ["MUST-41"] = "A second LISTEN on a port fails and the first application goes on being served; existing connections stay as they were.",
        ["MUST-46"] = "OPEN to 255.255.255.255, 224.0.0.1, 0.0.0.0, ff02::1 or :: is an error, and nothing is sent.",
        ["MUST-63"] = "A SYN from a broadcast, multicast or unspecified address, or from the host's own, is dropped without a word.",
        ["MUST-57"] = "A SYN to a broadcast or multicast address is dropped without a word, listener or not.",
    };
}
