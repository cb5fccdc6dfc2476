namespace Playground.Filters;

/// <summary>The fields that a filter can ask about, by the names that Wireshark gives them.</summary>
public static partial class FilterFields
{
    // Names that people type, and that are none; those that differ by a slip alone are found without.
    private static readonly Dictionary<string, string> s_otherNames = new(StringComparer.OrdinalIgnoreCase)
    {
        ["tcp.flags.rst"] = "tcp.flags.reset", ["tcp.flags.psh"] = "tcp.flags.push", ["tcp.flags.urgent"] = "tcp.flags.urg", ["tcp.win"] = "tcp.window_size",
        ["tcp.window"] = "tcp.window_size", ["tcp.sport"] = "tcp.srcport", ["tcp.dport"] = "tcp.dstport", ["tcp.source"] = "tcp.srcport", ["ip.source"] = "ip.src",
        ["ip.destination"] = "ip.dst", ["ip.address"] = "ip.addr", ["ip.host"] = "ip.addr", ["tcp.length"] = "tcp.len", ["frame.time"] = "frame.time_relative",
        ["tcp.mss"] = "tcp.options.mss_val", ["tcp.urgent"] = "tcp.urgent_pointer", ["tcp.data"] = "tcp.payload", ["frame.no"] = "frame.number",
        ["tcp.rst"] = "tcp.flags.reset", ["tcp.syn"] = "tcp.flags.syn", ["tcp.fin"] = "tcp.flags.fin", ["tcp.analysis.dup_ack"] = "tcp.analysis.duplicate_ack",
        ["tcp.flags.str"] = "tcp.flags",
    };

    /// <summary>All fields, in the order of the layers.</summary>
    public static IReadOnlyList<FilterField> All { get; } = [.. FrameFields(), .. IpFields(), .. TcpFields(), .. OptionFields(), .. AnalysisFields()];

    private static readonly Dictionary<string, FilterField> s_byName = All.ToDictionary(field => field.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>The field of a name, in any case; none where there is none.</summary>
    public static FilterField? Find(string name) => s_byName.GetValueOrDefault(name);

    /// <summary>
    /// The field that was probably meant by a name that is none; none where nothing is close. Of two that are equally close it is the one that
    /// begins like it for longer: slips come towards the end of a word.
    /// </summary>
    public static FilterField? Closest(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (s_otherNames.TryGetValue(name, out var other)) return s_byName[other];
        name = name.ToLowerInvariant();
        var most = Math.Max(1, Math.Min(3, name.Length / 4));
        var best = All.Select(field => (Field: field, Slips: Slips(name, field.Name, most)))
            .MinBy(one => (one.Slips, -one.Field.Name.AsSpan().CommonPrefixLength(name)));
        if (best.Slips <= most) return best.Field;
        // The end of a name alone, as in "syn" or "srcport", is meant where only one field has it.
        var ends = All.Where(field => field.Name.EndsWith("." + name, StringComparison.OrdinalIgnoreCase)).Take(2).ToList();
        return ends.Count == 1 ? ends[0] : null;
    }

    /// <summary>The fields whose names begin with what is typed so far, then those that have it elsewhere.</summary>
    /// <param name="typed">The beginning of a name.</param>
    /// <param name="most">How many at most.</param>
    public static IEnumerable<FilterField> Completing(string typed, int most) =>
        All.Where(field => field.Name.StartsWith(typed, StringComparison.OrdinalIgnoreCase))
            .Concat(All.Where(field => field.Name.IndexOf(typed, StringComparison.OrdinalIgnoreCase) > 0))
            .Take(most);

    /// <summary>How many characters must be put in, taken out, changed or swapped with the next one to make one name of the other.</summary>
    /// <param name="most">More than these need not be counted.</param>
    private static int Slips(string one, string other, int most)
    {
        if (Math.Abs(one.Length - other.Length) > most) return int.MaxValue;
        var (before, last, now) = (new int[other.Length + 1], new int[other.Length + 1], new int[other.Length + 1]);
        for (var j = 0; j <= other.Length; j++) last[j] = j;
        for (var i = 1; i <= one.Length; i++)
        {
            now[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                var isSame = one[i - 1] == other[j - 1];
                now[j] = Math.Min(Math.Min(last[j], now[j - 1]) + 1, last[j - 1] + (isSame ? 0 : 1));
                var isSwapped = i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1];
                if (isSwapped) now[j] = Math.Min(now[j], before[j - 2] + 1);
            }

            (before, last, now) = (last, now, before);
        }

        return last[other.Length];
    }
}
