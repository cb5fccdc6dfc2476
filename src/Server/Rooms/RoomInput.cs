using System.Collections.Immutable;
using System.Text.Json;
using Playground.Contracts;
using Playground.Tcp;

namespace Playground.Server.Rooms;

/// <summary>
/// An input of a room: what is written to its log before anybody hears of it. A room's state is the fold of its inputs, so a record
/// here can gain optional members, and can never lose or change one.
/// </summary>
public abstract record RoomInput;

/// <summary>A match begins: a world with fresh numbers.</summary>
/// <param name="Seed">The world's seed.</param>
/// <param name="ClientPort">The client's ephemeral port.</param>
/// <param name="EngineHosts">The hosts that the engine drives.</param>
/// <param name="SuggestedIsns">For each host, the ISN that its composer is filled with.</param>
/// <param name="EngineVersion">The version of the engine's behaviour that the match is played under, and alone can be folded by.</param>
/// <param name="Hosts">The hosts on the link, the first client and the first server before all others; none for just these two.</param>
public sealed record MatchBegan(
    ulong Seed, ushort ClientPort, ImmutableArray<string> EngineHosts, ImmutableDictionary<string, uint> SuggestedIsns, int EngineVersion,
    ImmutableArray<MatchHost>? Hosts = null) : RoomInput;

/// <summary>A host was put on the link, with the match before this.</summary>
/// <param name="Host">Its name.</param>
/// <param name="By">The name of who did it.</param>
public sealed record HostAdded(string Host, string By) : RoomInput;

/// <summary>A host was taken off the link, with the match before this.</summary>
/// <param name="Host">Its name.</param>
/// <param name="By">The name of who did it.</param>
public sealed record HostRemoved(string Host, string By) : RoomInput;

/// <summary>A person offered another to exchange seats, or the offer is no more.</summary>
/// <param name="Host">The host of who made it.</param>
/// <param name="With">The other's host; none where it was taken back or declined.</param>
public sealed record SwapOffered(string Host, string? With) : RoomInput;

/// <summary>A person sat down at a host.</summary>
public sealed record SatDown(Guid Who, string Name, string Host) : RoomInput;

/// <summary>A person got up from their host.</summary>
public sealed record GotUp(Guid Who) : RoomInput;

/// <summary>A person sent a segment.</summary>
/// <param name="Host">From this host.</param>
/// <param name="Bytes">The segment's bytes, TCP header and payload, as they go onto the link.</param>
/// <param name="Source">The address that it names as its sender's; none for that of the host.</param>
/// <param name="Destination">The address that it goes to; none for that of the host's usual peer.</param>
public sealed record SegmentMade(string Host, byte[] Bytes, HostAddress? Source = null, HostAddress? Destination = null) : RoomInput;

/// <summary>Time came this far, and what was due happened.</summary>
public sealed record TimePassed : RoomInput;

/// <summary>Time was turned back to just before an input of this match.</summary>
/// <param name="Host">The host whose person turned it back.</param>
/// <param name="Index">The place in the log of the first input that did not happen.</param>
/// <param name="To">The moment that it is now; none for that of the input.</param>
public sealed record TurnedBack(string Host, int Index, Instant? To = null) : RoomInput;

/// <summary>Time was stopped, or let run.</summary>
/// <param name="IsPaused">True when it stands.</param>
/// <param name="Pace">How many times the usual pace it runs, when it does.</param>
public sealed record ClockSet(bool IsPaused, double Pace = 1) : RoomInput;

/// <summary>Time went on to the next thing that happens, and stands there.</summary>
public sealed record Stepped : RoomInput;

/// <summary>A person changed the link.</summary>
/// <param name="Host">The host of that person.</param>
/// <param name="Link">What the link does from now on.</param>
/// <param name="From">The host whose segments it is about; none for all hosts.</param>
public sealed record LinkSet(string Host, LinkSettings Link, string? From) : RoomInput;

