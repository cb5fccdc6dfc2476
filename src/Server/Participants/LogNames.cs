using Playground.Server.Rooms;

namespace Playground.Server.Participants;

/// <summary>Who somebody is in the logs of rooms, where they become somebody else. What was done and when stays.</summary>
internal static class LogNames
{
    /// <summary>The kinds of input that name people.</summary>
    public static string[] Kinds { get; } = [nameof(SatDown), nameof(GotUp), nameof(SeatGivenAway), nameof(HostAdded), nameof(HostRemoved)];

    /// <summary>The input with the new name.</summary>
    /// <param name="input">An input.</param>
    /// <param name="by">Whom it came from.</param>
    /// <param name="from">Who they were.</param>
    /// <param name="to">Who they are now.</param>
    /// <param name="name">Their name now.</param>
    public static RoomInput Renamed(RoomInput input, Guid? by, Guid from, Guid to, string name) => input switch
    {
        SatDown sat when sat.Who == from => sat with { Who = to, Name = name },
        GotUp up when up.Who == from => up with { Who = to },
        SeatGivenAway given => given with
        {
            Who = given.Who == from ? to : given.Who,
            By = given.By == from ? to : given.By,
            ByName = given.By == from ? name : given.ByName,
        },
        HostAdded added when by == from => added with { By = name },
        HostRemoved removed when by == from => removed with { By = name },
        _ => input,
    };
}
