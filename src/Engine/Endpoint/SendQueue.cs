namespace Playground.Engine.Endpoint;

/// <summary>
/// The octets of one direction at their sender: sent and not acknowledged, then those that wait for their turn. The application's
/// own memory is kept and cut into segments, not copied.
/// </summary>
internal sealed class SendQueue
{
    private readonly List<ReadOnlyMemory<byte>> _pieces = [];
    private int _released;
    private int _cursor;
    private int _cursorStart;

    /// <summary>How many octets there are.</summary>
    public int Length { get; private set; }

    /// <summary>Appends octets, which must not change until they are acknowledged.</summary>
    public void Append(ReadOnlyMemory<byte> text)
    {
        _pieces.Add(text);
        Length += text.Length;
    }

    /// <summary>The oldest octets are acknowledged.</summary>
    public void Release(int count)
    {
        Length -= count;
        (_cursor, _cursorStart) = (0, 0);
        count += _released;
        var done = 0;
        while (done < _pieces.Count && count >= _pieces[done].Length) count -= _pieces[done++].Length;
        _pieces.RemoveRange(0, done);
        _released = count;
    }

    /// <summary>So many octets from there on: a view of the application's memory, or a copy where they cross from one piece to the next.</summary>
    public ReadOnlyMemory<byte> Slice(int offset, int length)
    {
        if (length == 0) return default;
        offset += _released;
        Seek(offset);
        var first = _pieces[_cursor][(offset - _cursorStart)..];
        if (first.Length >= length) return first[..length];

        var copy = new byte[length];
        first.CopyTo(copy);
        var filled = first.Length;
        for (var i = _cursor + 1; filled < length; i++)
        {
            var part = _pieces[i][..Math.Min(_pieces[i].Length, length - filled)];
            part.CopyTo(copy.AsMemory(filled));
            filled += part.Length;
        }

        return copy;
    }

    // Segments are cut one after the other, so the search goes on where the last one ended.
    private void Seek(int offset)
    {
        if (offset < _cursorStart) (_cursor, _cursorStart) = (0, 0);
        while (offset >= _cursorStart + _pieces[_cursor].Length) _cursorStart += _pieces[_cursor++].Length;
    }
}
