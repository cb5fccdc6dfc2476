using System.Globalization;

namespace Playground.Tcp;

/// <summary>A moment of a room's virtual time. Nothing in a room reads another clock.</summary>
/// <param name="Microseconds">Microseconds since the room began; never negative in a room.</param>
public readonly record struct Instant(long Microseconds)
{
    /// <summary>The room's beginning.</summary>
    public static Instant Zero => default;

    /// <summary>A moment that does not come: where a nullable moment would cost too much.</summary>
    public static Instant Never => new(long.MaxValue);

    /// <summary>A moment given in seconds since the room began.</summary>
    public static Instant FromSeconds(double seconds) => new((long)Math.Round(seconds * 1_000_000));

    /// <summary>Seconds since the room began.</summary>
    public double Seconds => Microseconds / 1_000_000.0;

    /// <summary>The moment <paramref name="span"/> later, cut to whole microseconds.</summary>
    public static Instant operator +(Instant instant, TimeSpan span) => new(instant.Microseconds + (span.Ticks / TimeSpan.TicksPerMicrosecond));

    /// <summary>The time from <paramref name="earlier"/> to <paramref name="later"/>.</summary>
    public static TimeSpan operator -(Instant later, Instant earlier) => TimeSpan.FromMicroseconds(later.Microseconds - earlier.Microseconds);

    /// <summary>Time has an order, unlike sequence numbers.</summary>
    public static bool operator <(Instant one, Instant other) => one.Microseconds < other.Microseconds;

    /// <inheritdoc cref="op_LessThan"/>
    public static bool operator >(Instant one, Instant other) => one.Microseconds > other.Microseconds;

    /// <inheritdoc cref="op_LessThan"/>
    public static bool operator <=(Instant one, Instant other) => one.Microseconds <= other.Microseconds;

    /// <inheritdoc cref="op_LessThan"/>
    public static bool operator >=(Instant one, Instant other) => one.Microseconds >= other.Microseconds;

    /// <summary>The earlier of two moments.</summary>
    public static Instant Earliest(Instant one, Instant other) => one <= other ? one : other;

    /// <summary>The earlier of two moments, where none stands for never.</summary>
    public static Instant? Earliest(Instant? one, Instant? other) =>
        one is { } a && other is { } b ? (a <= b ? a : b) : one ?? other;

    /// <summary>Seconds with three digits, or six where the moment needs them: <c>1.000s</c>.</summary>
    public override string ToString() =>
        (Microseconds / 1_000_000m).ToString(Microseconds % 1_000 == 0 ? "0.000" : "0.000000", CultureInfo.InvariantCulture) + "s";
}
