using Playground.Engine;

namespace Playground.Tests.Worlds;

public class DiceTests
{
    [Fact]
    public void The_seed_decides_every_throw()
    {
        var (one, same, other) = (new Dice(42), new Dice(42), new Dice(43));
        var throws = Enumerable.Range(0, 100).Select(_ => one.Next()).ToArray();

        Assert.Equal(throws, Enumerable.Range(0, 100).Select(_ => same.Next()));
        Assert.NotEqual(throws, Enumerable.Range(0, 100).Select(_ => other.Next()));
    }

    [Fact]
    public void The_first_throws_are_those_of_SplitMix64_on_every_machine()
    {
        var dice = new Dice(1234567);

        Assert.Equal([6457827717110365317UL, 3203168211198807973UL, 9817491932198370423UL], [dice.Next(), dice.Next(), dice.Next()]);
    }

    [Fact]
    public void A_chance_of_nothing_costs_no_throw_and_a_chance_of_one_is_certain()
    {
        var (one, same) = (new Dice(7), new Dice(7));

        Assert.False(one.Chance(0));
        Assert.Equal(same.Next(), one.Next());
        Assert.All(Enumerable.Range(0, 1000), _ => Assert.True(one.Chance(1)));
    }

    [Fact]
    public void A_chance_comes_out_about_as_often_as_it_says()
    {
        var dice = new Dice(7);

        Assert.InRange(Enumerable.Range(0, 10_000).Count(_ => dice.Chance(0.3)), 2800, 3200);
    }

    [Theory]
    [InlineData(1u)]
    [InlineData(6u)]
    [InlineData(uint.MaxValue)]
    public void A_throw_stays_below_its_limit(uint limit)
    {
        var dice = new Dice(limit);

        Assert.All(Enumerable.Range(0, 1000), _ => Assert.True(dice.Below(limit) < limit));
    }
}
