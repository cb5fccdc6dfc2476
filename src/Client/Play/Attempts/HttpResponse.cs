using System.Text;
using System.Text.RegularExpressions;
using Playground.Contracts;

namespace Playground.Client.Play.Attempts;

/// <summary>An HTTP response that came over a connection, put together from its segments.</summary>
/// <param name="Status">Its first line: <c>HTTP/1.1 200 OK</c>.</param>
/// <param name="Title">The title of a page; empty for none.</param>
/// <param name="Text">Its body as text, without the marks of a page.</param>
/// <param name="Document">The page, to be shown where it can do nothing; none for a body that is no page.</param>
public sealed partial record HttpResponse(string Status, string Title, string Text, string? Document)
{
    /// <summary>A longer one is shown as far as this.</summary>
    private const int MostOctets = 64 * 1024;

    /// <summary>In front of the page: it may fetch nothing from anywhere, and its links lead nowhere.</summary>
    private const string Guard = """<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"><base target="_blank">""";

    /// <summary>The newest response that was delivered to a host; none before its header is whole.</summary>
    /// <param name="rows">The ladder as that host sees it.</param>
    /// <param name="seat">The host.</param>
    public static HttpResponse? Of(IEnumerable<LadderRow> rows, string? seat)
    {
        var streams = rows.OfType<SegmentRow>()
            .Where(row => row is { IsMine: false, IsCorrupt: false, Fate: SegmentFate.Arrived, Segment.Payload.Length: > 0 } && row.To == seat)
            .GroupBy(row => (row.From, row.Segment.SourcePort, row.Segment.DestinationPort));
        return streams.Select(stream => Read(StreamOf(stream.Select(row => row.Segment)))).LastOrDefault(response => response is not null);
    }

    /// <summary>The octets in the order of their numbers, as far as there is no gap.</summary>
    private static byte[] StreamOf(IEnumerable<SegmentView> segments)
    {
        var all = segments.ToList();
        var first = all.Select(segment => segment.Seq).Aggregate((least, seq) => unchecked((int)(seq - least)) < 0 ? seq : least);
        var octets = new List<byte>();
        foreach (var segment in all.OrderBy(segment => unchecked(segment.Seq - first)))
        {
            var at = unchecked(segment.Seq - first);
            if (at > octets.Count || octets.Count >= MostOctets) break;
            octets.AddRange(segment.Payload.Skip(octets.Count - (int)at));
        }

        return [.. octets];
    }

    private static HttpResponse? Read(byte[] octets)
    {
        var text = Encoding.UTF8.GetString(octets);
        var head = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        if (!text.StartsWith("HTTP/1.", StringComparison.Ordinal) || head < 0) return null;
        var lines = text[..head].Split("\r\n");
        var body = text[(head + 4)..];
        var isPage = lines.Any(line => line.StartsWith("Content-Type:", StringComparison.OrdinalIgnoreCase) && line.Contains("text/html", StringComparison.OrdinalIgnoreCase))
            || body.TrimStart().StartsWith('<');
        if (!isPage) return new HttpResponse(lines[0], "", body, null);
        var title = Title_().Match(body) is { Success: true } found ? found.Groups[1].Value.Trim() : "";
        var plain = Blanks().Replace(Marks().Replace(body, " "), " ").Trim();
        return new HttpResponse(lines[0], System.Net.WebUtility.HtmlDecode(title), System.Net.WebUtility.HtmlDecode(plain), Guard + body);
    }

    [GeneratedRegex("<title[^>]*>(.*?)</title>", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex Title_();

    [GeneratedRegex("<title[^>]*>.*?</title>|<(script|style)[^>]*>.*?</\\1>|<[^>]*>", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex Marks();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
