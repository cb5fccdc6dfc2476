using Playground.Engine.Endpoint;
using Playground.Tcp;
using Playground.Tests.Stands;

namespace Playground.Tests.Endpoint;

/// <summary>RFC 9293 §3.4.1: an ISN is a clock plus a keyed hash of the connection.</summary>
public class IsnTests
{
    private static readonly IsnGenerator s_isns = new(new SipHash(1, 2));

    [Theory]
    [Trait("RFC9293", "SHLD-1")]
    [InlineData(0, 0x726f_db47_dd0e_0e31UL)]
    [InlineData(1, 0x74f8_39c5_93dc_67fdUL)]
    [InlineData(8, 0x93f5_f579_9a93_2462UL)]
    [InlineData(15, 0xa129_ca61_49be_45e5UL)]
    public void SipHash_gives_the_values_that_its_authors_published(int length, ulong hash)
    {
        var bytes = Enumerable.Range(0, length).Select(i => (byte)i).ToArray();

        Assert.Equal(hash, new SipHash(0x0706_0504_0302_0100, 0x0f0e_0d0c_0b0a_0908).Hash(bytes));
    }

    [Theory]
    [Trait("RFC9293", "MUST-8")]
    [InlineData(0, 0u)]
    [InlineData(3, 0u)]
    [InlineData(4, 1u)]
    [InlineData(1_000_000, 250_000u)]
    [InlineData(4L << 32, 0u)]
    public void It_rises_by_one_every_four_microseconds(long microseconds, uint steps) =>
        Assert.Equal(s_isns.Next(Stand.Tuple, Instant.Zero) + steps, s_isns.Next(Stand.Tuple, new Instant(microseconds)));

    [Fact]
    [Trait("RFC9293", "SHLD-1")]
    [Trait("RFC9293", "MUST-9")]
    public void Each_of_the_four_parts_of_a_connection_and_the_key_count()
    {
        var (us, peer) = (Stand.Us, Stand.Peer);
        var other = HostAddress.Parse("192.0.2.77");
        FourTuple[] tuples =
        [
            new(us, peer), new(us with { Host = other }, peer), new(us with { Port = new(81) }, peer),
            new(us, peer with { Host = other }), new(us, peer with { Port = new(81) }), new(peer, us),
        ];
        var isns = tuples.Select(tuple => s_isns.Next(tuple, Instant.Zero)).Append(new IsnGenerator(new SipHash(1, 3)).Next(tuples[0], Instant.Zero));

        Assert.Equal(7, isns.Distinct().Count());
    }

    [Fact]
    public void With_a_step_each_is_that_much_further_than_the_last_whatever_the_connection_and_the_clock_say()
    {
        var isns = new IsnGenerator(new SipHash(1, 2), step: 64_000);
        var first = isns.Next(Stand.Tuple, Instant.Zero);

        Assert.Equal(first + 64_000, isns.Next(Stand.Tuple.Reversed, Instant.FromSeconds(1)));
        Assert.Equal(first + 128_000, isns.Next(Stand.Tuple, Instant.FromSeconds(1)));
    }

    [Fact]
    public void With_a_step_the_first_comes_from_the_key()
    {
        static SeqNumber First(ulong key, uint step = 1) =>
            new IsnGenerator(new SipHash(1, key), step).Next(Stand.Tuple, Instant.FromSeconds(step));

        Assert.Equal(4, new[] { First(0), First(1), First(2), First(3) }.Distinct().Count());
        Assert.Equal(First(3), First(3, step: 7));
    }

    [Fact]
    public void A_step_of_0_gives_every_connection_the_same()
    {
        var isns = new IsnGenerator(new SipHash(1, 2), step: 0);

        Assert.Equal(isns.Next(Stand.Tuple, Instant.Zero), isns.Next(Stand.Tuple.Reversed, Instant.FromSeconds(1)));
    }

    [Fact]
    public void A_host_whose_profile_names_a_step_counts_by_it_over_all_its_connections()
    {
        var host = new Host(Stand.Us.Host, new SipHash(1, 2), HostProfile.Rfc793);
        host.Listen(Stand.Us.Port, new Recorder());
        var outbox = new Outbox();
        for (ushort port = 1000; port < 1003; port++)
        {
            var syn = new Segment { Source = Stand.Peer with { Port = new(port) }, Destination = Stand.Us, Bits = ControlBits.Syn };
            host.OnSegment(syn, Instant.FromSeconds(port), outbox);
        }

        host.Open(new(2000), Stand.Peer, new Recorder(), Instant.FromSeconds(2000), outbox);

        Assert.Equal([64_000u, 64_000u, 64_000u], Enumerable.Range(0, 3).Select(i => outbox[i].Segment.Seq.DistanceTo(outbox[i + 1].Segment.Seq)));
    }

    [Fact]
    public void Steps_go_round_the_circle()
    {
        var isns = new IsnGenerator(new SipHash(1, 2), step: 0x8000_0000);
        var first = isns.Next(Stand.Tuple, Instant.Zero);
        isns.Next(Stand.Tuple, Instant.Zero);

        Assert.Equal(first, isns.Next(Stand.Tuple, Instant.Zero));
    }
}
