using System.Globalization;
using Playground.Ladder;

namespace Playground.Tests.Exploration;

/// <summary>
/// Two endpoints over a network that loses, doubles and holds up segments: all that can happen, up to a number of moves. The environment
/// variables PLAYGROUND_EXPLORE_DEPTH, _FAULTS and _TIMEOUTS go further: a depth of 10 takes about two minutes of one core.
/// </summary>
[Trait("Category", "Long")]
public class ExplorationTests(ITestOutputHelper output)
{
    private const int Moves = 7;
    private const int Faults = 1;
    private const int EarlyTimeouts = 1;
    private const int ToTheEnd = 50;

    public static TheoryData<string> Scenarios() => [.. Scenario.All.Keys];

    [Theory]
    [MemberData(nameof(Scenarios))]
    public void Whatever_the_network_does_both_sides_agree_and_all_text_arrives_once_and_in_order(string name) => Explore(name, new(
        Read("PLAYGROUND_EXPLORE_DEPTH", Moves), Read("PLAYGROUND_EXPLORE_FAULTS", Faults), Read("PLAYGROUND_EXPLORE_TIMEOUTS", EarlyTimeouts)));

    [Theory]
    [MemberData(nameof(Scenarios))]
    public void However_the_users_calls_and_the_segments_interleave_it_ends_well(string name) =>
        Assert.True(Explore(name, new(ToTheEnd, Faults: 0, EarlyTimeouts: 0)).IsComplete);

    [Theory]
    [InlineData("simultaneous open")]
    [InlineData("simultaneous close")]
    [InlineData("abort of an open connection")]
    [InlineData("the server crashes and comes back")]
    [InlineData("a host of 1981")]
    public void Whichever_segment_is_lost_doubled_or_late_it_ends_well(string name) =>
        Assert.True(Explore(name, new(ToTheEnd, Faults: 1, EarlyTimeouts: 0)).IsComplete);

    [Fact]
    public void An_exploration_that_meets_what_cannot_be_shows_the_way_there_as_a_ladder_and_plays_it_again()
    {
        var forged = new Scenario { Beginning = Beginning.Open, Client = [Call.Send], Old = ["network → server  [ACK] seq=x+1 ack=y+1 len=3 \"old\""] };
        var explorer = new Explorer(Moves: 4, Faults: 0, EarlyTimeouts: 0);

        var met = Assert.Throws<UniverseException>(() => explorer.Explore(forged));

        Assert.StartsWith("text was delivered that nobody sent", met.Message, StringComparison.Ordinal);
        Assert.Equal("deliver server", met.Way);
        Assert.NotEmpty(LadderTrace.Parse(met.Ladder).Segments);
        Assert.Equal(met.Message, Assert.Throws<UniverseException>(() => explorer.Play(forged, met.Way)).Message);
    }

    private Explored Explore(string name, Explorer explorer)
    {
        var explored = explorer.Explore(Scenario.All[name]);
        output.WriteLine($"{explored.States} states, {explored.Transitions} moves, {explored.Depth} deep{(explored.IsComplete ? ", complete" : "")}");
        return explored;
    }

    private static int Read(string variable, int otherwise) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
