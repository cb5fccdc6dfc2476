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

/// <summary>A view without what is about its reader. All who watch share one.</summary>
internal sealed class CommonView(RoomView view)
{
    /// <summary>The view.</summary>
    public RoomView View => view;
}
