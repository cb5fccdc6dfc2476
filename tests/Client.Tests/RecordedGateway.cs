using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Playground.Contracts;

namespace Playground.Tests;

/// <summary>A gateway that keeps what it is asked, answers as it is told and shows what it is given.</summary>
public sealed class RecordedGateway : IRoomGateway
{
    private readonly Channel<RoomView> _views = Channel.CreateUnbounded<RoomView>();

    public ConcurrentQueue<RoomAsk> Asked { get; } = [];

    public ConcurrentQueue<OpenRoom> Opened { get; } = [];

    public Reply Answer { get; set; } = Reply.Done;

    /// <summary>What is said about a draft that is to be checked.</summary>
    public ReviewView? Checked { get; set; }

    public bool HasRoom { get; set; } = true;

    public TaskCompletionSource<SegmentDraft> Kept { get; } = new();

    public TaskCompletionSource Left { get; } = new();

    /// <summary>How often the room was followed.</summary>
    public int Followed { get; private set; }

    public IReadOnlyList<ChallengeCard> Challenges { get; } = [Views.Card(1), Views.Card(2)];

    public IReadOnlyList<ScoreLine> Scores { get; set; } = [];

    public void Show(RoomView view) => Assert.True(_views.Writer.TryWrite(view));

    public ValueTask<OpenReply> OpenAsync(Participant who, OpenRoom what, CancellationToken cancel = default)
    {
        Opened.Enqueue(what);
        return new(new OpenReply(Views.Code));
    }

    public ValueTask<RoomCode> HomeAsync(Participant who, CancellationToken cancel = default) => new(Views.Code);

    public async IAsyncEnumerable<RoomView> WatchAsync(
        Participant who, RoomCode room, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        if (!HasRoom) yield break;
        Followed++;
        try
        {
            await foreach (var view in _views.Reader.ReadAllAsync(cancel)) yield return view;
        }
        finally
        {
            Left.TrySetResult();
        }
    }

    public ValueTask<Reply> AskAsync(Participant who, RoomCode room, RoomAsk ask, CancellationToken cancel = default)
    {
        Asked.Enqueue(ask);
        if (ask is KeepDraft keep) Kept.TrySetResult(keep.Draft);
        return new(ask is CheckDraft && Answer.IsDone ? Answer with { Review = Checked } : Answer);
    }

    public ValueTask<ReplayReply> ReplayAsync(Participant who, RoomCode room, CancellationToken cancel = default) => new(Replay);

    public ReplayReply Replay { get; set; } = new(null, new Refusal(RefusalKind.NotHere, new Sentence("This replay is not yours.")));

    public ValueTask<IReadOnlyList<ScoreLine>> ScoresAsync(CancellationToken cancel = default) => new(Scores);
}
