using System.Collections.Immutable;
using Playground.Tcp;

namespace Playground.Contracts;

/// <summary>What happened in a room, to be looked at from beginning to end and back. For one reader at a time.</summary>
public interface IReplay
{
    /// <summary>The room.</summary>
    RoomCode Room { get; }

    /// <summary>Its matches as far as the reader may see them, oldest first; at least one.</summary>
    ImmutableArray<ReplayMatch> Matches { get; }

    /// <summary>True when the reader opened the room, and so may share its replay.</summary>
    bool IsOwner { get; }

    /// <summary>True when everybody who has the address may look at it.</summary>
    bool IsShared { get; }

    /// <summary>The room as it was at a moment of a match, with what its reader could see then.</summary>
    /// <param name="match">The place of the match, from 0.</param>
    /// <param name="at">The moment; one outside the match counts as its beginning or end.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such match.</exception>
    RoomView At(int match, Instant at);
}

/// <summary>A match of a replay. What was turned back is no part of it.</summary>
/// <param name="End">When the last thing was done; it begins at zero.</param>
/// <param name="Seat">The host whose view the reader has; none for the whole wire.</param>
/// <param name="WhyNoBranch">Why it can't be played on from here, in a sentence; none where it can.</param>
public sealed record ReplayMatch(Instant End, string? Seat, Sentence? WhyNoBranch);

/// <summary>The answer to opening a replay.</summary>
/// <param name="Replay">The replay; none when refused.</param>
/// <param name="Refusal">None when it was opened.</param>
public sealed record ReplayReply(IReplay? Replay, Refusal? Refusal = null) : Reply(Refusal);
