using System.Collections.Immutable;
using Playground.Contracts;

namespace Playground.Server.Rooms;

/// <summary>What one who follows a room is told: a view that all share who may see the same, and what is about its reader alone.</summary>
internal sealed record Telling(CommonView Common, OwnView Own)
{
    /// <summary>The reader's whole view.</summary>
    public RoomView View => Common.View with
    {
        Together = Common.View.Together! with
        {
            Me = Own.Me,
            IsOwner = Own.IsOwner,
            MayGiveAway = Own.MayGiveAway,
            PlaysElsewhere = Own.PlaysElsewhere,
            Lost = Own.Lost,
        },
    };
}

/// <summary>What a view says about its reader alone: the members of <see cref="TogetherView"/> with these names, in their order.</summary>
internal readonly record struct OwnView(int Me, bool IsOwner, bool MayGiveAway, bool PlaysElsewhere, LostSeat? Lost);

/// <summary>A view without what is about its reader. All who watch share one, and its texts: each is written once, whoever needs it first.</summary>
internal sealed class CommonView(RoomView view)
{
    private readonly Dictionary<ImmutableList<LadderRow>, byte[]> _texts = [];

    /// <summary>The view.</summary>
    public RoomView View => view;

    /// <summary>The view as text for who has an older ladder.</summary>
    /// <param name="known">The rows that they have; none for who has nothing yet.</param>
    /// <param name="write">Writes a view whose ladder begins at <see cref="RoomView.RowsFrom"/>.</param>
    public byte[] TextSince(ImmutableList<LadderRow> known, Func<RoomView, byte[]> write)
    {
        lock (_texts)
        {
            if (!_texts.TryGetValue(known, out var text)) _texts[known] = text = write(Since(known));
            return text;
        }
    }

    /// <summary>The view with those rows alone that are not as they were.</summary>
    private RoomView Since(ImmutableList<LadderRow> known)
    {
        var same = known.Zip(view.Rows).TakeWhile(pair => ReferenceEquals(pair.First, pair.Second)).Count();
        return view with { RowsFrom = same, Rows = view.Rows.RemoveRange(0, same) };
    }
}
