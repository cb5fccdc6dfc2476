using Playground.Tcp;

namespace Playground.Filters;

/// <summary>What the values of a field are, and so what they can be compared with.</summary>
public enum FieldKind
{
    /// <summary>Whole numbers.</summary>
    Number,

    /// <summary>A bit: 0 or 1.</summary>
    Flag,

    /// <summary>Seconds, with a fraction.</summary>
    Time,

    /// <summary>IPv4 addresses, or networks of them.</summary>
    V4Address,

    /// <summary>IPv6 addresses, or networks of them.</summary>
    V6Address,

    /// <summary>Octets.</summary>
    Octets,

    /// <summary>Text.</summary>
    Text,

    /// <summary>Nothing: it is there or it isn't.</summary>
    Mark,
}

/// <summary>A value of a field: which of the four counts follows from the field's kind.</summary>
internal readonly record struct FieldValue(double Number, HostAddress Address, ReadOnlyMemory<byte> Octets, string Text)
{
    public static FieldValue Of(double number) => new(number, default, default, "");

    public static FieldValue Of(HostAddress address) => new(0, address, default, "");

    public static FieldValue Of(ReadOnlyMemory<byte> octets) => new(0, default, octets, "");

    public static FieldValue Of(string text) => new(0, default, default, text);
}

/// <summary>A field of a packet, as a filter names it.</summary>
public sealed class FilterField
{
    private readonly Func<Packet, IEnumerable<FieldValue>> _values;

    internal FilterField(string name, FieldKind kind, string says, Func<Packet, IEnumerable<FieldValue>> values) =>
        (Name, Kind, Says, _values) = (name, kind, says, values);

    /// <summary>The name: <c>tcp.flags.syn</c>.</summary>
    public string Name { get; }

    /// <summary>What its values are.</summary>
    public FieldKind Kind { get; }

    /// <summary>What it is, in a few English words.</summary>
    public string Says { get; }

    /// <summary>Words that stand for numbers: <c>Good</c> and <c>Bad</c>; none for most fields.</summary>
    internal IReadOnlyDictionary<string, double>? Words { get; init; }

    /// <summary>The greatest number that it can hold; more needs no comparing.</summary>
    internal uint Most { get; init; } = uint.MaxValue;

    /// <summary>Its values in a packet; none where it isn't there.</summary>
    internal IEnumerable<FieldValue> In(Packet packet) => _values(packet);

    /// <inheritdoc/>
    public override string ToString() => Name;
}
