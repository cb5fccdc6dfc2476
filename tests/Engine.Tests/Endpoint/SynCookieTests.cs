using Playground.Engine;
using Playground.Engine.Endpoint;
using Playground.Tcp;
using Playground.Tests.Stands;

namespace Playground.Tests.Endpoint;

/// <summary>RFC 4987 §3.6: the SYN that a listener doesn't remember comes back in the ACK.</summary>
public class SynCookieTests
{
    private static readonly SynCookies s_cookies = new(new SipHash(1, 2));
    private static readonly SeqNumber s_isn = new(714_025_811);
    private static readonly FourTuple s_overV6 = new(
        new(HostAddress.Parse("2001:db8::1"), new(80)), new(HostAddress.Parse("2001:db8::2"), new(49152)));

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(27, 1)]
    [InlineData(28, 28)]
    [InlineData(215, 28)]
    [InlineData(216, 216)]
    [InlineData(535, 216)]
    [InlineData(536, 536)]
    [InlineData(1219, 536)]
    [InlineData(1220, 1220)]
    [InlineData(1399, 1220)]
    [InlineData(1400, 1400)]
    [InlineData(1440, 1440)]
    [InlineData(1459, 1440)]
    [InlineData(1460, 1460)]
    [InlineData(65535, 1460)]
    public void The_largest_mss_of_the_table_that_was_not_above_the_offer_comes_back(int offered, int held) =>
        Assert.Equal(held, Read(s_cookies.Make(Stand.Tuple, s_isn, (ushort)offered, Instant.Zero), Instant.Zero));

    [Fact]
    public void Without_an_offer_the_default_comes_back()
    {
        Assert.Equal(536, Read(s_cookies.Make(Stand.Tuple, s_isn, null, Instant.Zero), Instant.Zero));
        Assert.True(s_cookies.TryRead(s_overV6, s_isn, s_cookies.Make(s_overV6, s_isn, null, Instant.Zero), Instant.Zero, out var mss));
        Assert.Equal(1220, mss);
    }

    [Fact]
    public void Any_cookie_is_taken_for_a_step_at_least()
    {
        var dice = new Dice(1);
        for (var i = 0; i < 10_000; i++)
        {
            var (tuple, isn, made) = (SomeTuple(dice), SomeNumber(dice), new Instant(dice.Below(uint.MaxValue) * 1000L));
            var offered = (ushort)dice.Next();
            var cookie = s_cookies.Make(tuple, isn, offered, made);

            Assert.True(s_cookies.TryRead(tuple, isn, cookie, made + SynCookies.Step * dice.Below(1001) * 0.001, out var mss));
            Assert.True(mss <= offered || offered == 0);
        }
    }

    [Theory]
    [InlineData(70, 70, true)]
    [InlineData(70, 127.999_999, true)]
    [InlineData(70, 128, true)]
    [InlineData(70, 191.999_999, true)]
    [InlineData(70, 192, false)]
    [InlineData(127.999_999, 191.999_999, true)]
    [InlineData(127.999_999, 192, false)]
    [InlineData(70, 63.999_999, false)]
    [InlineData(70, 70 + (32 * 64), false)]
    [InlineData(70, 70 + (33 * 64), false)]
    [InlineData(31 * 64, 32 * 64, true)]
    public void A_cookie_is_good_in_its_step_of_64_seconds_and_the_next(double made, double read, bool isTaken)
    {
        var cookie = s_cookies.Make(Stand.Tuple, s_isn, 1460, Instant.FromSeconds(made));

        Assert.Equal(isTaken ? 1460 : null, Read(cookie, Instant.FromSeconds(read)));
    }

    [Fact]
    public void Every_bit_of_a_cookie_counts()
    {
        for (var i = 0; i < 100; i++)
        {
            var now = Instant.FromSeconds(64 * i);
            var cookie = s_cookies.Make(Stand.Tuple, s_isn, SynCookies.MssTable[i % SynCookies.MssTable.Length], now);
            Assert.All(Enumerable.Range(0, 32), bit => Assert.Null(Read(new SeqNumber(cookie.Value ^ (1u << bit)), now)));
        }
    }

    [Fact]
    public void A_cookie_is_good_for_one_connection_one_client_s_isn_and_one_key()
    {
        var (us, peer) = (Stand.Us, Stand.Peer);
        var other = HostAddress.Parse("192.0.2.77");
        FourTuple[] others =
        [
            new(us with { Host = other }, peer), new(us with { Port = new(81) }, peer),
            new(us, peer with { Host = other }), new(us, peer with { Port = new(81) }), new(peer, us),
        ];
        var cookie = s_cookies.Make(Stand.Tuple, s_isn, 1460, Instant.Zero);

        Assert.Equal(1460, Read(cookie, Instant.Zero));
        Assert.All(others, tuple => Assert.False(s_cookies.TryRead(tuple, s_isn, cookie, Instant.Zero, out _)));
        Assert.All(Enumerable.Range(0, 32), bit => Assert.False(
            s_cookies.TryRead(Stand.Tuple, s_isn + (1u << bit), cookie, Instant.Zero, out _)));
        Assert.False(new SynCookies(new SipHash(1, 3)).TryRead(Stand.Tuple, s_isn, cookie, Instant.Zero, out var mss));
        Assert.Equal(0, mss);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Guessing_goes_no_better_than_24_bits_allow(bool knowsTheStep)
    {
        var dice = new Dice(2);
        var now = Instant.FromSeconds(640);
        var step = (uint)(now.Seconds / 64) << 27;
        var taken = 0;
        for (var i = 0; i < 100_000; i++)
        {
            var guess = (uint)dice.Next();
            if (knowsTheStep) guess = step | (guess & 0x07FF_FFFF);
            if (s_cookies.TryRead(Stand.Tuple, s_isn, s_isn + guess, now, out _)) taken++;
        }

        // 100 000 guesses in 2^24 hit with a chance of 0.6 %; twice, with one of 0.002 %.
        Assert.InRange(taken, 0, 1);
    }

    [Fact]
    public void Each_of_the_24_bits_of_the_hash_is_a_coin()
    {
        var dice = new Dice(3);
        var ones = new int[24];
        for (var i = 0; i < 10_000; i++)
        {
            var bits = default(SeqNumber).DistanceTo(s_cookies.Make(SomeTuple(dice), default, 1460, Instant.Zero));
            for (var bit = 0; bit < ones.Length; bit++) ones[bit] += (int)(bits >> bit) & 1;
        }

        // Five times the standard deviation of 10 000 coins, which is 50.
        Assert.All(ones, count => Assert.InRange(count, 4750, 5250));
    }

    [Fact]
    public void The_step_and_the_mss_stand_where_the_layout_says()
    {
        var cookie = s_cookies.Make(Stand.Tuple, s_isn, 536, Instant.FromSeconds(64 * 37));

        Assert.Equal(37u % 32, s_isn.DistanceTo(cookie) >> 27);
        Assert.Equal(536, SynCookies.MssTable[(int)((s_isn.DistanceTo(cookie) >> 24) & 7)]);
    }

    [Fact]
    public void The_numbers_of_one_four_tuple_go_on_as_the_client_s_do()
    {
        var cookie = s_cookies.Make(Stand.Tuple, s_isn, 1460, Instant.Zero);

        Assert.Equal(cookie + 1000, s_cookies.Make(Stand.Tuple, s_isn + 1000, 1460, Instant.Zero));
    }

    [Fact]
    public void Making_and_reading_cost_the_heap_nothing()
    {
        Read(s_cookies.Make(Stand.Tuple, s_isn, 1460, Instant.Zero), Instant.Zero);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0u; i < 1000; i++)
        {
            var cookie = s_cookies.Make(Stand.Tuple, s_isn + i, 1460, Instant.Zero);
            s_cookies.TryRead(Stand.Tuple, s_isn, cookie, Instant.Zero, out _);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static int? Read(SeqNumber cookie, Instant now) =>
        s_cookies.TryRead(Stand.Tuple, s_isn, cookie, now, out var mss) ? mss : null;

    private static SeqNumber SomeNumber(Dice dice) => new((uint)dice.Next());

    private static FourTuple SomeTuple(Dice dice) => new(SomeSocket(dice), SomeSocket(dice));

    private static SocketAddress SomeSocket(Dice dice) => new(HostAddress.FromV4((uint)dice.Next()), new Port((ushort)dice.Next()));
}
