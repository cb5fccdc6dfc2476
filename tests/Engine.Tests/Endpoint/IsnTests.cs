using Playground.Engine.Endpoint;
using Playground.Tcp;
using Playground.Tests.Stands;

namespace Playground.Tests.Endpoint;

/// <summary>RFC 9293 §3.4.1: an ISN is a clock plus a keyed hash of the connection.</summary>
public class IsnTests
{
    private static readonly IsnGenerator s_isns = new(new SipHash(1, 2));

    [Theory]
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
    [InlineData(0, 0u)]
    [InlineData(3, 0u)]
    [InlineData(4, 1u)]
    [InlineData(1_000_000, 250_000u)]
    [InlineData(4L << 32, 0u)]
    public void It_rises_by_one_every_four_microseconds(long microseconds, uint steps) =>
        Assert.Equal(s_isns.Next(Stand.Tuple, Instant.Zero) + steps, s_isns.Next(Stand.Tuple, new Instant(microseconds)));

    [Fact]
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
}
