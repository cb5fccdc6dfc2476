using System.Text.RegularExpressions;

namespace Playground.Tests;

/// <summary>Time and dice are values: the engine is told both, and the server has one clock.</summary>
public partial class TimeAndDiceTests
{
    private const string Clock = "src/Server/ServerClock.cs";

    [Fact]
    public void The_server_s_time_comes_from_its_clock_alone() =>
        Assert.Empty(Repository.Sources("src/Server").Where(file => file != Clock).SelectMany(Uses));

    [Fact]
    public void The_clock_is_where_it_is_said_to_be() => Assert.NotEmpty(Uses(Clock));

    [Fact]
    public void The_engine_and_the_words_both_ends_speak_read_no_clock_and_roll_no_dice() =>
        Assert.Empty(Repository.Sources("src/Engine", "src/Shared").SelectMany(Uses));

    [Theory]
    [InlineData("var now = DateTime.UtcNow;")]
    [InlineData("await Task.Delay(100);")]
    [InlineData("var dice = new Random(1);")]
    [InlineData("Random.Shared.Next()")]
    [InlineData("Stopwatch.GetTimestamp()")]
    [InlineData("new PeriodicTimer(second)")]
    [InlineData("Environment.TickCount64")]
    [InlineData("TimeProvider.System")]
    public void A_clock_is_noticed(string line) => Assert.Matches(ClockOrDice(), WithoutComments(line));

    [Theory]
    [InlineData("// DateTime.UtcNow is the clock's")]
    [InlineData("RandomNumberGenerator.GetInt32(6)")]
    [InlineData("DateTime SolvedAt")]
    [InlineData("builder.Services.AddSingleton(TimeProvider.System); // the one that the clock wraps")]
    public void What_is_no_clock_is_left_alone(string line) => Assert.DoesNotMatch(ClockOrDice(), WithoutComments(line));

    private static IEnumerable<string> Uses(string file) =>
        ClockOrDice().Matches(WithoutComments(Repository.Read(file))).Select(use => $"{file}: {use.Value}");

    // Handing the system's time to the clock is where it has to come from; everything else asks the clock.
    private static string WithoutComments(string source) => Comment().Replace(source, "").Replace("AddSingleton(TimeProvider.System)", "", StringComparison.Ordinal);

    [GeneratedRegex(@"//.*?$|@\*.*?\*@", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"\bTimeProvider\b|\bDateTime(Offset)?\.(UtcNow|Now|Today)\b|\bStopwatch\b|\bTask\.Delay\b|\bThread\.Sleep\b|\bPeriodicTimer\b|\bnew (System\.Threading\.)?Timer\b|\bEnvironment\.TickCount|\bRandom\b")]
    private static partial Regex ClockOrDice();
}
