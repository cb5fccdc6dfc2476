using System.Buffers.Binary;
using Playground.Tcp;

namespace Playground.Engine.Endpoint;

/// <summary>
/// SYN cookies (RFC 4987 §3.6): what a listener would have to remember of a SYN, put into the ISN of its answer, so that a flood of
/// SYNs fills no memory. The ACK that opens the connection brings it back.
/// </summary>
/// <remarks>
/// Cookie less client's ISN, most significant bit first:
/// <code>
/// | 5 bits          | 3 bits             | 24 bits                               |
/// | step modulo 32  | index of the MSS   | keyed hash of four-tuple, step, index |
/// </code>
/// The client's ISN is added, so that a server's numbers on one four-tuple go on as the client's do. All that doesn't fit is lost:
/// a connection from a cookie has no window scale, no SACK and no timestamps.
/// </remarks>
/// <param name="hash">The keyed hash, its key drawn from the host's seed.</param>
public sealed class SynCookies(SipHash hash)
{
    private const int StepShift = 27;
    private const int IndexShift = 24;
    private const uint StepMask = 31;
    private const uint IndexMask = 7;
    private const uint HashMask = 0xFF_FFFF;

    private static readonly ushort[] s_mssTable = [1, 28, 216, 536, 1220, 1400, 1440, 1460];

    /// <summary>The time after which the counter steps on. A cookie is good in its own step and the next: for 64 to 128 seconds.</summary>
    public static readonly TimeSpan Step = TimeSpan.FromSeconds(64);

    /// <summary>
    /// The MSS values that a cookie can hold, rising. An offer is kept as the largest that isn't above it, for a segment must not be larger
    /// than its receiver asked (RFC 9293 §3.7.1, MUST-16).
    /// </summary>
    /// <remarks>
    /// 28 is the least that an IPv4 link asks for (68 octets less the headers), 536 and 1220 stand for no option, 1440 and 1460 for
    /// Ethernet, 1400 for tunnels over it.
    /// </remarks>
    public static ReadOnlySpan<ushort> MssTable => s_mssTable;

    /// <summary>The ISN with which to answer a SYN.</summary>
    /// <param name="tuple">The two sockets, the listener's first.</param>
    /// <param name="clientIsn">SEG.SEQ of the SYN.</param>
    /// <param name="mss">The MSS of the SYN; none stands for the default (MUST-15).</param>
    public SeqNumber Make(in FourTuple tuple, SeqNumber clientIsn, ushort? mss, Instant now) =>
        clientIsn + Bits(tuple, StepAt(now), IndexOf(mss ?? SendMss.Default(tuple)));

    /// <summary>Says whether an ACK brings back a cookie that was made in this step or the last.</summary>
    /// <param name="tuple">The two sockets, the listener's first.</param>
    /// <param name="clientIsn">The client's ISN: SEG.SEQ − 1 of the ACK.</param>
    /// <param name="cookie">The ISN acknowledged: SEG.ACK − 1 of the ACK.</param>
    /// <param name="mss">The send MSS that the cookie holds; 0 when it is none.</param>
    public bool TryRead(in FourTuple tuple, SeqNumber clientIsn, SeqNumber cookie, Instant now, out ushort mss)
    {
        var bits = clientIsn.DistanceTo(cookie);
        var step = StepAt(now);
        var age = unchecked((uint)step - (bits >> StepShift)) & StepMask;
        var index = (int)((bits >> IndexShift) & IndexMask);
        var isOurs = age <= 1 && bits == Bits(tuple, step - age, index);
        mss = isOurs ? MssTable[index] : (ushort)0;
        return isOurs;
    }

    private static long StepAt(Instant now) => now.Microseconds / (long)Step.TotalMicroseconds;

    private static int IndexOf(ushort mss)
    {
        var index = MssTable.Length - 1;
        while (index > 0 && MssTable[index] > mss) index--;
        return index;
    }

    // The hash takes the whole step, not its five bits: the same bits come again after half an hour, the same cookie doesn't.
    private uint Bits(in FourTuple tuple, long step, int index)
    {
        Span<byte> bytes = stackalloc byte[TupleOctets.MaxLength + sizeof(long) + 1];
        var length = tuple.WriteTo(bytes);
        BinaryPrimitives.WriteInt64BigEndian(bytes[length..], step);
        bytes[length + sizeof(long)] = (byte)index;
        bytes = bytes[..(length + sizeof(long) + 1)];
        return ((uint)step & StepMask) << StepShift | (uint)index << IndexShift | (uint)hash.Hash(bytes) & HashMask;
    }
}
