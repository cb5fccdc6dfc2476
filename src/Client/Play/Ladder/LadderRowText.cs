using System.Text;
using Playground.Contracts;
using Playground.Tcp;

namespace Playground.Client.Play.Ladder;

/// <summary>The rows of a ladder in ladder notation: the diagram's text equivalent, and what its copy button copies.</summary>
public static class LadderRowText
{
    /// <summary>All rows, a line each.</summary>
    public static string Of(IEnumerable<LadderRow> rows) => string.Join('\n', rows.Select(Of)) + "\n";

    /// <summary>One row: <c>@0.000s client → server  [SYN] seq=714025811</c>.</summary>
    public static string Of(LadderRow row) => row switch
    {
        SegmentRow segment => $"@{row.At} {segment.From} → {segment.To}  {Of(segment.Segment)}{(segment.Fate == SegmentFate.Lost ? " ✕" : "")}",
        StateRow state => $"@{row.At} {state.Host}: {state.From.ToName()} → {state.To.ToName()}",
        NoteRow note => $"# {note.Says}",
        _ => "",
    };

    /// <summary>A segment: <c>[SYN, ACK] seq=1 ack=2 win=65535 &lt;mss 1460&gt; len=5 "HELLO"</c>.</summary>
    public static string Of(SegmentView segment)
    {
        ArgumentNullException.ThrowIfNull(segment);
        var text = new StringBuilder($"[{segment.Flags}] seq={segment.Seq}");
        if (segment.Flags.Contains("ACK", StringComparison.Ordinal)) text.Append($" ack={segment.Ack}");
        text.Append($" win={segment.Window}");
        if (segment.Options.Length > 0) text.Append($" <{segment.Options}>");
        if (segment.Payload.Length > 0) text.Append($" len={segment.Payload.Length} {Quote(segment.Payload)}");
        return text.ToString();
    }

    private static string Quote(byte[] payload)
    {
        var text = new StringBuilder("\"");
        foreach (var octet in payload)
        {
            text.Append(octet switch
            {
                (byte)'\r' => "\\r",
                (byte)'\n' => "\\n",
                (byte)'\t' => "\\t",
                (byte)'\\' => "\\\\",
                (byte)'"' => "\\\"",
                >= 0x20 and < 0x7f => ((char)octet).ToString(),
                _ => $"\\x{octet:x2}",
            });
        }

        return text.Append('"').ToString();
    }
}
