using Playground.Contracts;
using Playground.Ladder;
using Playground.Tcp;

namespace Playground.Client.Play.Ladder;

/// <summary>The rows of a ladder in ladder notation: the diagram's text equivalent, and what its copy button copies.</summary>
public static class LadderRowText
{
    /// <summary>All rows, a line each.</summary>
    public static string Of(IEnumerable<LadderRow> rows) => new LadderTrace([.. rows.Select(LineOf)]) + "\n";

    /// <summary>One row: <c>@0.000s client → server  [SYN] seq=714025811 win=65535</c>.</summary>
    public static string Of(LadderRow row) => LineOf(row).ToString();

    private static LadderLine LineOf(LadderRow row) => row switch
    {
        SegmentRow segment => LineOf(segment),
        IcmpRow error => new LadderComment(
            $"@{error.At} {NameOf(error.From, "router")} → {NameOf(error.To, "nobody")}  ICMP {LadderWords.Of(error.Kind)}{(error.Mtu > 0 ? $" mtu={error.Mtu}" : "")} about {error.Connection} seq={error.Seq}"),
        StateRow state => new LadderState(new LadderHost(state.Host), state.From, state.To) { At = state.At },
        NoteRow note => new LadderComment(note.Says.ToString()),
        _ => new LadderComment(""),
    };

    private static LadderSegment LineOf(SegmentRow row)
    {
        var says = row.Segment;
        var bits = ControlBitNames.TryParse(says.Flags, out var parsed) ? parsed : ControlBits.None;
        return new LadderSegment(HostOf(row.From), HostOf(row.To), bits, LadderNumber.Of(new SeqNumber(says.Seq)))
        {
            At = row.At,
            Ack = bits.Has(ControlBits.Ack) || says.Ack != 0 ? LadderNumber.Of(new SeqNumber(says.Ack)) : null,
            Window = says.Window,
            Options = OptionsText.TryParse(says.Options, out var options, out _) ? options : default,
            Payload = LadderPayload.Of(says.Payload),
            IsLost = row.Fate == SegmentFate.Lost,
            Note = NoteOf(row),
        };
    }

    /// <summary>What the notation has no sign for.</summary>
    private static string NoteOf(SegmentRow row) => string.Join(", ", ((string?[])
    [
        row.IsCopy ? "a copy made by the link" : row.IsRepeat ? "again" : null,
        row.IsCorrupt ? "wrong checksum" : null,
        row.Forges is { } forged ? $"says it comes from {forged}" : null,
    ]).OfType<string>());

    /// <summary>A host by its name; by its address and port where it is none of the room's.</summary>
    private static LadderHost HostOf(string name)
    {
        if (name.Length == 0) return new LadderHost("nobody");
        if (name.LastIndexOf(':') is not (> 0 and var colon) || !ushort.TryParse(name.AsSpan(colon + 1), out var port)) return new LadderHost(name);
        return new LadderHost(name[..colon].Trim('[', ']'), new Port(port));
    }

    private static string NameOf(string host, string none) => host.Length > 0 ? host : none;
}
