using System.Collections.Immutable;
using Playground.Tcp;

namespace Playground.Engine.Reviews;

/// <summary>
/// The text that was sent and not yet acknowledged as a whole: what a retransmission must say once more. It points into the segments
/// sent and copies nothing.
/// </summary>
internal sealed class SentText
{
    private readonly List<Piece> _pieces = [];

    /// <summary>Takes down text that was sent for the first time.</summary>
    public void Add(SeqNumber start, ReadOnlyMemory<byte> text)
    {
        if (text.Length > 0) _pieces.Add(new Piece(start, text));
    }

    /// <summary>True when a number that stands for one octet here would stand for another one there.</summary>
    public bool Contradicts(SeqNumber start, ReadOnlyMemory<byte> text)
    {
        foreach (var piece in _pieces)
        {
            var from = SeqNumber.Latest(start, piece.Start);
            var (mine, its) = (start.DistanceTo(from), piece.Start.DistanceTo(from));
            if (mine >= text.Length || its >= piece.Text.Length) continue;
            var again = text.Span[(int)mine..];
            var sent = piece.Text.Span[(int)its..];
            var common = Math.Min(again.Length, sent.Length);
            if (!again[..common].SequenceEqual(sent[..common])) return true;
        }

        return false;
    }

    /// <summary>True when the one thing that waits for its acknowledgment is this very text.</summary>
    public bool IsAllThatWaits(ReadOnlyMemory<byte> text) => _pieces.Count == 1 && _pieces[0].Text.Span.SequenceEqual(text.Span);

    /// <summary>The text from one number to before another, in order; where a piece overlaps an earlier one the earlier counts. It ends at a gap.</summary>
    public ImmutableArray<ReadOnlyMemory<byte>> From(SeqNumber start, SeqNumber end)
    {
        var text = ImmutableArray.CreateBuilder<ReadOnlyMemory<byte>>();
        foreach (var piece in _pieces)
        {
            var skipped = piece.Start.DistanceTo(start);
            if (skipped >= piece.Text.Length || !start.IsBefore(end)) continue;
            var rest = piece.Text[(int)skipped..];
            if (rest.Length > start.DistanceTo(end)) rest = rest[..(int)start.DistanceTo(end)];
            text.Add(rest);
            start += (uint)rest.Length;
        }

        return text.DrainToImmutable();
    }

    /// <summary>Forgets the pieces that are acknowledged to their last octet.</summary>
    public void ForgetBefore(SeqNumber una) => _pieces.RemoveAll(piece => (piece.Start + (uint)piece.Text.Length).IsAtOrBefore(una));

    /// <summary>Forgets everything.</summary>
    public void Clear() => _pieces.Clear();

    private readonly record struct Piece(SeqNumber Start, ReadOnlyMemory<byte> Text);
}
