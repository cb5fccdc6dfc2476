using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Playground.Ladder;

/// <summary>The fields of a segment's line after its control bits, in whatever order they come.</summary>
internal sealed class LadderFields(LadderSegment segment)
{
    private const string Names = "The fields are seq=, ack=, win=, urg=, sum=, <options>, len=, \"text\" and ✕.";

    private readonly HashSet<string> _seen = [];
    private LadderSegment _segment = segment;
    private int? _length;
    private ImmutableArray<byte>? _octets;

    /// <summary>Takes the next field.</summary>
    /// <returns>What is wrong with it, in a sentence; none when it was read.</returns>
    public string? Take(ref LadderCursor at) => at.Next switch
    {
        '<' => Once("<options>") ?? TakeOptions(ref at),
        '"' => Once("The text") ?? TakeText(ref at),
        _ => TakeWord(at.TakeWord(), ref at),
    };

    /// <summary>Makes the segment of all the fields.</summary>
    /// <param name="note">The comment at the end of the line.</param>
    /// <param name="whole">The segment; none when something is missing or doesn't fit.</param>
    /// <param name="problem">What is wrong, in a sentence; empty for nothing.</param>
    public bool TryFinish(string note, [NotNullWhen(true)] out LadderSegment? whole, out string problem)
    {
        whole = null;
        problem = "";
        if (!_seen.Contains("seq")) problem = "A segment has a sequence number: seq=x, seq=x+1 or seq=714025811.";
        else if (_octets?.Length > LadderPayload.MaxLength) problem = "A segment has at most 65 535 octets of text.";
        else if (_octets?.Length is { } count && _length is { } length && length != count) problem = $"len says {length}, and the text has {count} octets.";
        if (problem.Length > 0) return false;
        var payload = _octets is { } octets ? LadderPayload.Of(octets.AsSpan()) : LadderPayload.OfLength(_length ?? 0);
        whole = _segment with { Payload = payload, Note = note };
        return true;
    }

    private string? TakeOptions(ref LadderCursor at)
    {
        if (!at.TakeBracketed('<', '>', out var text)) return "The options end with >, as in <mss 1460, sackOK>.";
        if (!OptionsText.TryParse(text.ToString(), out var options, out var problem)) return problem?.ToString();
        _segment = _segment with { Options = options };
        return null;
    }

    private string? TakeText(ref LadderCursor at)
    {
        if (!at.TakeQuoted(out var text)) return "The text ends with a quotation mark; inside the text it is written \\\".";
        if (!PayloadText.TryParse(text.ToString(), out var octets, out var problem)) return problem?.ToString();
        _octets = octets;
        return null;
    }

    private string? TakeWord(ReadOnlySpan<char> word, ref LadderCursor at)
    {
        var equals = word.IndexOf('=');
        if (word is "✕" or "✗" or "×" or "lost") return Once("✕") ?? TakeLoss();
        if (equals < 0) return $"'{NumberText.Cut(word.IsEmpty ? at.Rest : word)}' is no field. {Names}";
        var (name, value) = (word[..equals].ToString(), word[(equals + 1)..].ToString());
        return Once(name) ?? name switch
        {
            "seq" => TakeNumber(name, value, number => _segment with { Seq = number }),
            "ack" => TakeNumber(name, value, number => _segment with { Ack = number }),
            "win" => TakeCount(name, value, count => _segment with { Window = count }),
            "urg" => TakeCount(name, value, count => _segment with { UrgentPointer = count }),
            "sum" => TakeCount(name, value, count => _segment with { Checksum = count }),
            "len" => TakeCount(name, value, KeepLength),
            _ => $"There is no field '{NumberText.Cut(name)}='. {Names}",
        };
    }

    private string? TakeLoss()
    {
        _segment = _segment with { IsLost = true };
        return null;
    }

    private LadderSegment KeepLength(ushort length)
    {
        _length = length;
        return _segment;
    }

    private string? TakeNumber(string name, string value, Func<LadderNumber, LadderSegment> keep)
    {
        if (!LadderNumber.TryParse(value, out var number))
        {
            return $"'{NumberText.Cut(value)}' can't be {name}: it is a number from 0 to 4 294 967 295, or steps from a symbol, as in x+1.";
        }

        _segment = keep(number);
        return null;
    }

    private string? TakeCount(string name, string value, Func<ushort, LadderSegment> keep)
    {
        if (!NumberText.TryRead(value, ushort.MaxValue, out var count))
        {
            return $"'{NumberText.Cut(value)}' can't be {name}: it is a number from 0 to 65 535.";
        }

        _segment = keep((ushort)count);
        return null;
    }

    private string? Once(string name) => _seen.Add(name) ? null : $"{NumberText.Cut(name)} stands twice. Each field is written once.";
}
