using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Playground.Tcp;
using Playground.Wire;

namespace Playground.Filters;

/// <summary>The line that Wireshark writes about a segment in its Info column, in its words.</summary>
public static class PacketInfo
{
    private static readonly (ControlBits Bit, string Name)[] s_bits =
    [
        (ControlBits.Fin, "FIN"), (ControlBits.Syn, "SYN"), (ControlBits.Rst, "RST"), (ControlBits.Psh, "PSH"), (ControlBits.Ack, "ACK"),
        (ControlBits.Urg, "URG"), (ControlBits.Ece, "ECE"), (ControlBits.Cwr, "CWR"), ((ControlBits)0x100, "AE"),
    ];

    /// <summary>The control bits in Wireshark's order: <c>SYN, ACK</c>; <c>&lt;None&gt;</c> for none.</summary>
    public static string Flags(ControlBits bits)
    {
        var names = s_bits.Where(one => bits.Has(one.Bit)).Select(one => one.Name).ToList();
        if ((bits & (ControlBits)0xE00) != 0) names.Add("Reserved");
        return names.Count == 0 ? "<None>" : string.Join(", ", names);
    }

    /// <summary><c>[TCP Retransmission] 54846 → 80 [SYN] Seq=0 Win=65535 Len=0 MSS=1460</c>.</summary>
    public static string Of(Packet packet)
    {
        ArgumentNullException.ThrowIfNull(packet);
        var (segment, text) = (packet.Segment, new StringBuilder());
        var marks = packet.Analysis.ToString();
        if (marks.Length > 0) text.Append(marks).Append(' ');
        text.Append(CultureInfo.InvariantCulture, $"{segment.Source.Port} → {segment.Destination.Port} [{Flags(segment.Bits)}] Seq={packet.RelativeSeq}");
        if (segment.IsAck) text.Append(CultureInfo.InvariantCulture, $" Ack={packet.RelativeAck}");
        text.Append(CultureInfo.InvariantCulture, $" Win={packet.Window}");
        if (segment.Checksum is not null) text.Append(" [TCP CHECKSUM INCORRECT]");
        if (segment.IsUrg) text.Append(CultureInfo.InvariantCulture, $" Urg={segment.UrgentPointer}");
        text.Append(CultureInfo.InvariantCulture, $" Len={segment.Payload.Length}");
        foreach (var option in PacketOptions.Of(packet)) AddOption(text, packet, option);
        return text.ToString();
    }

    private static void AddOption(StringBuilder text, Packet packet, in PacketOption option)
    {
        var value = packet.Octets.Span.Slice(option.At, option.Length)[Math.Min(2, option.Length)..];
        switch (option.Kind)
        {
            case OptionKind.MaximumSegmentSize when value.Length == 2:
                text.Append(CultureInfo.InvariantCulture, $" MSS={BinaryPrimitives.ReadUInt16BigEndian(value)}");
                break;
            case OptionKind.WindowScale when value.Length == 1:
                text.Append(CultureInfo.InvariantCulture, $" WS={1 << Math.Min((int)value[0], 14)}");
                break;
            case OptionKind.SackPermitted when value.IsEmpty:
                text.Append(" SACK_PERM");
                break;
            case OptionKind.Timestamps when value.Length == 8:
                var (stamp, echo) = (BinaryPrimitives.ReadUInt32BigEndian(value), BinaryPrimitives.ReadUInt32BigEndian(value[4..]));
                text.Append(CultureInfo.InvariantCulture, $" TSval={stamp} TSecr={echo}");
                break;
            case OptionKind.Sack:
                for (; value.Length >= 8; value = value[8..])
                {
                    var (left, right) = (BinaryPrimitives.ReadUInt32BigEndian(value), BinaryPrimitives.ReadUInt32BigEndian(value[4..]));
                    text.Append(CultureInfo.InvariantCulture, $" SLE={unchecked(left - packet.AckBase.Value)} SRE={unchecked(right - packet.AckBase.Value)}");
                }

                break;
            case OptionKind.FastOpen when value.Length != 1:
                text.Append(value.IsEmpty ? " TFO=R" : " TFO=C");
                break;
            default:
                break;
        }
    }
}
