using Playground.Engine.Endpoint;
using Playground.Tcp;

namespace Playground.Engine.Worlds;

/// <summary>
/// A person's host while the engine drives it. The person's ledgers take down all that it sends and hears, as if the person did, and so
/// know where they are when they take it back.
/// </summary>
internal sealed class AutopilotDriver(PersonDriver person, EngineDriver engine) : IEngineDriver
{
    /// <summary>Whose host it is.</summary>
    public PersonDriver Person => person;

    /// <summary>The octets that the host's application has written and the engine has not sent.</summary>
    public int Unsent => engine.Unsent;

    public Instant? PollAt => engine.PollAt;

    public FourTuple? Current => engine.Current;

    public Tcb Tcb => engine.Tcb;

    public List<Change> Changes => engine.Changes;

    public Tcb TcbOf(in FourTuple connection) => engine.TcbOf(connection);

    /// <summary>The engine takes over, and sends what is owed.</summary>
    public void Begin(Instant now, Outbox outbox) => Do(now, outbox, () => engine.TakeOver(person, now, outbox));

    /// <summary>
    /// The person takes over: their ledgers stand where the engine's segments have brought them. What the engine meant to send and has not
    /// sent is nobody's any more, and a state that only the engine knew of is left.
    /// </summary>
    public void End()
    {
        foreach (var (connection, ledger) in person.Ledgers)
        {
            var (was, now) = (engine.TcbOf(connection).State, ledger.Tcb.State);
            if (was != now && !(IsNothing(was) && IsNothing(now))) person.Changes.Add(new Change(connection, was, now));
        }
    }

    public Verdict? OnSegment(in Segment segment, Instant now, Outbox outbox)
    {
        var first = outbox.Count;
        person.OnSegment(segment, now, outbox);
        var verdict = engine.OnSegment(segment, now, outbox);
        Note(now, outbox, first);
        return verdict;
    }

    public void OnIcmp(in IcmpError error, Instant now, Outbox outbox)
    {
        var first = outbox.Count;
        engine.OnIcmp(error, now, outbox);
        Note(now, outbox, first);
    }

    public void Poll(Instant now, Outbox outbox) => Do(now, outbox, () => engine.Poll(now, outbox));

    public CallAnswer Call(SocketCall call, Instant now, Outbox outbox)
    {
        CallAnswer answer = default;
        Do(now, outbox, () => answer = engine.Call(call, now, outbox));
        return answer;
    }

    private static bool IsNothing(TcpState state) => state is TcpState.Closed or TcpState.Listen;

    private void Do(Instant now, Outbox outbox, Action action)
    {
        var first = outbox.Count;
        action();
        Note(now, outbox, first);
    }

    /// <summary>Takes down what the engine sends; what it ended without a word is over in the ledger too.</summary>
    private void Note(Instant now, Outbox outbox, int first)
    {
        for (var i = first; i < outbox.Count; i++) person.OnSent(outbox[i].Segment, now);
        foreach (var change in engine.Changes)
        {
            if (IsNothing(change.To) && person.LedgerOf(change.Connection) is var ledger && !IsNothing(ledger.Tcb.State)) ledger.End();
        }

        // The states are the engine's to tell.
        person.Changes.Clear();
    }
}
