using Playground.Tcp;

namespace Playground.Engine.Endpoint;

/// <summary>
/// Text and FINs that arrived before their turn, held until the gap before them is filled (RFC 9293 §3.10.7.4, SHLD-31).
/// Bounded: what doesn't fit is dropped, as if it had been lost.
/// </summary>
internal sealed class ReassemblyQueue
{
    private const int MaxPieces = 64;

    private readonly List<Piece> _pieces = [];

    /// <summary>Holds a piece. Text that reaches over the window's end was cut off by the caller.</summary>
    public void Hold(SeqNumber start, ReadOnlyMemory<byte> text, bool fin)
    {
        if (_pieces.Count < MaxPieces) _pieces.Add(new Piece(start, text, fin));
    }

    /// <summary>Takes what comes at <paramref name="next"/> out of the queue; old parts of a piece are cut off.</summary>
    /// <returns>False when there is still a gap.</returns>
    public bool TryTake(SeqNumber next, out ReadOnlyMemory<byte> text, out bool fin)
    {
        for (var i = 0; i < _pieces.Count; i++)
        {
            var piece = _pieces[i];
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
    public void Clear() => _pieces.Clear();

    private readonly record struct Piece(SeqNumber Start, ReadOnlyMemory<byte> Text, bool Fin);
}
