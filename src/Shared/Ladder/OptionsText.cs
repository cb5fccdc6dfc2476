using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using Playground.Contracts;
using Playground.Tcp;

namespace Playground.Ladder;

/// <summary>
/// Options as text: <c>mss 1460, sackOK, ws 7, ts 1 2, sack 10-20 30-40, tfo 0x01020304, raw 0x020405b4</c>. What is printed reads
/// back as the same value.
/// </summary>
/// <remarks>
/// Where <c>raw</c> stands, its octets are what is sent (<see cref="SegmentOptions.Raw"/>), and the fields before it say what TCP
/// reads in them.
/// </remarks>
public static class OptionsText
{
    /// <summary>The options as text, without angle brackets; empty for none.</summary>
    public static string Print(in SegmentOptions options)
    {
        var items = new List<string>();
        if (options.MaximumSegmentSize is { } mss) items.Add($"mss {mss}");
        if (options.SackPermitted) items.Add("sackOK");
        if (options.WindowScale is { } shift) items.Add($"ws {shift}");
        if (options.Timestamps is { } stamps) items.Add($"ts {stamps.Value} {stamps.EchoReply}");
        var blocks = options.Sack.IsDefault ? [] : options.Sack;
        if (!blocks.IsEmpty) items.Add("sack " + string.Join(' ', blocks.Select(block => $"{block.Left}-{block.Right}")));
        if (!options.FastOpen.IsDefault) items.Add(options.FastOpen.IsEmpty ? "tfo" : "tfo " + Hex(options.FastOpen));
        if (!options.Raw.IsDefaultOrEmpty) items.Add("raw " + Hex(options.Raw));
        return string.Join(", ", items);
    }

    /// <summary>Reads options in any order and case. It says nothing about whether a header can hold them.</summary>
    /// <param name="text">The text, without angle brackets; none counts as empty.</param>
    /// <param name="options">The options; none when refused.</param>
    /// <param name="problem">What is wrong, in a sentence; none when it was read.</param>
    public static bool TryParse(string? text, out SegmentOptions options, out Sentence? problem)
    {
        options = default;
        problem = null;
        var read = default(SegmentOptions);
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var item in (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var words = item.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            problem = seen.Add(words[0])
                ? Take(words[0], words.AsSpan(1), ref read)
                : new("{0} stands twice. Each option is written once.", NumberText.Cut(words[0]));
            if (problem is not null) return false;
        }

        options = read;
        return true;
    }

    private static Sentence? Take(string name, ReadOnlySpan<string> values, ref SegmentOptions options) => name.ToUpperInvariant() switch
    {
        "MSS" => TakeMss(values, ref options) ? null : new("mss takes one number from 0 to 65 535, as in mss 1460."),
        "SACKOK" => TakeSackPermitted(values, ref options) ? null : new("sackOK stands alone: it takes no number."),
        "WS" => TakeWindowScale(values, ref options) ? null : new("ws takes one number from 0 to 255, as in ws 7."),
        "TS" => TakeTimestamps(values, ref options) ? null : new("ts takes two numbers from 0 to 4 294 967 295, as in ts 1 2."),
        "SACK" => TakeSack(values, ref options)
            ? null
            : new("sack takes blocks of two numbers from 0 to 4 294 967 295, as in sack 10-20 30-40."),
        "TFO" => TakeFastOpen(values, ref options)
            ? null
            : new("tfo stands alone as a request, or takes an even count of 4 to 16 octets in hex after 0x, as in tfo 0x01020304."),
        "RAW" => TakeRaw(values, ref options) ? null : new("raw takes octets in hex after 0x, as in raw 0x020405b4."),
        _ => new("'{0}' is no option here. Write them as in mss 1460, sackOK, ws 7, ts 1 2, sack 10-20, tfo, raw 0x020405b4.", NumberText.Cut(name)),
    };

    private static bool TakeMss(ReadOnlySpan<string> values, ref SegmentOptions options)
    {
        if (values.Length != 1 || !NumberText.TryRead(values[0], ushort.MaxValue, out var mss)) return false;
        options = options with { MaximumSegmentSize = (ushort)mss };
        return true;
    }

    private static bool TakeSackPermitted(ReadOnlySpan<string> values, ref SegmentOptions options)
    {
        options = options with { SackPermitted = true };
        return values.IsEmpty;
    }

    private static bool TakeWindowScale(ReadOnlySpan<string> values, ref SegmentOptions options)
    {
        if (values.Length != 1 || !NumberText.TryRead(values[0], byte.MaxValue, out var shift)) return false;
        options = options with { WindowScale = (byte)shift };
        return true;
    }

    private static bool TakeTimestamps(ReadOnlySpan<string> values, ref SegmentOptions options)
    {
        if (values.Length != 2 || !NumberText.TryRead(values[0], uint.MaxValue, out var value)) return false;
        if (!NumberText.TryRead(values[1], uint.MaxValue, out var echo)) return false;
        options = options with { Timestamps = new(value, echo) };
        return true;
    }

    private static bool TakeSack(ReadOnlySpan<string> values, ref SegmentOptions options)
    {
        var blocks = ImmutableArray.CreateBuilder<SackBlock>(values.Length);
        foreach (var value in values)
        {
            var edges = value.Split('-');
            if (edges.Length != 2 || !NumberText.TryRead(edges[0], uint.MaxValue, out var left)) return false;
            if (!NumberText.TryRead(edges[1], uint.MaxValue, out var right)) return false;
            blocks.Add(new(new(left), new(right)));
        }

        options = options with { Sack = blocks.MoveToImmutable() };
        return !values.IsEmpty;
    }

    private static bool TakeFastOpen(ReadOnlySpan<string> values, ref SegmentOptions options)
    {
        ImmutableArray<byte> cookie = [];
        if (!values.IsEmpty && (!TryReadHex(values, out cookie) || !SegmentOptions.IsFastOpenCookie(cookie.AsSpan()))) return false;
        options = options with { FastOpen = cookie };
        return true;
    }

    private static bool TakeRaw(ReadOnlySpan<string> values, ref SegmentOptions options)
    {
        if (!TryReadHex(values, out var octets)) return false;
        options = options with { Raw = octets };
        return true;
    }

    private static string Hex(ImmutableArray<byte> octets) => "0x" + Convert.ToHexStringLower(octets.AsSpan());

    private static bool TryReadHex(ReadOnlySpan<string> values, out ImmutableArray<byte> octets)
    {
        octets = [];
        var hex = string.Concat(values);
        if (hex.Length < 4 || hex.Length % 2 != 0 || !hex.StartsWith("0x", StringComparison.OrdinalIgnoreCase)) return false;
        var read = new byte[(hex.Length - 2) / 2];
        for (var i = 0; i < read.Length; i++)
        {
            var pair = hex.AsSpan(2 + (2 * i), 2);
            if (!byte.TryParse(pair, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out read[i])) return false;
        }

        octets = ImmutableCollectionsMarshal.AsImmutableArray(read);
        return true;
    }
}
