using System.Buffers.Binary;
using System.Globalization;
using Playground.Tcp;
using Playground.Wire;

namespace Playground.Tests.Fuzzing;

/// <summary>
/// Millions of random and damaged packets: each is read or refused with a reason, and what is read encodes to the same octets again. The
/// environment variables PLAYGROUND_FUZZ_MILLIONS (for each test) and PLAYGROUND_FUZZ_SEED make it more, and other ones.
/// </summary>
[Trait("Category", "Long")]
public class CodecFuzzTests(ITestOutputHelper output)
{
    private const double Millions = 1.5;
    private const int Round = 10_000;
    private const int Valid = 64;
    private const int Longest = 128;

    private static readonly HostAddress s_source = HostAddress.Parse("192.0.2.1");
    private static readonly HostAddress s_destination = HostAddress.Parse("192.0.2.2");

    [Fact]
    public void A_damaged_packet_is_refused_or_encodes_to_the_same_octets_again() => Repeat((ref Noise noise, byte[] room) =>
    {
        var packets = new byte[Valid][];
        for (var i = 0; i < Valid; i++) packets[i] = IpCodec.Encode(noise.Segment());
        var read = 0;
        for (var i = 0; i < Round; i++)
        {
            var packet = packets[noise.Below(Valid)];
            packet.CopyTo(room, 0);
            if (CheckPacket(room.AsMemory(0, Damage(ref noise, room, packet.Length)))) read++;
        }

        return read;
    });

    [Fact]
    public void Random_octets_are_refused_or_encode_to_themselves_again() => Repeat((ref Noise noise, byte[] room) =>
    {
        var read = 0;
        for (var i = 0; i < Round; i++)
        {
            var bytes = room.AsMemory(0, (int)noise.Below(Longest));
            noise.Fill(bytes.Span);
            if (noise.Below(4) == 0)
            {
                CheckPacket(bytes);
                continue;
            }

            if (bytes.Length > TcpCodec.MinHeaderLength) bytes.Span[12] = (byte)((noise.Below(11) + 5) << 4);
            if (CheckSegment(bytes)) read++;
        }

        return read;
    });

    [Fact]
    public void Random_options_are_read_and_written_as_they_were() => Repeat((ref Noise noise, byte[] room) =>
    {
        Span<byte> again = stackalloc byte[SegmentOptions.MaxLength];
        var read = 0;
        for (var i = 0; i < Round; i++)
        {
            var bytes = room.AsSpan(0, (int)noise.Below(12) * 4);
            noise.FillOptions(bytes);
            var options = OptionsCodec.Decode(bytes);
            _ = OptionsCodec.IsWellFormed(bytes);
            var fits = bytes.Length <= SegmentOptions.MaxLength;
            if (OptionsCodec.Encode(options, again) != fits) Fail("they fit a header, or not", bytes);
            if (OptionsCodec.Length(options) != bytes.Length || (fits && !again[..bytes.Length].SequenceEqual(bytes))) Fail("they came back changed", bytes);
            if (options.Raw.IsDefault) read++;
        }

        return read;
    });

    /// <summary>A round of attempts.</summary>
    /// <returns>How many of them were read, so that a fuzzer that is refused everything is noticed.</returns>
    private delegate int Attempts(ref Noise noise, byte[] room);

    private void Repeat(Attempts attempts)
    {
        var (rounds, seed) = ((int)(Read("PLAYGROUND_FUZZ_MILLIONS", Millions) * 1_000_000 / Round), (ulong)Read("PLAYGROUND_FUZZ_SEED", 1));
        var (room, read) = (new byte[2 * Longest], 0L);
        for (var round = 0; round < rounds; round++) read += Try(attempts, seed + (ulong)round, room);

        output.WriteLine($"{rounds * (long)Round} attempts from seed {seed} on, {read} were read");
        Assert.True(read > rounds * 100L, "hardly anything was read");
    }

    private static int Try(Attempts attempts, ulong seed, byte[] room)
    {
        var noise = new Noise(seed);
        try
        {
            return attempts(ref noise, room);
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException($"With PLAYGROUND_FUZZ_SEED={seed}: {exception.Message}\nlast: {Convert.ToHexString(room)}", exception);
        }
    }

    private static bool CheckPacket(ReadOnlyMemory<byte> packet)
    {
        var isRead = IpCodec.TryDecode(packet, out var segment, out var problem);
        if (isRead != (problem == WireProblem.None)) Fail("a refusal without a reason, or a reason without a refusal", packet.Span);
        if (!isRead) return false;
        Span<byte> again = stackalloc byte[2 * Longest];
        if (!IpCodec.Encode(segment, again)) Fail("what was read can't be written", packet.Span);
        var (at, length) = (packet.Span[0] >> 4 == 4 ? (packet.Span[0] & 15) * 4 : 40, TcpCodec.WireLength(segment));
        var tcp = again.Slice(IpCodec.HeaderLength(segment), length);
        if (at + length > packet.Length || !tcp.SequenceEqual(packet.Span.Slice(at, length))) Fail("the segment came back changed", packet.Span);
        return true;
    }

    private static bool CheckSegment(ReadOnlyMemory<byte> tcp)
    {
        var isRead = TcpCodec.TryDecode(tcp, s_source, s_destination, out var segment, out var problem);
        if (isRead != (problem == WireProblem.None)) Fail("a refusal without a reason, or a reason without a refusal", tcp.Span);
        if (!isRead) return false;
        Span<byte> again = stackalloc byte[Longest];
        if (!TcpCodec.Encode(segment, again) || !again[..tcp.Length].SequenceEqual(tcp.Span)) Fail("the segment came back changed", tcp.Span);
        return true;
    }

    /// <summary>Changes a few octets, and the length, and mostly the checksum of the IPv4 header with them.</summary>
    private static int Damage(ref Noise noise, byte[] packet, int length)
    {
        for (var count = noise.Below(4); count > 0; count--) packet[noise.Below((uint)length)] = (byte)noise.Next();
        if (noise.Below(4) == 0) length = Math.Max(1, length + (int)noise.Below(16) - 12);
        var header = (packet[0] & 15) * 4;
        if (packet[0] >> 4 != 4 || noise.Below(8) == 0 || header < 20 || header > length) return length;
        packet.AsSpan(10, 2).Clear();
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(10), InternetChecksum.Of(packet.AsSpan(0, header)));
        return length;
    }

    private static void Fail(string what, ReadOnlySpan<byte> bytes) => Assert.Fail($"{what}: {Convert.ToHexString(bytes)}");

    private static double Read(string variable, double otherwise) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? double.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