/// <summary>A person told the link to do something to the next segment.</summary>
/// <param name="Host">The host of that person.</param>
/// <param name="What">What is done.</param>
/// <param name="From">The host whose next segment it is; none for the next of any host.</param>
/// <param name="HoldMs">How long it is held, in milliseconds of the room's time; none for any other touch, and in older logs, where it was two seconds.</param>
public sealed record LinkTouchSet(string Host, LinkTouch What, string? From, double? HoldMs = null) : RoomInput
{
    /// <summary>How long it is held; zero for any other touch.</summary>
    public TimeSpan For => What == LinkTouch.Hold ? TimeSpan.FromMilliseconds(HoldMs ?? 2_000) : default;
}

/// <summary>A person handed their host to the engine, or took it back.</summary>
/// <param name="Host">The host.</param>
/// <param name="IsOn">True when the engine drives it from now on.</param>
public sealed record AutopilotSet(string Host, bool IsOn) : RoomInput;

/// <summary>The room's owner said who may see its replay.</summary>
/// <param name="IsShared">True for everybody who has its address.</param>
public sealed record ReplayShared(bool IsShared) : RoomInput;

/// <summary>The room's owner said after what time away a seat can be given free.</summary>
public sealed record AwayLimitSet(AwayLimit Limit) : RoomInput;

/// <summary>The seat of a person who was away was given free.</summary>
/// <param name="Who">The person.</param>
/// <param name="By">Who gave it free.</param>
/// <param name="ByName">Their name.</param>
public sealed record SeatGivenAway(Guid Who, Guid By, string ByName) : RoomInput;

/// <summary>The room's owner opened every host's TCB to everybody, or shut them.</summary>
/// <param name="AreOpen">True when they are open from now on.</param>
public sealed record BooksOpened(bool AreOpen) : RoomInput;

/// <summary>The learner answered a question of the challenge.</summary>
/// <param name="Question">Its place among the questions, from 0.</param>
/// <param name="Text">The answer.</param>
public sealed record Answered(int Question, string Text) : RoomInput;

/// <summary>A hint was shown.</summary>
public sealed record HintShown : RoomInput;

/// <summary>The room came back into memory. Nothing changes, but versions after it are higher than any before.</summary>
public sealed record Woke : RoomInput;

/// <summary>The match before was played under another version of the engine: people are told why it begins anew.</summary>
public sealed record Upgraded : RoomInput;

/// <summary>An input at its place in the log.</summary>
/// <param name="Index">Its place, from 0.</param>
/// <param name="At">The room's time.</param>
/// <param name="Input">The input.</param>
public sealed record LogEntry(int Index, Instant At, RoomInput Input);

/// <summary>Inputs as text in the log.</summary>
public static class RoomInputs
{
    private static readonly Dictionary<string, Type> s_kinds = new Type[]
    {
        typeof(MatchBegan), typeof(SatDown), typeof(GotUp), typeof(SegmentMade), typeof(TimePassed), typeof(TurnedBack), typeof(ClockSet),
        typeof(HintShown), typeof(Woke), typeof(Upgraded), typeof(Stepped), typeof(LinkSet), typeof(LinkTouchSet),
        typeof(ReplayShared), typeof(HostAdded), typeof(HostRemoved), typeof(SwapOffered), typeof(AwayLimitSet), typeof(SeatGivenAway),
        typeof(BooksOpened), typeof(AutopilotSet), typeof(Answered),
    }.ToDictionary(type => type.Name);

    /// <summary>The kind and body of an input, as they are stored.</summary>
    public static (string Kind, string Body) Write(RoomInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return (input.GetType().Name, JsonSerializer.Serialize(input, input.GetType()));
    }

    /// <summary>Reads an input back.</summary>
    /// <exception cref="InvalidDataException">The log holds what this server doesn't know: it was written by a newer one, or is damaged.</exception>
    public static RoomInput Read(string kind, string body) =>
        s_kinds.TryGetValue(kind, out var type) && JsonSerializer.Deserialize(body, type) is RoomInput input
            ? input
            : throw new InvalidDataException($"The log holds an input of the unknown kind '{kind}'.");
}
