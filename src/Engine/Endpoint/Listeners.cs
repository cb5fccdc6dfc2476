using Playground.Tcp;

namespace Playground.Engine.Endpoint;

/// <summary>A host's listeners, found by the sockets of a call: the one that says most about them is the one that is meant.</summary>
internal sealed class Listeners
{
    private readonly Dictionary<FourTuple, Listener> _listeners = [];

    /// <summary>Adds a listener.</summary>
    /// <returns>None when there is one for just these sockets.</returns>
    public Listener? Add(in FourTuple sockets, IApplication application)
    {
        var listener = new Listener(sockets, application);
        return _listeners.TryAdd(sockets, listener) ? listener : null;
    }

    /// <summary>Takes a listener away.</summary>
    /// <returns>False when it was none of these, or is no more.</returns>
    public bool Remove(Listener listener)
    {
        if (_listeners.GetValueOrDefault(listener.Sockets) != listener) return false;
        listener.IsOpen = false;
        return _listeners.Remove(listener.Sockets);
    }

    /// <summary>The listener for a call: one for its remote socket before one for any, one for its local address before one for any.</summary>
    /// <param name="call">The two sockets, the local one first.</param>
    public Listener? Find(in FourTuple call)
    {
        if (_listeners.Count == 0) return null;
        var anywhere = call.Local with { Host = default };
        return _listeners.GetValueOrDefault(call) ?? _listeners.GetValueOrDefault(call with { Local = anywhere })
            ?? _listeners.GetValueOrDefault(call with { Remote = default }) ?? _listeners.GetValueOrDefault(new FourTuple(anywhere, default));
    }

    /// <summary>The listener for one remote socket alone, if a call between these sockets is what it waits for.</summary>
    public Listener? FindSpecified(in FourTuple call) => Find(call) is { } listener && listener.Sockets.Remote == call.Remote ? listener : null;
}
