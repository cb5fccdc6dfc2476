using Playground.Engine.Endpoint;
using Playground.Ladder;
using Playground.Tcp;
using Playground.Tests.Stands;

namespace Playground.Tests.Exploration;

/// <summary>
/// Two engine hosts, their users and the network between them, in which one thing happens after the other. The engine can't be copied,
/// so a universe is reached by playing its moves; they always lead to the same.
/// </summary>
/// <param name="scenario">What the users do.</param>
/// <param name="faults">How many faults of the network there may be.</param>
/// <param name="earlyTimeouts">How many timers may go off while segments are on their way.</param>
/// <param name="lost">The segments, by the order of their sending, that a ladder shows as lost.</param>
internal sealed partial class Universe(Scenario scenario, int faults, int earlyTimeouts, IReadOnlySet<int>? lost = null)
{
    private const ulong Key = 11;
    private const uint IsnStep = 64_000;
    private const int MostAnswers = 16;
    private const int MostTimeouts = 6;

    private static readonly TimeSpan s_lifetime = HostProfile.Rfc9293.MaximumSegmentLifetime;
    private static readonly string[] s_names = ["client", "server"];
    private static readonly SocketAddress[] s_sockets = [Pair.ClientSocket, Pair.ServerSocket];

    private readonly Scribe? _scribe = lost is null ? null : new Scribe(("client", "xwusrq"), ("server", "yvtpon"), ("network", "z"));
    private readonly Outbox _outbox = new();
    private readonly Side[] _sides = [new(0, scenario.Client), new(1, scenario.Server)];
    private int _sent;
    private int _faults = faults;
    private int _earlyTimeouts = earlyTimeouts;
    private int _timeouts = MostTimeouts;

    /// <summary>What can't be, if anything was seen.</summary>
    public string? Problem { get; private set; }

    /// <summary>The segments that were lost, by the order of their sending.</summary>
    public HashSet<int> Lost { get; } = [];

    public string Ladder => _scribe?.ToString() ?? "";

    private Instant Now { get; set; } = Instant.FromSeconds(10);

    private int Flying => _sides[0].Coming.Count + _sides[1].Coming.Count + _sides[0].Late.Count + _sides[1].Late.Count;

    /// <summary>The universe as the scenario begins.</summary>
    public static Universe Begin(Scenario scenario, int faults, int earlyTimeouts, IReadOnlySet<int>? lost = null)
    {
        var universe = new Universe(scenario, faults, earlyTimeouts, lost);
        (universe._sides[0].Other, universe._sides[1].Other) = (universe._sides[1], universe._sides[0]);
        universe.Boot(0, scenario.Keys.Client);
        universe.Boot(1, scenario.Keys.Server);
        if (scenario.Beginning != Beginning.Nothing) universe.Listen(1);
        if (scenario.Beginning == Beginning.Open)
        {
            universe.Open(0);
            while (universe.Flying > 0) universe.Do(new Move(MoveKind.Deliver, universe._sides[0].Coming.Count > 0 ? 0 : 1));
        }

        foreach (var line in scenario.Old) universe.Appear(line);
        return universe;
    }

    /// <summary>Does a move, and looks at everything.</summary>
    public void Do(Move move)
    {
        Repeat(move);
        Problem ??= Look();
    }

    /// <summary>Does all moves of a way that was looked at before.</summary>
    public void Repeat(List<Move> way)
    {
        foreach (var move in way) Repeat(move);
        Problem ??= Look();
    }

    private void Repeat(Move move)
    {
        var side = _sides[move.Side];
        if (move.Kind != MoveKind.Deliver) _scribe?.Comment(move.ToString());
        if (move.IsFault) _faults--;
        switch (move.Kind)
        {
            case MoveKind.Call:
                Make(side);
                break;
            case MoveKind.Deliver:
                Arrive(side, side.Coming.Dequeue());
                break;
            case MoveKind.Lose:
                Lost.Add(side.Coming.Dequeue().Number);
                break;
            case MoveKind.Delay:
                side.Late.Add(side.Coming.Dequeue());
                break;
            case MoveKind.Double:
                side.Late.Add(side.Coming.Peek());
                break;
            case MoveKind.Late:
                var flight = side.Late[move.Index];
                side.Late.RemoveAt(move.Index);
                Arrive(side, flight);
                break;
            case MoveKind.Timer:
                if (Flying > 0) _earlyTimeouts--;
                _timeouts--;
                LetTimePass(side);
                break;
        }
    }

