using FsCheck;
using FsCheck.Fluent;
using Playground.Engine.Links;

namespace Playground.Tests.Links;

/// <summary>What holds for any link and whatever is sent over it.</summary>
public class LinkProperties
{
    private static readonly Config s_config = Config.QuickThrowOnFailure.WithMaxTest(300).WithEndSize(40).WithQuietOnSuccess(true);

    private static Gen<LinkSetup> Links =>
        from delay in Gen.Choose(0, 50)
        from jitter in Gen.Choose(0, 50)
        from rate in Gen.Elements(0, 0, 8_000, 100_000)
        from queue in Gen.Elements<int?>(null, 0, 1, 5)
        from mtu in Gen.Elements(1500, 60)
        from loss in Gen.Elements(0, 0.3, 1)
        from chances in Gen.Elements(0, 0.3, 0.3, 1)
        select new LinkSetup
        {
            Delay = TimeSpan.FromMilliseconds(delay), Jitter = TimeSpan.FromMilliseconds(jitter), Rate = rate, Queue = queue, Mtu = mtu, Loss = loss,
            Duplication = chances, Corruption = chances,
        };

    private static Gen<LinkRule> Rules =>
        from nth in Gen.Choose(1, 20)
        from action in Gen.Elements(LinkAction.Lose, LinkAction.Hold, LinkAction.Duplicate, LinkAction.Corrupt)
        from hold in Gen.Choose(1, 3000)
        select new LinkRule("client", nth, action) { For = TimeSpan.FromMilliseconds(hold) };

    private static Gen<(int Gap, int Text)[]> Sends =>
        (from gap in Gen.Choose(0, 20) from text in Gen.Choose(0, 40) select (gap, text)).ArrayOf(20);

    [Fact]
    public void A_script_changes_no_other_segments_fate() => Seeded.Check(s_config, Prop.ForAll(
        Arb.From(from link in Links from rule in Rules from sends in Sends from seed in Gen.Choose(0, 1000) select (link, rule, sends, seed)),
        drawn =>
        {
            var (link, rule, sends, seed) = drawn;
            var (plain, scripted) = (Run(link, sends, seed), Run(link with { Script = [rule] }, sends, seed));
            for (var i = 0; i < sends.Length; i++)
            {
                if (i != rule.Nth - 1) Assert.Equal(Told(plain.Sent[i]), Told(scripted.Sent[i]));
            }
        }));

    [Fact]
    public void What_travels_arrives_once_or_twice_and_what_is_lost_never() => Seeded.Check(s_config, Prop.ForAll(
        Arb.From(from link in Links from reordering in Gen.Elements(0, 0.3, 1) from sends in Sends from seed in Gen.Choose(0, 1000) select (link with { Reordering = reordering }, sends, seed)),
        drawn =>
        {
            var course = Run(drawn.Item1, drawn.sends, drawn.seed).Receive();
            var expected = course.Sent.Where(sent => !sent.Fate.IsLost()).SelectMany(sent => sent.Copy is { } copy ? [sent.Id, copy.Id] : new[] { sent.Id });
            Assert.Equal(expected.Order(), course.Arrived.Select(transit => transit.Id).Order());
            Assert.All(course.Sent, sent => Assert.True(
                !sent.Fate.IsLost() || sent is { Copy: null, IsCorrupt: false }));
            foreach (var sent in course.Sent.Where(sent => !sent.Fate.IsLost()))
            {
                var arrived = course.Arrived.Single(transit => transit.Id == sent.Id);
                Assert.Equal(sent.IsCorrupt, arrived.Segment.Checksum is not null);
                Assert.True(sent.Fate == Fate.Overtaken ? arrived.ArrivesAt <= sent.ArrivesAt : arrived.ArrivesAt == sent.ArrivesAt);
            }
        }));

    [Fact]
    public void Without_reordering_all_first_copies_arrive_in_the_order_of_their_sending() => Seeded.Check(s_config, Prop.ForAll(
        Arb.From(from link in Links from sends in Sends from seed in Gen.Choose(0, 1000) select (link, sends, seed)),
        drawn =>
        {
            var course = Run(drawn.link, drawn.sends, drawn.seed).Receive();
            var firsts = course.Sent.Select(sent => sent.Id).ToHashSet();
            var arrived = course.Arrived.Select(transit => transit.Id).Where(firsts.Contains).ToArray();
            Assert.Equal(arrived.Order(), arrived);
        }));

    private static Course Run(LinkSetup link, (int Gap, int Text)[] sends, int seed)
    {
        var course = new Course(link, (ulong)seed);
        var at = 0.0;
        foreach (var (gap, text) in sends) course.Send(new string('a', text), at += gap / 1000.0);
        return course;
    }

    // Copies take numbers too, so a script that makes one moves the numbers of all that follow.
    private static Sending Told(Sending sent) => sent with { Id = 0, Copy = sent.Copy is { } copy ? copy with { Id = 0 } : null };
}
