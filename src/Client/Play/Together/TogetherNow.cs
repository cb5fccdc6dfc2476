using Playground.Contracts;

namespace Playground.Client.Play.Together;

/// <summary>
/// Who is in the room, as it changes: what shows it listens here, so that somebody who types or waves makes nothing else of the
/// page be drawn anew.
/// </summary>
public sealed class TogetherNow
{
    /// <summary>The people as they are now; none before the first view.</summary>
    public TogetherView? View { get; private set; }

    /// <summary>Something of it has changed.</summary>
    public event Action? Changed;

    /// <summary>Who sits at a host; none where nobody does.</summary>
    public PersonView? At(string host) => View?.People.FirstOrDefault(who => who.Seat == host);

    /// <summary>True when two views name the same people doing the same, and the reader may do the same with them.</summary>
    public static bool AreAlike(TogetherView one, TogetherView other)
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(other);
        return (one.Me, one.IsOwner, one.MayGiveAway, one.AwayLimit) == (other.Me, other.IsOwner, other.MayGiveAway, other.AwayLimit)
            && one.People.Select(Timeless).SequenceEqual(other.People.Select(Timeless));
    }

    /// <summary>Takes over what a view tells.</summary>
    public void Set(TogetherView? view)
    {
        View = view;
        Changed?.Invoke();
    }

    /// <summary>How long somebody has been away is counted in the browser.</summary>
    private static PersonView Timeless(PersonView who) => who.IsAway ? who with { AwaySeconds = 0 } : who;
}
