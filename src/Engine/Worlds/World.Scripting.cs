using Playground.Engine.Links;

namespace Playground.Engine.Worlds;

/// <content>What a script does to the world beside sending.</content>
public sealed partial class World
{
    /// <summary>True for a host that the engine does not drive at the moment: it sends by <see cref="Send"/>.</summary>
    /// <exception cref="ArgumentException">There is no such host.</exception>
    public bool IsByHand(string host) => Find(host).Driver is PersonDriver;

    /// <summary>A host crashes and comes up again: it has forgotten every connection, and nobody is told (RFC 9293 §3.5.1).</summary>
    /// <exception cref="ArgumentException">There is no such host, or the engine drives it.</exception>
    public void Forget(string host)
    {
        if (Find(host).Driver is not PersonDriver person) throw new ArgumentException($"The engine drives {host}.", nameof(host));
        person.Forget();
        Conclude(host, person);
    }

    /// <summary>The next segment of a host is lost.</summary>
    public void LoseNext(string host) => Touch(new LinkRule(host, 1, LinkAction.Lose));
}
