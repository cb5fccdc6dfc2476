using System.Buffers;
using Playground.Tcp;

namespace Playground.Ladder;

/// <summary>A host in a ladder: its name, or its address in a capture, and its port where that matters.</summary>
public sealed record LadderHost
{
    private static readonly SearchValues<char> s_address = SearchValues.Create("0123456789abcdefABCDEF:.");

    /// <summary>A host.</summary>
    /// <param name="name">The name or address.</param>
    /// <param name="port">The port, where the ladder says it.</param>
    /// <exception cref="ArgumentException">That is no name for a host; see <see cref="IsName"/>.</exception>
    public LadderHost(string name, Port? port = null)
    {
        if (!IsName(name)) throw new ArgumentException($"'{name}' is no name for a host.", nameof(name));
        (Name, Port) = (name, port);
    }

    /// <summary>The name, <c>client</c>, or address, <c>192.0.2.1</c> or <c>2001:db8::1</c>.</summary>
    public string Name { get; }

    /// <summary>The port; none where the ladder doesn't say it.</summary>
    public Port? Port { get; }

    /// <summary>True for letters, digits, <c>-</c>, <c>_</c> and <c>.</c>, and for the characters of an IPv6 address.</summary>
    public static bool IsName(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty) return false;
        if (text.Contains(':')) return !text.ContainsAnyExcept(s_address);
        foreach (var c in text)
        {
            if (!IsNameCharacter(c)) return false;
        }

        return true;
    }

    /// <summary><c>client</c>, <c>client:49152</c> or <c>[2001:db8::1]:80</c>.</summary>
    public override string ToString()
    {
        var name = Name.Contains(':', StringComparison.Ordinal) ? $"[{Name}]" : Name;
        return Port is { } port ? $"{name}:{port}" : name;
    }

    internal static bool IsNameCharacter(char c) => char.IsLetterOrDigit(c) || c is '-' or '_' or '.';
}
