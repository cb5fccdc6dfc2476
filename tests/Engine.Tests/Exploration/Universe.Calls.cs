using Playground.Tcp;

namespace Playground.Tests.Exploration;

/// <summary>The users' calls, and the end to which every universe must come.</summary>
internal sealed partial class Universe
{
    private const int MostSteps = 3000;

    /// <summary>
    /// The network stops losing: all that is on its way arrives, the users make the calls that are left and close, timers go off. In the
    /// end both sides must be through, with all the text that was neither aborted nor reset.
    /// </summary>
    public void Finish()
    {
        _scribe?.Comment("nothing is lost any more");
        _faults = 0;
        Settle();
        CheckAgreement();
        foreach (var side in _sides)
        {
            if (side.Alive is { } life) Act(side, () => side.Host.Close(life.Connection, Now, _outbox));
        }

        Settle();
        foreach (var side in _sides) CheckEnd(side, _sides[1 - side.Number]);
    }

    private void Settle()
    {
        for (var step = 0; Problem is null; step++)
        {
            if (step > MostSteps) Problem = "it never comes to rest";
            else if (NextStep() is { } move) Do(move);
            else if (!ReadRest()) return;
        }
    }

    private Move? NextStep()
    {
        foreach (var side in _sides)
        {
            if (side.Coming.Count > 0) return new(MoveKind.Deliver, side.Number);
            if (side.Late.Count > 0) return new(MoveKind.Late, side.Number);
        }

        foreach (var side in _sides)
        {
            if (CanCall(side)) return new(MoveKind.Call, side.Number);
        }

        var due = Instant.Earliest(_sides[0].PollAt, _sides[1].PollAt);
        if (due is null || HasUnread) return null;
        return new(MoveKind.Timer, _sides[0].PollAt == due ? 0 : 1);
    }

    private bool HasUnread => _sides[0].Alive is { Connection.Unread: > 0 } || _sides[1].Alive is { Connection.Unread: > 0 };

    private bool ReadRest()
    {
        if (!HasUnread) return false;
        foreach (var side in _sides)
        {
            if (side.Alive is { } life) Act(side, () => side.Receive(life, Now, _outbox));
        }

        Problem ??= Look();
        return true;
    }

    private void CheckAgreement()
    {
        foreach (var side in _sides)
        {
            if (side.Alive is { Connection.Tcb.State: TcpState.SynSent or TcpState.SynReceived }) Problem ??= $"the {s_names[side.Number]}'s handshake never ends";
            foreach (var life in side.Lives)
            {
                var peer = _sides[1 - side.Number].Lives.FindLast(life.IsPeerOf);
                if (!life.WasOpen || life.WasCut || peer is null || peer.WasCut || peer.Delivered == life.Accepted) continue;
                Problem ??= $"of {life.Accepted} octets from the {s_names[side.Number]} {peer.Delivered} were delivered";
            }
        }
    }

    private void CheckEnd(Side side, Side other)
    {
        var isWaitingForNobody = side.State == TcpState.FinWait2 && other.Alive is null && other.Lives.Exists(life => life.WasCut);
        if (side.Alive is not null && !isWaitingForNobody) Problem ??= $"the {s_names[side.Number]} is in {side.State.ToName()} for ever";
        if (side.Lives.Exists(life => life.Ending == Engine.Endpoint.Ending.TimedOut)) Problem ??= $"the {s_names[side.Number]} gave up though it was answered";
    }

    private bool CanCall(Side side) => side.Next is { } call && call switch
    {
        Call.Listen or Call.Reboot => true,
        Call.Open => side.Alive is null,
        Call.Send or Call.Receive or Call.Close or Call.Abort => side.Alive is not null,
    };

    private void Make(Side side)
    {
        var call = side.Next!.Value;
        side.Made++;
        var life = side.Alive;
        switch (call)
        {
            case Call.Listen:
                Listen(side.Number);
                break;
            case Call.Open:
                Open(side.Number);
                break;
            case Call.Send:
                Act(side, () => side.Send(life!, scenario.Octets, Now, _outbox));
                break;
            case Call.Receive:
                Act(side, () => side.Receive(life!, Now, _outbox));
                break;
            case Call.Close:
                Act(side, () => side.Host.Close(life!.Connection, Now, _outbox));
                break;
            case Call.Abort:
                life!.WasCut = true;
                Act(side, () => side.Host.Abort(life.Connection, Now, _outbox));
                break;
            case Call.Reboot:
                Boot(side.Number, (side.Number == 0 ? scenario.Keys.Client : scenario.Keys.Server) + (ulong)side.Boots);
                break;
        }
    }

    private void Listen(int number)
    {
        var side = _sides[number];
        side.Listens = true;
        side.Host.Listen(s_sockets[number].Port, side);
    }

    private void Open(int number)
    {
        var side = _sides[number];
        Act(side, () => side.Host.Open(s_sockets[number].Port, s_sockets[1 - number], side, Now, _outbox));
    }
}
