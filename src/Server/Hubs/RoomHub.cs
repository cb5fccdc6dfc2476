using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.SignalR;
using Playground.Contracts;
using Playground.Server.Participants;
using Playground.Server.Rooms;

namespace Playground.Server.Hubs;

/// <summary>
/// The door for programs, <c>/hubs/room</c>: bots, graders, a learner's own client. It parses and passes on; what is allowed is
/// decided behind the gateway, as for the page. <c>docs/hub.md</c> describes it.
/// </summary>
internal sealed class RoomHub(RoomGateway gateway, ICourse course, ParticipantRegister register) : Hub
{
    /// <summary>How many rooms a connection may follow at once: each is told of everything, so they are what a room's people pay for.</summary>
    private const int MostStreams = 32;

    private static readonly object s_streams = new();
    private static readonly Reply s_noSuchRoom = new(Refusal.NoSuchRoom);

    /// <inheritdoc/>
    public override Task OnConnectedAsync()
    {
        Context.Items[s_streams] = new StrongBox<int>();
        return base.OnConnectedAsync();
    }

    /// <summary>The challenges, in the order of the course.</summary>
    public IReadOnlyList<ChallengeCard> Challenges() => gateway.Challenges;

    /// <summary>The course, and how far one is in it.</summary>
    public async Task<CourseView> Course() => await course.CourseAsync(await WhoAsync(), Context.ConnectionAborted);

    /// <summary>The scoreboard.</summary>
    public async Task<IReadOnlyList<ScoreLine>> Scores() => await gateway.ScoresAsync(Context.ConnectionAborted);

    /// <summary>Opens a room: a sandbox, or an attempt at a challenge.</summary>
    public async Task<OpenReply> Open(OpenRoom? what) => what is null
        ? new OpenReply(default, new Refusal(RefusalKind.NotHere, new Sentence("Say what to open: a sandbox or a challenge.")))
        : await gateway.OpenAsync(await WhoAsync(), what, Context.ConnectionAborted);

    /// <summary>Asks something of a room.</summary>
    public async Task<Reply> Ask(string? room, RoomAsk? ask)
    {
        if (!RoomCode.TryParse(room, out var code)) return s_noSuchRoom;
        return ask is null
            ? new Reply(new Refusal(RefusalKind.NotHere, new Sentence("Say what to do in the room.")))
            : await gateway.AskAsync(await WhoAsync(), code, ask, Context.ConnectionAborted);
    }

    /// <summary>
    /// Follows a room, as a stream: a whole view first, then views whose ladder begins at <see cref="RoomView.RowsFrom"/>. Who reads
    /// slowly misses views between, never rows.
    /// </summary>
    /// <exception cref="HubException">There is no room with that code, or this connection follows too many already.</exception>
    public async IAsyncEnumerable<ToldView> Watch(string? room, [EnumeratorCancellation] CancellationToken cancel)
    {
        ImmutableList<LadderRow>? known = null;
        var streams = (StrongBox<int>)Context.Items[s_streams]!;
        try
        {
            if (Interlocked.Increment(ref streams.Value) > MostStreams) throw new HubException($"A connection can follow {MostStreams} rooms at once.");
            if (RoomCode.TryParse(room, out var code))
            {
                await foreach (var telling in gateway.FollowAsync(await WhoAsync(), code, cancel))
                {
                    yield return new ToldView(telling, known ?? []);
                    known = telling.Common.View.Rows;
                }
            }
        }
        finally
        {
            Interlocked.Decrement(ref streams.Value);
        }

        if (known is null) throw new HubException(s_noSuchRoom.Refusal!.Says.ToString());
    }

    private ValueTask<Participant> WhoAsync() => register.OfAsync(Context.User, Context.ConnectionAborted);
}
