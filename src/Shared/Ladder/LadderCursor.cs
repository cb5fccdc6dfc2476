namespace Playground.Ladder;

/// <summary>A place in a line of text, and the small steps from it to the end.</summary>
internal ref struct LadderCursor(ReadOnlySpan<char> line)
{
    /// <summary>What is left of the line.</summary>
    public ReadOnlySpan<char> Rest { get; private set; } = line;

    /// <summary>The next character; NUL at the end.</summary>
    public readonly char Next => Rest.IsEmpty ? '\0' : Rest[0];

    /// <summary>Steps over blanks; true when something is left.</summary>
    public bool SkipBlanks()
    {
        Rest = Rest.TrimStart();
        return !Rest.IsEmpty;
    }

    /// <summary>Steps over <paramref name="text"/> if that is next.</summary>
    public bool Take(ReadOnlySpan<char> text)
    {
        if (!Rest.StartsWith(text)) return false;
        Rest = Rest[text.Length..];
        return true;
    }

    /// <summary>Steps over an arrow, <c>→</c> or <c>-&gt;</c>.</summary>
    public bool TakeArrow() => Take("→") || Take("->");

    /// <summary>Steps over the characters of a name, to an arrow at the latest.</summary>
    public ReadOnlySpan<char> TakeName()
    {
        var length = 0;
        while (length < Rest.Length && LadderHost.IsNameCharacter(Rest[length]) && !Rest[length..].StartsWith("->")) length++;
        return TakeFirst(length);
    }

    /// <summary>Steps over ASCII digits.</summary>
    public ReadOnlySpan<char> TakeDigits() => TakeFirst(LengthTo(Rest.IndexOfAnyExceptInRange('0', '9')));

    /// <summary>Steps over all up to a blank or the beginning of something in brackets or quotation marks, or of a note.</summary>
    public ReadOnlySpan<char> TakeWord()
    {
        var length = 0;
        while (length < Rest.Length && !char.IsWhiteSpace(Rest[length]) && Rest[length] is not ('<' or '[' or '"' or '#')) length++;
        return TakeFirst(length);
    }

    /// <summary>Steps over what stands between two brackets, and over the brackets; false when the second one is missing.</summary>
    public bool TakeBracketed(char open, char close, out ReadOnlySpan<char> inside)
    {
        inside = default;
        var end = Rest.IndexOf(close);
        if (Next != open || end < 0) return false;
        inside = Rest[1..end];
        Rest = Rest[(end + 1)..];
        return true;
    }

    /// <summary>
    /// Steps over text in quotation marks, where a backslash hides the mark after it; false when the last one is missing.
    /// </summary>
    public bool TakeQuoted(out ReadOnlySpan<char> inside)
    {
        inside = default;
        for (var at = 1; at < Rest.Length; at++)
        {
            if (Rest[at] == '\\')
            {
                at++;
            }
            else if (Rest[at] == '"')
            {
                inside = Rest[1..at];
                Rest = Rest[(at + 1)..];
                return true;
            }
        }

        return false;
    }

    private ReadOnlySpan<char> TakeFirst(int length)
    {
        var taken = Rest[..length];
        Rest = Rest[length..];
        return taken;
    }

    private readonly int LengthTo(int index) => index < 0 ? Rest.Length : index;
}
