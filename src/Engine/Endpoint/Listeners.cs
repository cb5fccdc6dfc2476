using Playground.Tcp;

namespace Playground.Engine.Endpoint;

/// <summary>A host's listeners, found by the sockets of a call: the one that says most about them is the one that is meant.</summary>
internal sealed class Listeners
{
    // By local port, which every listener names; of one port there are seldom more than one.
    private readonly Dictionary<ushort, List<Listener>> _listeners = [];

    /// <summary>Adds a listener.</summary>
    /// <returns>None when there is one for just these sockets.</returns>
    public Listener? Add(in FourTuple sockets, IApplication application)
    {
        var port = sockets.Local.Port.Number;
        if (!_listeners.TryGetValue(port, out var listeners)) _listeners[port] = listeners = [];
        foreach (var other in listeners)
        {
            if (other.Sockets == sockets) return null;
        }

        var listener = new Listener(sockets, application);
        listeners.Add(listener);
        return listener;
    }

    /// <summary>Takes a listener away.</summary>
    /// <returns>False when it was none of these, or is no more.</returns>
    public bool Remove(Listener listener)
    {
        var port = listener.Sockets.Local.Port.Number;
        if (!_listeners.TryGetValue(port, out var listeners) || !listeners.Remove(listener)) return false;
        listener.IsOpen = false;
        if (listeners.Count == 0) _listeners.Remove(port);
        return true;
    }

    /// <summary>The listener for a call: one for its remote socket before one for any, one for its local address before one for any.</summary>
    /// <param name="call">The two sockets, the local one first.</param>
    public Listener? Find(in FourTuple call)
    {
        if (!_listeners.TryGetValue(call.Local.Port.Number, out var listeners)) return null;
        var (found, most) = ((Listener?)null, -1);
        foreach (var listener in listeners)
        {
            var says = listener.Match(call);
            if (says > most) (found, most) = (listener, says);
        }

        return found;
    }

    /// <summary>The listener for one remote socket alone, if a call between these sockets is what it waits for.</summary>
    public Listener? FindSpecified(in FourTuple call) => Find(call) is { } listener && listener.Sockets.Remote == call.Remote ? listener : null;
}
