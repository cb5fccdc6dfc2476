namespace Playground.Tests.Requirements;

/// <summary>
/// What the engine does not show yet, each with the test that would. An id leaves the list with the first test that shows it, and none
/// comes back: <see cref="Count"/> only falls.
/// </summary>
internal static class OpenRequirements
{
    /// <summary>How many there are, said once more so that a longer list is seen in review.</summary>
    public const int Count = 4;

    public static IReadOnlyDictionary<string, string> Tests { get; } = new Dictionary<string, string>
    {
        ["MUST-17"] = "The same octets go out one by one once the application has turned Nagle's algorithm off for its connection, not for its host.",
        ["MUST-21"] = "With R2 set to 10 s and to never for one connection, it is given up then and never, and its neighbours after 100 s.",
        ["MUST-24"] = "Keep-alives turned on for one connection send probes there and on no other of its host; turned off again, none.",
        ["MUST-28"] = "Turned on without an interval, the first probe goes out after two hours, not before.",
    };
}
