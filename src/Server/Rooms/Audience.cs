using System.Threading.Channels;
using Playground.Contracts;

namespace Playground.Server.Rooms;

/// <summary>One who follows a room. The latest view waits for them; older ones they missed are gone.</summary>
internal sealed class Follower(Participant who, Action<Follower> leave) : IDisposable
{
    private readonly Channel<RoomView> _latest = Channel.CreateBounded<RoomView>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });

    /// <summary>Who it is.</summary>
    public Participant Who => who;

    /// <summary>The views.</summary>
    public ChannelReader<RoomView> Views => _latest.Reader;

    /// <summary>Shows a view, in place of one that was not taken yet.</summary>
    public void Show(RoomView view) => _latest.Writer.TryWrite(view);

    /// <summary>Stops following.</summary>
    public void Dispose() => leave(this);
}

/// <summary>All who follow a room. The only mouth of the room.</summary>
internal sealed class Audience
{
    private readonly List<Follower> _followers = [];

    /// <summary>True while nobody follows.</summary>
    public bool IsEmpty => _followers.Count == 0;

    /// <summary>True while anybody else follows than this one.</summary>
    public bool HasOthersThan(Guid who) => _followers.Exists(follower => follower.Who.Id != who);

    /// <summary>How many people follow, less those who are left out.</summary>
    public int CountWithout(Func<Guid, bool> leftOut) => _followers.Select(follower => follower.Who.Id).Distinct().Count(who => !leftOut(who));

    /// <summary>Adds a follower.</summary>
    public Follower Add(Participant who, Action<Follower> leave)
    {
        var follower = new Follower(who, leave);
        _followers.Add(follower);
        return follower;
    }

    /// <summary>Removes a follower; false when they had gone already.</summary>
    public bool Remove(Follower follower) => _followers.Remove(follower);

    /// <summary>Shows everybody the view of their seat. Those who watch share one, but for what is about themselves.</summary>
    /// <param name="seatOf">Where a participant sits.</param>
    /// <param name="make">Makes the view of a participant at a host, or of who watches.</param>
    /// <param name="address">Puts into a view what is about its reader; told whether they play in a newer tab.</param>
    /// <param name="only">The one participant it is told, in all their tabs; none for everybody.</param>
    public void Tell(
        Func<Guid, string?> seatOf, Func<Guid, string?, RoomView> make, Func<RoomView, Participant, bool, RoomView> address, Guid? only = null)
    {
        RoomView? watching = null;
        foreach (var follower in _followers)
        {
            if (only is not null && follower.Who.Id != only) continue;
            var host = seatOf(follower.Who.Id);
            var view = host is null ? watching ??= make(follower.Who.Id, null) : make(follower.Who.Id, host);
            follower.Show(address(view, follower.Who, host is not null && !IsNewest(follower)));
        }
    }

    /// <summary>Of several tabs of one person the one that came last holds the seat.</summary>
    private bool IsNewest(Follower follower) => _followers.FindLast(other => other.Who.Id == follower.Who.Id) == follower;
}
