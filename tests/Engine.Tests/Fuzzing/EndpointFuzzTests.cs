using System.Globalization;
using Playground.Engine.Endpoint;
using Playground.Ladder;

namespace Playground.Tests.Fuzzing;

/// <summary>
/// Millions of hostile segments at every state. The environment variables PLAYGROUND_FUZZ_MILLIONS (for each profile) and
/// PLAYGROUND_FUZZ_SEED make it more, and other ones; a failure names the seed that shows it at once.
/// </summary>
[Trait("Category", "Long")]
public class EndpointFuzzTests(ITestOutputHelper output)
{
    private const double Millions = 1.5;
    private const int Round = 2000;
    private const int Shown = 40;

    private static readonly Dictionary<string, HostProfile> s_profiles = new()
    {
        ["today"] = HostProfile.Rfc9293 with { ReceiveBuffer = 3000, FastOpen = true },
        ["today with large windows"] = HostProfile.Rfc9293 with { ReceiveBuffer = 200_000, KeepAlive = TimeSpan.FromSeconds(20), Nagle = false },
        ["plain"] = HostProfile.Plain with { ReceiveBuffer = 10, ControlsCongestion = false },
        ["1981"] = HostProfile.Rfc793,
    };

    public static TheoryData<string> Profiles() => [.. s_profiles.Keys];

    [Theory]
    [MemberData(nameof(Profiles))]
    public void Whatever_arrives_in_whatever_state_nothing_breaks_and_what_is_refused_changes_nothing(string name)
    {
        var (rounds, seed) = ((int)(Read("PLAYGROUND_FUZZ_MILLIONS", Millions) * 1_000_000 / Round), (ulong)Read("PLAYGROUND_FUZZ_SEED", 1));
        var tally = new Tally();
        for (var round = 0; round < rounds; round++) Play(name, seed + (ulong)round, tally);

        output.WriteLine($"{rounds * (long)Round} segments from seed {seed} on: {tally}");
        Assert.True(rounds < 100 || tally.Fewest > 100, "a state was hardly met");
    }

    private static void Play(string name, ulong seed, Tally tally)
    {
        try
        {
            new Onslaught(s_profiles[name], seed, tally).Run(Round);
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException($"With PLAYGROUND_FUZZ_SEED={seed} a host of '{name}': {exception.Message}\n{Draw(name, seed)}", exception);
        }
    }

    /// <summary>The last that happened in a round, as a ladder.</summary>
    private static string Draw(string name, ulong seed)
    {
        var lines = new List<LadderLine>();
        try
        {
            new Onslaught(s_profiles[name], seed, new Tally(), lines).Run(Round);
        }
        catch (Exception exception)
        {
            lines.Add(new LadderComment(exception.Message));
        }

        return new LadderTrace([.. lines.TakeLast(Shown)]).ToString();
    }

    private static double Read(string variable, double otherwise) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? double.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
