using Playground.Engine.Endpoint;
using Playground.Engine.Reviews;
using Playground.Tcp;

namespace Playground.Engine.Worlds;

/// <content>The engine goes on where a person stands.</content>
internal sealed partial class EngineDriver
{
    /// <summary>
    /// Takes over all that a person's ledgers hold: a server listens, connections go on, a SYN that was heard is answered. Where the
    /// person has begun nothing yet the engine begins as it does at the start of a match.
    /// </summary>
    public void TakeOver(PersonDriver person, Instant now, Outbox outbox)
    {
        var isServer = _setup.Role == HostRole.Server;
        if (isServer) Listen(_setup.Socket.Port);
        foreach (var (connection, ledger) in person.Ledgers) TakeOver(connection, ledger, now, outbox);
        var isFresh = person.Current is null && _setup is { OpensAtStart: true, Role: HostRole.Client };
        if (isFresh) Call(new OpenCall(IsActive: true), now, outbox);
        else Current = person.Current;
    }

    private void TakeOver(FourTuple connection, Ledger ledger, Instant now, Outbox outbox)
    {
        if (ledger.UnansweredSyn is { } syn)
        {
            OnSegment(syn, now, outbox);
        }
        else if (ledger.ToTakeover() is { } from)
        {
            _host.TakeOver(connection, from, _setup.Application.New(), now, outbox);
            Look(connection, ledger.Tcb, TcbOf(connection));
        }
    }
}
