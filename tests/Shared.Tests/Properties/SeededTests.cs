using FsCheck;
using FsCheck.Fluent;

namespace Playground.Tests.Properties;

public class SeededTests
{
    private static readonly Config s_config = Config.QuickThrowOnFailure.WithQuietOnSuccess(true);

    [Fact]
    public void A_seed_draws_the_same_cases_again_and_another_seed_other_ones()
    {
        Assert.Equal(Drawn(1), Drawn(1));
        Assert.NotEqual(Drawn(1), Drawn(2));
    }

    [Fact]
    public void A_name_has_the_same_seed_on_every_machine() => Assert.Equal(16548129353795970728UL, Seeded.SeedOf("a test"));

    [Fact]
    public void A_failure_names_the_seed_that_shows_it_again()
    {
        var property = Prop.ForAll(Gen.Choose(0, 1000).ToArbitrary(), n => n < 900);

        var first = Assert.Throws<InvalidOperationException>(() => Seeded.Check(s_config, property, 5));

        Assert.StartsWith("With PLAYGROUND_PROPERTY_SEED=5: Falsifiable", first.Message, StringComparison.Ordinal);
        Assert.Equal(first.Message, Assert.Throws<InvalidOperationException>(() => Seeded.Check(s_config, property, 5)).Message);
    }

    private static List<uint> Drawn(ulong seed)
    {
        var drawn = new List<uint>();
        Seeded.Check(s_config, Prop.ForAll(Some.UInt.ToArbitrary(), drawn.Add), seed);
        return drawn;
    }
}
