namespace Playground.Client.Play.Keys;

/// <summary>What a page, and the reader's place in it, has keys for.</summary>
[Flags]
public enum KeyUse
{
    /// <summary>Nothing but what every page has.</summary>
    None = 0,

    /// <summary>A ladder.</summary>
    Ladder = 1,

    /// <summary>A list of packets.</summary>
    Packets = 2,

    /// <summary>A live room, to play in or to watch.</summary>
    Room = 4,

    /// <summary>A seat in it.</summary>
    Seat = 8,

    /// <summary>A host that can be handed to the engine.</summary>
    Autopilot = 16,

    /// <summary>A link that can be told what to do.</summary>
    Link = 32,

    /// <summary>A challenge that is solved.</summary>
    Result = 64,

    /// <summary>A composer: who has solved a challenge has the result in its place.</summary>
    Composer = 128,
}

/// <summary>Where a page says which keys it has, so that the sheet of keys shows these and no others.</summary>
public sealed class KeyDesk
{
    private object? _page;

    /// <summary>What there are keys for now.</summary>
    public KeyUse Held { get; private set; }

    /// <summary>A page has keys for this from now on.</summary>
    public void Take(object page, KeyUse held) => (_page, Held) = (page, held);

    /// <summary>A page is left. One that came after it keeps what it has.</summary>
    public void Leave(object page)
    {
        if (ReferenceEquals(_page, page)) (_page, Held) = (null, KeyUse.None);
    }
}
