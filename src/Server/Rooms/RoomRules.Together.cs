using Playground.Contracts;

namespace Playground.Server.Rooms;

/// <summary>Seats of those who are away: who may give them free, and when.</summary>
internal static partial class RoomRules
{
    /// <summary>True when a participant may give free the seats of those who have been gone for the room's limit.</summary>
    /// <remarks>
    /// A room stays its owner's for good, however long they are away; it is not handed on. While they are gone for the limit,
    /// everybody who is seated stands in for them.
    /// </remarks>
    /// <param name="goneFor">How long a participant has been gone.</param>
    public static bool MayGiveAway(RoomState state, Guid who, Func<Guid, TimeSpan> goneFor) =>
        !state.IsAttempt && (state.Owner == who || (state.SeatOf(who) is not null && state.Owner is { } owner && IsGone(state, owner, goneFor)));

    /// <summary>True when a participant has been gone for the room's limit.</summary>
    public static bool IsGone(RoomState state, Guid who, Func<Guid, TimeSpan> goneFor) => state.AwayLimit.ToTime() is { } limit && goneFor(who) >= limit;

    private static Decision Limit(RoomState state, Participant who, AwayLimit limit)
    {
        if (state.IsAttempt) return s_oneSeatForGood;
        if (state.Owner != who.Id) return Decision.Refuse(RefusalKind.NotHere, "Only who opened the room can say when a seat is given free.");
        if (!Enum.IsDefined(limit)) return Decision.Refuse(RefusalKind.BadField, "A seat can be given free after 15 s, 1 min, 5 min or never.");
        return limit == state.AwayLimit ? Decision.Do() : Decision.Do(new AwayLimitSet(limit));
    }

    private static Decision GiveAway(RoomState state, Participant who, string? host, Func<Guid, TimeSpan> goneFor)
    {
        if (state.IsAttempt) return s_oneSeatForGood;
        if (host is null || state.Match.World.Setup.Find(host) is null) return Decision.Refuse(RefusalKind.NoSuchSeat, "There is no such seat in this room.");
        if (!state.Seats.TryGetValue(host, out var sitting)) return Decision.Refuse(RefusalKind.Nothing, "Nobody sits there.");
        if (!IsGone(state, sitting.Who, goneFor)) return Decision.Refuse(RefusalKind.NotHere, "{0} has not been away for long enough.", sitting.Name);
        return MayGiveAway(state, who.Id, goneFor)
            ? Decision.Do(new SeatGivenAway(sitting.Who, who.Id, who.Name))
            : Decision.Refuse(RefusalKind.NotHere, "Only who opened the room can give a seat free, or who is seated while they are away.");
    }
}
