using Playground.Tcp;

namespace Playground.Engine.Endpoint;

/// <summary>
/// Text and FINs that arrived before their turn, held until the gap before them is filled (RFC 9293 §3.10.7.4, SHLD-31).
/// Bounded: what doesn't fit is dropped, as if it had been lost.
/// </summary>
internal sealed class ReassemblyQueue
{
    /// <summary>How many pieces wait at most for the gap before them.</summary>
    public const int MaxPieces = 64;

    // Made with the first piece: most connections carry text in order or none at all.
    private List<Piece>? _pieces;

    /// <summary>How many pieces are held.</summary>
    public int Count => _pieces?.Count ?? 0;

    /// <summary>Holds a piece. Text that reaches over the window's end was cut off by the caller.</summary>
    /// <param name="next">The next number expected: a piece whose turn it is always finds room, or the gap would never close.</param>
    public void Hold(SeqNumber start, ReadOnlyMemory<byte> text, bool fin, SeqNumber next)
    {
        var piece = new Piece(start, text, fin);
        if ((Count >= MaxPieces && next.IsBefore(start)) || Holds(piece)) return;
        (_pieces ??= []).Add(piece);
    }

    /// <summary>Takes what comes at <paramref name="next"/> out of the queue; old parts of a piece are cut off.</summary>
    /// <returns>False when there is still a gap.</returns>
    public bool TryTake(SeqNumber next, out ReadOnlyMemory<byte> text, out bool fin)
    {
        for (var i = 0; i < Count; i++)
        {
            var piece = _pieces![i];
            if (next.IsBefore(piece.Start)) continue;
            _pieces.RemoveAt(i--);
            var old = piece.Start.DistanceTo(next);
            if (old > piece.Text.Length || (old == piece.Text.Length && !piece.Fin)) continue;
            (text, fin) = (piece.Text[(int)old..], piece.Fin);
            return true;
        }

        (text, fin) = (default, false);
        return false;
    }

    /// <summary>Forgets everything held.</summary>
    public void Clear() => _pieces?.Clear();

    private bool Holds(in Piece piece)
    {
        for (var i = 0; i < Count; i++)
        {
            if (_pieces![i].Covers(piece)) return true;
        }

        return false;
    }

    private readonly record struct Piece(SeqNumber Start, ReadOnlyMemory<byte> Text, bool Fin)
    {
        private SeqNumber End => Start + (uint)Text.Length;

        /// <summary>True when the other piece brings nothing that this one hasn't brought.</summary>
        public bool Covers(in Piece other) =>
            Start.IsAtOrBefore(other.Start) && other.End.IsAtOrBefore(End) && (!other.Fin || (Fin && other.End == End));
    }
}
