using System.Collections.Immutable;

namespace Playground.Contracts;

/// <summary>
/// The one door to the rooms, for the page and for programs alike. A participant's rights and the sense of what they ask are
/// checked behind it, once.
/// </summary>
public interface IRoomGateway
{
    /// <summary>Opens a new room and seats the opener.</summary>
    ValueTask<OpenReply> OpenAsync(Participant who, OpenRoom what, CancellationToken cancel = default);

    /// <summary>The participant's own first link: the one that the landing page shows, opened if there is none yet.</summary>
    ValueTask<RoomCode> HomeAsync(Participant who, CancellationToken cancel = default);

    /// <summary>
    /// Enters a room and follows it: a view at once, then one for each change until cancelled. Who reads slowly gets the
    /// latest view and misses those between; nothing piles up. While the enumeration runs the participant counts as present.
    /// </summary>
    /// <returns>Views for this participant's seat, or for watching; no view at all where there is no such room.</returns>
    IAsyncEnumerable<RoomView> WatchAsync(Participant who, RoomCode room, CancellationToken cancel = default);

    /// <summary>Asks something of a room.</summary>
    ValueTask<Reply> AskAsync(Participant who, RoomCode room, RoomAsk ask, CancellationToken cancel = default);

    /// <summary>Opens what happened in a room.</summary>
    ValueTask<ReplayReply> ReplayAsync(Participant who, RoomCode room, CancellationToken cancel = default);

    /// <summary>The points of everybody who has solved something, best first.</summary>
    ValueTask<IReadOnlyList<ScoreLine>> ScoresAsync(CancellationToken cancel = default);

    /// <summary>The challenges, in the order of the course.</summary>
    IReadOnlyList<ChallengeCard> Challenges { get; }
}

/// <summary>A line of the scoreboard.</summary>
/// <param name="Name">The participant's name.</param>
/// <param name="Points">The sum of their best attempts.</param>
/// <param name="Solved">How many challenges they have solved.</param>
/// <param name="Segments">The segments of those best attempts together.</param>
public sealed record ScoreLine(string Name, int Points, int Solved, int Segments);

/// <summary>A challenge as the catalogue shows it.</summary>
/// <param name="Id">The id: <c>plus-one</c>.</param>
/// <param name="Number">The place in the course, from 1.</param>
/// <param name="Title">The title.</param>
/// <param name="Role">The seat that the learner takes.</param>
/// <param name="Tier">1 to 4.</param>
/// <param name="Points">The points of a solution without hints and over par.</param>
/// <param name="Par">The number of segments to beat.</param>
/// <param name="Brief">What it is about, in a sentence or two.</param>
public sealed record ChallengeCard(string Id, int Number, string Title, string Role, int Tier, int Points, int Par, string Brief)
{
    /// <summary>The challenges that come before it, by id. In the catalogue alone; empty in a room.</summary>
    public ImmutableArray<string> Needs { get; init; } = [];

    /// <summary>The misconceptions that it invites, by name. In the catalogue alone; empty in a room.</summary>
    public ImmutableArray<string> Misconceptions { get; init; } = [];

    /// <summary>Where to read on: <c>3.5</c> for a section of RFC 9293, <c>RFC 6298 §2</c> for one of another. In the catalogue alone.</summary>
    public ImmutableArray<string> Sections { get; init; } = [];
}
