using Playground.Tcp;

namespace Playground.Tests.Tcp;

public class InstantTests
{
    [Theory]
    [InlineData(0, "0.000s")]
    [InlineData(1_000_000, "1.000s")]
    [InlineData(40_000, "0.040s")]
    [InlineData(1_000_001, "1.000001s")]
    [InlineData(-1_500_000, "-1.500s")]
    [InlineData(long.MaxValue, "9223372036854.775807s")]
    public void A_moment_prints_in_seconds_to_the_millisecond_or_the_microsecond(long micros, string text) =>
        Assert.Equal(text, new Instant(micros).ToString());

    [Fact]
    public void A_moment_later_is_later_by_that_much()
    {
        var later = Instant.FromSeconds(1.5) + TimeSpan.FromMilliseconds(40);

        Assert.Equal(new Instant(1_540_000), later);
        Assert.Equal(TimeSpan.FromMilliseconds(1540), later - Instant.Zero);
        Assert.Equal(1.54, later.Seconds);
    }

    [Fact]
    public void Moments_have_an_order()
    {
        var (one, two) = (new Instant(1), new Instant(2));

        Assert.True(one < two && two > one && one <= two && two >= one);
        Assert.False(two < one || one > two || two <= one || one >= two);
    }

    [Fact]
    public void The_earliest_of_never_and_a_moment_is_the_moment()
    {
        var (one, two) = (new Instant(1), new Instant(2));

        Assert.Equal(one, Instant.Earliest(one, two));
        Assert.Equal(one, Instant.Earliest(two, one));
        Assert.Equal(one, Instant.Earliest(null, one));
        Assert.Equal(one, Instant.Earliest(one, null));
        Assert.Null(Instant.Earliest(null, null));
    }
}
