namespace Playground.Tcp;

/// <summary>
/// The control bits of a segment and the four reserved bits before them (RFC 9293 §3.1), at their places in the
/// sixteen-bit word that starts with the data offset.
/// </summary>
[Flags]
public enum ControlBits
{
    /// <summary>No bit set: a segment that no state accepts after the handshake began.</summary>
    None = 0,

    /// <summary>No more data from the sender; takes one sequence number.</summary>
    Fin = 0x001,

    /// <summary>Synchronize sequence numbers; takes one sequence number.</summary>
    Syn = 0x002,

    /// <summary>Reset the connection.</summary>
    Rst = 0x004,

    /// <summary>Push function.</summary>
    Psh = 0x008,

    /// <summary>The acknowledgment field is significant.</summary>
    Ack = 0x010,

    /// <summary>The urgent pointer field is significant.</summary>
    Urg = 0x020,

    /// <summary>ECN-Echo (RFC 3168).</summary>
    Ece = 0x040,

    /// <summary>Congestion Window Reduced (RFC 3168).</summary>
    Cwr = 0x080,

    /// <summary>The four reserved bits: a host that does not know them sends zero and ignores them (§3.1).</summary>
    Reserved = 0xF00,

    /// <summary>The usual answer to a SYN.</summary>
    SynAck = Syn | Ack,

    /// <summary>A reset for a segment that carried no acknowledgment.</summary>
    RstAck = Rst | Ack,

    /// <summary>The usual close.</summary>
    FinAck = Fin | Ack,
}

/// <summary>The control bits by the names that the RFC and every capture tool use.</summary>
public static class ControlBitNames
{
    private static readonly (ControlBits Bit, string Name)[] s_names =
    [
        (ControlBits.Cwr, "CWR"), (ControlBits.Ece, "ECE"), (ControlBits.Urg, "URG"), (ControlBits.Syn, "SYN"),
        (ControlBits.Fin, "FIN"), (ControlBits.Rst, "RST"), (ControlBits.Psh, "PSH"), (ControlBits.Ack, "ACK"),
    ];

    /// <summary>True when every bit of <paramref name="bits"/> is set.</summary>
    public static bool Has(this ControlBits all, ControlBits bits) => (all & bits) == bits;

    /// <summary>The names joined as in <c>SYN, ACK</c>; reserved bits as <c>R1</c> to <c>RF</c>; empty for none.</summary>
    public static string ToNames(this ControlBits bits)
    {
        if (bits == ControlBits.SynAck) return "SYN, ACK";
        if (bits == ControlBits.Ack) return "ACK";
        var names = s_names.Where(n => bits.Has(n.Bit)).Select(n => n.Name);
        var reserved = (int)(bits & ControlBits.Reserved) >> 8;
        return string.Join(", ", reserved == 0 ? names : names.Append($"R{reserved:X}"));
    }

    /// <summary>Reads names separated by commas or blanks, in any order and case. False when a word is no control bit.</summary>
    public static bool TryParse(string? text, out ControlBits bits)
    {
        bits = ControlBits.None;
        foreach (var word in (text ?? "").Split([',', ' ', '+', '|'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (!TryParseOne(word, out var bit)) return false;
            bits |= bit;
        }

        return true;
    }

    private static bool TryParseOne(string word, out ControlBits bit)
    {
        foreach (var (candidate, name) in s_names)
        {
            if (!word.Equals(name, StringComparison.OrdinalIgnoreCase)) continue;
            bit = candidate;
            return true;
        }

        bit = ControlBits.None;
        if (word.Length != 2 || word[0] is not ('R' or 'r') || !char.IsAsciiHexDigit(word[1]) || word[1] == '0') return false;
        bit = (ControlBits)(Convert.ToInt32(word[1..], 16) << 8);
        return true;
    }
}
