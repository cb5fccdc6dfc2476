using Playground.Contracts;

namespace Playground.Server.Rooms;

/// <summary>All who follow a room. The only mouth of the room.</summary>
/// <param name="gallery">Where those wait who only watch.</param>
internal sealed class Audience(Gallery gallery)
{
    private readonly List<Follower> _followers = [];
    private readonly List<Follower> _watching = [];

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

    /// <summary>Tells one participant, in all their tabs, at once.</summary>
    public void TellOnly(Guid who, Word word)
    {
        foreach (var follower in _followers)
        {
            if (follower.Who.Id != who) continue;
            var host = word.SeatOf(who);
            Show(follower, host, new CommonView(word.Make(who, host)), word);
            follower.Wake();
        }
    }

    /// <summary>
    /// Tells everybody: those with a seat at once, those who watch in their turn. These share one view. It is there for each of them before
    /// the first is woken.
    /// </summary>
    /// <param name="but">Who has been told already.</param>
    public void TellAll(Word word, Guid? but = null)
    {
        CommonView? watched = null;
        foreach (var follower in _followers)
        {
            var who = follower.Who.Id;
            if (who == but) continue;
            if (word.SeatOf(who) is { } host)
            {
                Show(follower, host, new CommonView(word.Make(who, host)), word);
                follower.Wake();
            }
            else
            {
                Show(follower, null, watched ??= new CommonView(word.Make(who, null)), word);
                _watching.Add(follower);
            }
        }

        _watching.ForEach(gallery.Call);
        _watching.Clear();
    }

    /// <summary>Lets all go.</summary>
    public void LetGo()
    {
        _followers.ForEach(follower => follower.End());
        _followers.Clear();
    }

    private void Show(Follower follower, string? host, CommonView view, Word word) =>
        follower.Show(new Telling(view, word.Own(follower.Who, host is not null && !IsNewest(follower))));

    /// <summary>Of several tabs of one person the one that came last holds the seat.</summary>
    private bool IsNewest(Follower follower) => _followers.FindLast(other => other.Who.Id == follower.Who.Id) == follower;

    /// <summary>What there is to tell at a moment.</summary>
    /// <param name="SeatOf">Where a participant sits; none while they watch.</param>
    /// <param name="Make">Makes the view of a participant at a host, or of who watches.</param>
    /// <param name="Own">What is about a reader alone; told whether they play in a newer tab.</param>
    internal sealed record Word(Func<Guid, string?> SeatOf, Func<Guid, string?, RoomView> Make, Func<Participant, bool, OwnView> Own);
}
