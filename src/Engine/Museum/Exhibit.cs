using Playground.Engine.Endpoint;
using Playground.Engine.Worlds;
using Playground.Tcp;

namespace Playground.Engine.Museum;

/// <summary>
/// A broken stack: an honest TCP behind one fault, which changes what the TCP hears or what it says. All that the fault does not touch is as the
/// RFC asks.
/// </summary>
/// <param name="honest">The honest TCP.</param>
internal abstract class Exhibit(IEngineDriver honest) : IEngineDriver
{
    private readonly Outbox _said = new();

    public Instant? PollAt => honest.PollAt;

    public FourTuple? Current => honest.Current;

    public Tcb Tcb => Current is { } connection ? TcbOf(connection) : honest.Tcb;

    public List<Change> Changes => honest.Changes;

    /// <summary>The honest TCP.</summary>
    protected IEngineDriver Honest => honest;

    public virtual Tcb TcbOf(in FourTuple connection) => honest.TcbOf(connection);

    public Verdict? OnSegment(in Segment segment, Instant now, Outbox outbox)
    {
        // What fails its checksum is nobody's to misread.
        var heard = segment.Checksum is null ? Hear(segment, outbox) : segment;
        var verdict = honest.OnSegment(heard, now, _said);
        Pass(outbox);
        return verdict;
    }

    public void OnIcmp(in IcmpError error, Instant now, Outbox outbox)
    {
        honest.OnIcmp(error, now, _said);
        Pass(outbox);
    }

    public void Poll(Instant now, Outbox outbox)
    {
        honest.Poll(now, _said);
        Pass(outbox);
    }

    public CallAnswer Call(SocketCall call, Instant now, Outbox outbox)
    {
        var answer = honest.Call(call, now, _said);
        Pass(outbox);
        return answer;
    }

    /// <summary>What the honest TCP is given in place of a segment that arrives; what goes out at once is added to <paramref name="outbox"/>.</summary>
    protected virtual Segment Hear(in Segment segment, Outbox outbox) => segment;

    /// <summary>What goes out in place of a segment that the honest TCP sends.</summary>
    protected virtual Segment Say(in Segment segment, bool isRepeat) => segment;

    private void Pass(Outbox outbox)
    {
        for (var i = 0; i < _said.Count; i++) outbox.Add(_said[i].IsRepeat) = Say(_said[i].Segment, _said[i].IsRepeat);
        _said.Clear();
    }
}

/// <summary>Puts a fault before an honest TCP.</summary>
internal static class Exhibits
{
    /// <summary>The TCP with that fault; the honest one itself for none.</summary>
    public static IEngineDriver Wrap(IEngineDriver honest, ExhibitName? exhibit) => exhibit is { } name ? Wrap(honest, name) : honest;

    private static IEngineDriver Wrap(IEngineDriver honest, ExhibitName exhibit) => exhibit switch
    {
        ExhibitName.TakesAckForSyn => new TakesAckForSyn(honest),
        ExhibitName.AnswersResets => new AnswersResets(honest),
        ExhibitName.CountsPureAcks => new CountsPureAcks(honest),
        ExhibitName.RepeatsSynAnew => new RepeatsSynAnew(honest),
        ExhibitName.RefusesWithIsn => new RefusesWithIsn(honest),
        ExhibitName.DropsThirdText => new DropsThirdText(honest),
        ExhibitName.RefusesCrossing => new RefusesCrossing(honest),
        ExhibitName.ComparesUnwrapped => new ComparesUnwrapped(honest),
    };
}
