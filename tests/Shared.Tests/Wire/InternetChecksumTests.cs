using FsCheck.Fluent;
using Playground.Tcp;
using Playground.Wire;

namespace Playground.Tests.Wire;

public class InternetChecksumTests
{
    [Theory]
    [InlineData("0001F203F4F5F6F7", 0x220D)] // the example of RFC 1071 §3: the sum is DDF2
    [InlineData("45000073000040004011" + "0000" + "C0A80001C0A800C7", 0xB861)] // an IPv4 header
    [InlineData("", 0xFFFF)]
    [InlineData("FFFF", 0x0000)]
    [InlineData("01", 0xFEFF)] // an odd octet counts as the high one
    public void Known_bytes_have_their_known_checksum(string hex, int checksum) =>
        Assert.Equal(checksum, InternetChecksum.Of(Convert.FromHexString(hex)));

    [Fact]
    public void Eight_octets_at_a_time_give_the_same_as_two_at_a_time() =>
        Some.Bytes.Check(bytes => InternetChecksum.Of(bytes) == Naive(bytes));

    [Fact]
    public void Octets_of_all_ones_carry_all_the_way_round() =>
        Assert.All(Enumerable.Range(1, 64), count =>
        {
            byte[] ones = [.. Enumerable.Repeat((byte)0xFF, count)];
            Assert.Equal(Naive(ones), InternetChecksum.Of(ones));
        });

    [Fact]
    public void A_sum_over_a_right_checksum_says_that_it_is_right() =>
        Some.Bytes.Where(bytes => bytes.Length % 2 == 0).Check(bytes =>
        {
            var checksum = InternetChecksum.Of(bytes);
            var sum = default(InternetChecksum).Plus(bytes).Plus([(byte)(checksum >> 8), (byte)checksum]);
            return sum.IsRight || bytes.All(b => b == 0);
        });

    [Fact]
    [Trait("RFC9293", "MUST-2")]
    public void The_pseudo_header_counts_as_its_octets_would() =>
        (from addresses in Some.Addresses from tcp in Some.Bytes select (addresses, tcp)).Check(given =>
        {
            var ((source, destination), tcp) = given;
            var sum = InternetChecksum.OfPseudoHeader(source, destination, tcp.Length).Plus(tcp);
            return sum.Value == Naive([.. PseudoHeader(source, destination, tcp.Length), .. tcp]);
        });

    private static byte[] PseudoHeader(HostAddress source, HostAddress destination, int length)
    {
        var addresses = new byte[source.WireLength + destination.WireLength];
        source.WriteTo(addresses);
        destination.WriteTo(addresses.AsSpan(source.WireLength));
        return source.IsV4
            ? [.. addresses, 0, 6, (byte)(length >> 8), (byte)length]
            : [.. addresses, 0, 0, (byte)(length >> 8), (byte)length, 0, 0, 0, 6];
    }

    private static ushort Naive(byte[] bytes)
    {
        uint sum = 0;
        for (var i = 0; i < bytes.Length; i += 2)
        {
            sum += (uint)((bytes[i] << 8) | (i + 1 < bytes.Length ? bytes[i + 1] : 0));
            sum = (sum & 0xFFFF) + (sum >> 16);
        }

        return (ushort)~sum;
    }
}
