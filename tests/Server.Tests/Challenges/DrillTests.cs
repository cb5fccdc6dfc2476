using Playground.Contracts;
using Playground.Tcp;
using Playground.Tests.Rooms;

namespace Playground.Tests.Challenges;

/// <summary>A drill is the challenge with other things fresh, as often as wanted, and nothing of it counts.</summary>
public sealed class DrillTests : IAsyncLifetime
{
    private readonly Table _table = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _table.DisposeAsync();

    [Fact]
    public async Task A_drill_that_is_solved_makes_no_points_and_is_nowhere_in_the_database()
    {
        await using var me = await _table.OpenAsync(new OpenChallenge("plus-one", 0));
        await me.DoAsync(new TakeHint());
        var synAck = (await me.HearsAsync("server", ControlBits.SynAck)).Segment;
        await me.SendAsync(ControlBits.Ack, synAck.Ack, synAck.Seq + 1);
        _table.Play(0.1);
        var attempt = (await me.SeesAsync(view => view.Attempt!.IsSolved)).Attempt!;
        Assert.Equal((0, 0), (attempt.Points, attempt.Drill));
        Assert.Empty(attempt.Result!.Points);
        Assert.NotEmpty(attempt.Result.Reference);
        Assert.Empty(await Database.QueryAsync(_table.Database, "SELECT Challenge FROM Attempts"));
        Assert.Empty(await _table.ScoresAsync());
    }

    [Fact]
    public async Task A_drill_of_the_file_draws_what_it_says_and_another_room_draws_anew()
    {
        await using var me = await _table.OpenAsync(new OpenChallenge("two-rulers", 1));
        var isn = IsnOf(me.Last!);
        Assert.InRange(isn, 4_294_966_500, uint.MaxValue);
        Assert.Equal("Just before the circle closes", me.Last!.Attempt!.Drills[me.Last.Attempt.Drill!.Value - 1]);
        var others = new HashSet<uint> { isn };
        for (var i = 0; i < 3; i++)
        {
            await using var again = await _table.OpenAsync(new OpenChallenge("two-rulers", 1), me.Who);
            others.Add(IsnOf(again.Last!));
        }

        Assert.True(others.Count > 1);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(2)]
    [InlineData(int.MaxValue)]
    public async Task A_drill_that_a_challenge_does_not_have_is_refused(int drill) =>
        Assert.Equal(RefusalKind.NoSuchChallenge, (await _table.TryOpenAsync(new OpenChallenge("two-rulers", drill))).Refusal?.Kind);

    private static uint IsnOf(RoomView view) => uint.Parse(view.Attempt!.Exhibit!.Split('\n')[0].Split(": ")[1]);
}
