using Playground.Engine.Links;
using Playground.Engine.Worlds;
using Playground.Ladder;
using Playground.Tcp;
using Playground.Wire;

namespace Playground.Engine.Judging;

/// <summary>
/// Plays ladders into a trial's world. A line of a host that the engine does not drive is sent; a line of one that it drives is what the
/// engine has to have sent. Symbols are bound where they first stand for a number.
/// </summary>
public sealed class LadderPlayer
{
    /// <summary>How long a ladder waits for what an engine is to send: longer than any timer of a lesson, TIME-WAIT included.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(10);

    private readonly Trial _trial;
    private readonly Dice _dice;
    private readonly Dictionary<string, int> _heard = [];

    /// <param name="trial">The trial.</param>
    /// <param name="seed">Where fresh numbers for unbound symbols come from.</param>
    internal LadderPlayer(Trial trial, ulong seed)
    {
        // Another stream than the world's own dice, so that playing changes none of the world's throws.
        (_trial, _dice) = (trial, new Dice(seed ^ 0xA5A5_5A5A_0F0F_F0F0));
    }

    private World World => _trial.World;

    /// <summary>Plays what a learner does, and checks what the engine answers; goes on until nothing that the judge waits for is to come.</summary>
    /// <param name="trial">The trial, where nothing was done yet.</param>
    /// <param name="ladder">The ladder; a time in it is counted from where the learner's turn began.</param>
    /// <returns>None when all went as written; else what did not.</returns>
    public static string? Play(Trial trial, LadderTrace ladder)
    {
        ArgumentNullException.ThrowIfNull(trial);
        ArgumentNullException.ThrowIfNull(ladder);
        foreach (var line in ladder.Lines.OfType<LadderEvent>())
        {
            // A line without a time comes when everything that was on the link has arrived.
            if (line.At is { } at) trial.Advance(trial.BeganAt + (at - Instant.Zero));
            else trial.Settle();
            if (trial.Player.Play(line, mayCause: false) is { } problem) return problem;
            trial.Follow();
        }

        trial.Settle();
        while (!trial.IsSolved && trial.QuietUntil is { } until) trial.Advance(until);
        return trial.Problem;
    }

    /// <summary>
    /// Brings a prologue about: what it says of an engine's host, that host's user calls for. It lists every segment of a host up to the last
    /// that it has lost.
    /// </summary>
    /// <returns>None when all went as written; else what did not.</returns>
    internal string? Tell(LadderTrace prologue)
    {
        foreach (var ofHost in prologue.Segments.GroupBy(line => line.From.Name))
        {
            foreach (var (line, place) in ofHost.Select((line, place) => (line, place)).Where(entry => entry.line.IsLost))
                World.Touch(new LinkRule(ofHost.Key, place + 1, LinkAction.Lose));
        }

        foreach (var line in prologue.Lines.OfType<LadderEvent>())
        {
            // What one says in one go is on the link together; before another's answer it arrives.
            if (line is not LadderSegment { From.Name: var from } || !World.IsByHand(from)) World.Settle();
            if (line.At is { } at && at > World.Now) World.Advance(at);
            if (Play(line, mayCause: true) is { } problem) return problem;
        }

        World.Settle();
        return null;
    }

    /// <summary>Sends a line of a host that the engine does not drive.</summary>
    /// <returns>None when it was sent; else why not.</returns>
    internal string? Send(LadderSegment line)
    {
        if (line.Seq.Symbol is { } symbol && !_trial.Numbers.ContainsKey(symbol)) _trial.Bind(symbol, new SeqNumber((uint)_dice.Next()) - line.Seq.Steps);
        if (World.Setup.Find(line.From.Name) is not { } from || World.Setup.Find(line.To.Name) is not { } to) return $"{line}: there is no such host.";
        if (SourceOf(line, from) is not { } source) return $"{line}: there is no such host, and no such address.";
        if (!line.TryResolve(_trial.Numbers, new FourTuple(source, to.Socket), out var segment)) return $"{line}: a symbol stands for no number yet.";
        if (OptionsCodec.Length(segment.Options) > SegmentOptions.MaxLength || IpCodec.PacketLength(segment) > IpCodec.MaxLength) return $"{line}: no IP packet holds this segment.";
        World.Send(from.Name, segment);
        return null;
    }

    /// <summary>Whose socket a line names as its source: the sender's own, or a forged one, of a host or of an address where nobody is.</summary>
    private SocketAddress? SourceOf(LadderSegment line, HostSetup from)
    {
        if (line.Forges is not { } forged) return from.Socket;
        if (World.Setup.Find(forged.Name) is { } host) return host.Socket;
        return HostAddress.TryParse(forged.Name, out var address) ? from.Socket with { Host = address } : null;
    }

    private string? Play(LadderEvent line, bool mayCause) => line switch
    {
        LadderState { To: TcpState.Closed } state when mayCause && World.IsByHand(state.Host.Name) => Crash(state),
        LadderState state => Check(state),
        LadderSegment segment when World.IsByHand(segment.From.Name) => Send(segment),
        LadderSegment segment => Await(segment, mayCause),
        _ => null,
    };

    /// <summary>Finds the next segment of an engine's host that is as the line says, among those that no line before was about.</summary>
    private string? Await(LadderSegment line, bool mayCause)
    {
        var host = line.From.Name;
        if (Find(line)) return null;
        if (mayCause)
        {
            foreach (var call in UserCall.Of(line)) World.Call(host, call);
            if (Find(line)) return null;
        }

        var until = World.Now + s_patience;
        while ((mayCause ? World.PollAt : _trial.PollAt) is { } due && due <= until)
        {
            if (mayCause) World.Advance(due);
            else _trial.Advance(due);
            if (Find(line)) return null;
        }

        var last = World.Trace.OfType<SegmentSent>().LastOrDefault(sent => sent.From == host);
        return last is null ? $"{line}: {host} has sent nothing." : $"{line}: {host} has last sent [{last.Segment.Bits.ToNames()}] seq={last.Segment.Seq} ack={last.Segment.Ack}.";
    }

    private bool Find(LadderSegment line)
    {
        var host = line.From.Name;
        for (var i = _heard.GetValueOrDefault(host); i < World.Trace.Count; i++)
        {
            if (World.Trace[i] is not SegmentSent { Segment: var segment } sent || sent.From != host || !IsAsWritten(line, segment)) continue;
            _heard[host] = i + 1;
            return true;
        }

        return false;
    }

    private bool IsAsWritten(LadderSegment line, in Segment segment)
    {
        if (line.Bits != segment.Bits || (line.To.Port is { } port && segment.Destination.Port != port)) return false;
        if (line.Ack is { } ack && ack.Resolve(_trial.Numbers) != segment.Ack) return false;
        if (line.Window is { } window && window != segment.Window) return false;
        if (line.Payload.Length > 0 && line.Payload.Length != segment.Payload.Length) return false;
        if (line.Seq.Symbol is { } symbol) _trial.Bind(symbol, segment.Seq - line.Seq.Steps);
        return line.Seq.Resolve(_trial.Numbers) == segment.Seq;
    }

    private string? Crash(LadderState state)
    {
        World.Forget(state.Host.Name);
        return null;
    }

    private string? Check(LadderState line) =>
        World.Trace.OfType<StateChanged>().Any(changed => changed.Host == line.Host.Name && changed.From == line.From && changed.To == line.To)
            ? null
            : $"{line}: {line.Host.Name} is {World.TcbOf(line.Host.Name).State.ToName()}.";
}