    /// <summary>Adds all moves that are possible now.</summary>
    public void AddMoves(List<Move> moves)
    {
        var due = _timeouts > 0 ? Instant.Earliest(_sides[0].PollAt, _sides[1].PollAt) : null;
        foreach (var side in _sides)
        {
            if (CanCall(side)) moves.Add(new(MoveKind.Call, side.Number));
            if (side.Coming.Count > 0)
            {
                moves.Add(new(MoveKind.Deliver, side.Number));
                if (_faults > 0)
                {
                    moves.Add(new(MoveKind.Lose, side.Number));
                    moves.Add(new(MoveKind.Delay, side.Number));
                    moves.Add(new(MoveKind.Double, side.Number));
                }
            }

            for (var i = 0; i < side.Late.Count; i++) moves.Add(new(MoveKind.Late, side.Number, i));
            if (due is not null && side.PollAt == due && (Flying == 0 || _earlyTimeouts > 0)) moves.Add(new(MoveKind.Timer, side.Number));
        }
    }

    /// <summary>All that decides about what can happen from here on.</summary>
    public ulong State()
    {
        var fingerprint = default(Fingerprint);
        fingerprint.Add((ulong)Now.Microseconds);
        fingerprint.Add(((ulong)(uint)_faults << 16) | ((ulong)(uint)_earlyTimeouts << 8) | (uint)_timeouts);
        foreach (var side in _sides) side.AddTo(ref fingerprint);
        return fingerprint.Value;
    }

    private void Boot(int number, ulong key)
    {
        var side = _sides[number];
        var profile = (number == 0 ? scenario.ClientProfile : scenario.ServerProfile) with { IsnStep = IsnStep };
        side.Boot(new Host(s_sockets[number].Host, new SipHash(key, Key), profile), scenario.ReadsAtOnce);
    }

    private void Appear(string line)
    {
        var to = LadderTrace.Parse(line).Segments.Single().To.Name == "client" ? 0 : 1;
        var scribe = _scribe ?? Scribe.OfClientAndServer();
        scribe.Bindings.TryAdd("z", new SeqNumber(3_000_000_000));
        foreach (var side in _sides.Where(side => side.Alive is not null)) scribe.Bindings.TryAdd(side.Number == 0 ? "x" : "y", side.Alive!.Iss);
        Send(1 - to, scribe.Read(line, new FourTuple(s_sockets[1 - to], s_sockets[to])), "network");
    }

    private void Arrive(Side side, Flight flight)
    {
        var life = side.Alive;
        var segment = flight.Segment;
        Act(side, () => side.Host.OnSegment(segment, Now, _outbox), isAnswerToReset: segment.IsRst);
        if (life is { IsAlive: false } && (segment.IsRst || segment.IsSyn)) life.WasCut = true;
    }

    private void LetTimePass(Side side)
    {
        var due = side.PollAt!.Value;
        if (due > Now) Now = due;
        foreach (var one in _sides) one.Expire(Now, s_lifetime);
        Act(side, () => side.Host.Poll(Now, _outbox));
        if (side.Alive?.Connection.PollAt <= Now) Problem ??= "a timer that is due was not done";
    }

    private void Act(Side side, Action action, bool isAnswerToReset = false)
    {
        var before = side.State;
        action();
        side.Meet();
        _scribe?.State(s_names[side.Number], before, side.State);
        if (_outbox.Count > MostAnswers) Problem ??= "too many segments at once";
        for (var i = 0; i < _outbox.Count; i++)
        {
            if (isAnswerToReset && _outbox[i].Segment.IsRst) Problem ??= "a reset answers a reset";
            Send(side.Number, _outbox[i].Segment, s_names[side.Number]);
        }

        _outbox.Clear();
    }

    private void Send(int from, in Segment segment, string name)
    {
        _scribe?.Segment(name, s_names[1 - from], segment, isLost: lost!.Contains(_sent));
        _sides[1 - from].Coming.Enqueue(new Flight(segment, _sent++, Now));
    }

    /// <summary>What must be true of the two sides together at any moment.</summary>
    private string? Look()
    {
        foreach (var side in _sides)
        {
            if (side.Problem is { } problem) return problem;
            foreach (var life in side.Lives)
            {
                if (life.Look(Now, side.Host) is { } wrong) return wrong;
                if (life.WasOpen && !side.Other.Lives.Exists(other => other.Iss == life.Irs)) return "a connection is open with nobody";
            }
        }

        if (_sides[0].Alive is not { } one || _sides[1].Alive is not { } other) return null;
        if (one.Connection.Tcb.State == TcpState.Established && other.Connection.Tcb.State == TcpState.Established && !one.IsPeerOf(other))
            return "both are ESTABLISHED and don't agree on the numbers";
        return Look(one, other) ?? Look(other, one);
    }

    private static string? Look(Life sender, Life receiver)
    {
        if (receiver.Irs != sender.Iss) return null;
        var (sent, received) = (sender.Connection.Tcb, receiver.Connection.Tcb);
        if (sent.SndNxt.IsBefore(received.RcvNxt)) return "something was received that was never sent";
        if (receiver.IsPeerOf(sender) && received.RcvNxt.IsBefore(sent.SndUna)) return "something was acknowledged that was never received";
        return null;
    }
}
