using System.Collections.Immutable;

namespace Playground.Client.Play.Keys;

/// <summary>What some keys do.</summary>
/// <param name="Names">The keys as the browser names them; a letter in capitals stands for both.</param>
/// <param name="Does">What they do.</param>
/// <param name="Needs">What they need besides what their group does.</param>
public sealed record KeyLine(ImmutableArray<string> Names, string Does, KeyUse Needs = KeyUse.None);

/// <summary>Keys that belong together.</summary>
/// <param name="Title">What they are for.</param>
/// <param name="IsAnywhere">True for keys that work wherever the focus is, but in a field of text; false for those of one place.</param>
/// <param name="Needs">What they all need to be of use.</param>
/// <param name="Lines">The keys.</param>
public sealed record KeyGroup(string Title, bool IsAnywhere, KeyUse Needs, params ImmutableArray<KeyLine> Lines);

/// <summary>Every key of the page, and what it does.</summary>
public static class KeyTable
{
    private static readonly Dictionary<string, string> s_signs = new()
    {
        ["ArrowUp"] = "↑", ["ArrowDown"] = "↓", ["ArrowLeft"] = "←", ["ArrowRight"] = "→", ["Backspace"] = "⌫", ["Escape"] = "Esc",
        ["PageUp"] = "PgUp", ["PageDown"] = "PgDn", [" "] = "Space", ["-"] = "−",
    };

    /// <summary>The groups, in the order in which they are shown.</summary>
    public static ImmutableArray<KeyGroup> Groups { get; } =
    [
        new("Composer", true, KeyUse.Composer,
            new(["S", "A", "F", "P", "U"], "Switch SYN, ACK, FIN, PSH or URG"),
            new(["R"], "Switch RST, with the focus in the composer"),
            new(["ArrowUp", "ArrowDown"], "One more or one less, in a number's field"),
            new(["Enter"], "Send the segment"),
            new(["E"], "Hand your host to the engine, or take it back", KeyUse.Autopilot)),
        new("Time", true, KeyUse.Seat,
            new(["Backspace"], "Rewind to before your last segment"),
            new(["K"], "Pause or resume"),
            new(["O"], "On to the next event"),
            new([",", "."], "Slower, faster")),
        new("Link", true, KeyUse.Link,
            new(["1"], "Lose the next segment"),
            new(["2"], "Hold it back for a while"),
            new(["3"], "Send it twice"),
            new(["4"], "Damage it"),
            new(["5"], "Swap it with the one after it")),
        new("Solved", true, KeyUse.Result,
            new(["C"], "Continue with the next challenge"),
            new(["D"], "Drill it with new numbers"),
            new(["G"], "Give it another try")),
        new("Page", true, KeyUse.None,
            new(["R"], "Raw or relative numbers, outside the composer", KeyUse.Room | KeyUse.Ladder),
            new(["T"], "Copy the ladder as text", KeyUse.Room | KeyUse.Ladder),
            new(["?"], "This sheet"),
            new(["Escape"], "Close what lies over the page")),
        new("In the ladder", false, KeyUse.Ladder,
            new(["ArrowUp", "ArrowDown"], "The row above or below"),
            new(["Enter", " "], "Everything about the row"),
            new(["B"], "Go back to before the row's segment", KeyUse.Seat),
            new(["L"], "Show everybody the row", KeyUse.Room),
            new(["N"], "The next event; with Shift the one before"),
            new(["+", "-", "0"], "Larger, smaller, as it was"),
            new(["Escape"], "Close the details")),
        new("In the packet list", false, KeyUse.Packets,
            new(["ArrowUp", "ArrowDown"], "The packet above or below"),
            new(["PageUp", "PageDown"], "A page of packets up or down"),
            new(["Home", "End"], "The first packet, the last"),
            new(["Escape"], "Let go of the packet")),
        new("In a packet's fields and bytes", false, KeyUse.Packets,
            new(["ArrowUp", "ArrowDown"], "The field above or below; a line of bytes"),
            new(["ArrowLeft", "ArrowRight"], "Shut or open a branch; the byte beside"),
            new(["Home", "End"], "The first, the last"),
            new(["Enter"], "Open or shut a branch; from a byte to its field")),
        new("In the filter", false, KeyUse.Packets,
            new(["ArrowUp", "ArrowDown"], "Go through the names on offer"),
            new(["Enter"], "Take the name"),
            new(["Escape"], "Put the offers away; then clear the filter")),
        new("In TCB, chips, header, bytes and state diagram", false, KeyUse.Seat,
            new(["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight"], "From one to the next"),
            new(["Enter", " "], "Put the number into the field, or go to the part's field")),
    ];

    /// <summary>The groups with the keys that are of use where there is this; those of which none is are left out.</summary>
    public static IEnumerable<KeyGroup> Of(KeyUse held) =>
        from keys in Groups
        where held.HasFlag(keys.Needs)
        let lines = keys.Lines.RemoveAll(line => !held.HasFlag(line.Needs))
        where !lines.IsEmpty
        select keys with { Lines = lines };

    /// <summary>A key as it stands on the keyboard.</summary>
    public static string SignOf(string name) => s_signs.GetValueOrDefault(name, name);
}
