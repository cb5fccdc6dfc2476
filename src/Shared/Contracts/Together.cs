using System.Collections.Immutable;

namespace Playground.Contracts;

/// <summary>
/// Who is in a room at the moment and what they show each other. Nothing of it is in the room's log but <see cref="AwayLimit"/> and
/// who gave whose seat free.
/// </summary>
public sealed record TogetherView
{
    /// <summary>How many people are named at most; <see cref="RoomView.Watchers"/> counts all.</summary>
    public const int MostPeople = 50;

    /// <summary>The people: those with a seat, away or not, in the hosts' order, then those who watch, in the order they came.</summary>
    public ImmutableArray<PersonView> People { get; init; } = [];

    /// <summary>The rows of the reader's ladder that somebody points at.</summary>
    public ImmutableArray<PointerView> Pointers { get; init; } = [];

    /// <summary>After what time away a seat can be given free.</summary>
    public AwayLimit AwayLimit { get; init; } = AwayLimit.OneMinute;

    /// <summary>The reader's own number among the people.</summary>
    public int Me { get; init; }

    /// <summary>True when the room is the reader's: who opened it, wherever they sit.</summary>
    public bool IsOwner { get; init; }

    /// <summary>True when the reader may give the seats free of those who are <see cref="PersonView.IsGone"/>.</summary>
    public bool MayGiveAway { get; init; }

    /// <summary>True when the reader follows the room a second time since, from another tab, and plays there.</summary>
    public bool PlaysElsewhere { get; init; }

    /// <summary>The seat that was the reader's until it was given free; none once they have sat down again.</summary>
    public LostSeat? Lost { get; init; }
}

/// <summary>Somebody in a room.</summary>
/// <param name="Number">Their number in this room, from 1, while it is in memory. It says nothing of who they are elsewhere.</param>
/// <param name="Name">Their name.</param>
/// <param name="Seat">The host they sit at; none while they watch.</param>
/// <param name="IsTyping">True while they change a segment that they have not sent: within the last three seconds.</param>
/// <param name="AwaySeconds">For how long they have not been connected, at the time of this view; none while they are here.</param>
/// <param name="IsGone">True when they have been away for so long that their seat can be given free.</param>
/// <param name="Reaction">What they show for a few seconds.</param>
public sealed record PersonView(
    int Number, string Name, string? Seat, bool IsTyping = false, int? AwaySeconds = null, bool IsGone = false, Reaction? Reaction = null)
{
    /// <summary>True when they are not connected.</summary>
    public bool IsAway => AwaySeconds is not null;
}

/// <summary>Somebody points at a row of the ladder, for some seconds.</summary>
/// <param name="Row">The place among the reader's own rows, from 0.</param>
/// <param name="By">The number of who points.</param>
/// <param name="Name">Their name.</param>
/// <param name="Serial">Rises with each pointing in the room, so that the same row pointed at again is news.</param>
public sealed record PointerView(int Row, int By, string Name, int Serial);

/// <summary>A seat that was given free while who sat there was away.</summary>
/// <param name="Host">The host.</param>
/// <param name="By">Who gave it free.</param>
public sealed record LostSeat(string Host, string By);

/// <summary>What one can show everybody in the room without a word.</summary>
public enum Reaction
{
    /// <summary>Thumbs up.</summary>
    ThumbsUp,

    /// <summary>Applause.</summary>
    Applause,

    /// <summary>Thinking.</summary>
    Thinking,

    /// <summary>Surprise.</summary>
    Surprise,

    /// <summary>Hooray.</summary>
    Hooray,

    /// <summary>A raised hand.</summary>
    Hand,
}

/// <summary>After what time away a seat can be given free.</summary>
public enum AwayLimit
{
    /// <summary>15 s.</summary>
    FifteenSeconds,

    /// <summary>1 min.</summary>
    OneMinute,

    /// <summary>5 min.</summary>
    FiveMinutes,

    /// <summary>Never.</summary>
    Never,
}

/// <summary>What the limits come to.</summary>
public static class AwayLimits
{
    /// <summary>The time; none for never.</summary>
    public static TimeSpan? ToTime(this AwayLimit limit) => limit switch
    {
        AwayLimit.FifteenSeconds => TimeSpan.FromSeconds(15),
        AwayLimit.OneMinute => TimeSpan.FromMinutes(1),
        AwayLimit.FiveMinutes => TimeSpan.FromMinutes(5),
        AwayLimit.Never => null,
    };
}

/// <summary>Show everybody in the room a reaction, for a few seconds; a new one takes the place of the last.</summary>
/// <param name="What">The reaction.</param>
public sealed record React(Reaction What) : RoomAsk;

/// <summary>Point at a segment or ICMP error of the ladder, for some seconds. Who has no row for it sees nothing.</summary>
/// <param name="Row">The place among the asker's own rows, from 0.</param>
/// <param name="At">The <see cref="LadderRow.At"/> of that row: a ladder that was cut meanwhile has another one there.</param>
public sealed record PointAt(int Row, Tcp.Instant At) : RoomAsk;

/// <summary>Say after what time away a seat can be given free: only who opened the room can.</summary>
/// <param name="Limit">The time.</param>
public sealed record SetAwayLimit(AwayLimit Limit) : RoomAsk;

/// <summary>
/// Give free the seat of somebody who has been away for longer than the room's limit. Who opened the room can; while they are
/// themselves away for that long, so can everybody who is seated.
/// </summary>
/// <param name="Host">The host.</param>
public sealed record GiveSeatAway(string Host) : RoomAsk;
