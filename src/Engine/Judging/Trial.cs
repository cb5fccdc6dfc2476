using Playground.Engine.Judging.Goals;
using Playground.Engine.Worlds;
using Playground.Tcp;

namespace Playground.Engine.Judging;

/// <summary>
/// A challenge while it is played: its world after the prologue, the script that the others follow, and the judge, who looks on after every
/// event. It follows from the challenge, the seed and what the learner does, as a world does.
/// </summary>
public sealed class Trial
{
    private readonly Dictionary<string, SeqNumber> _numbers = [];
    private readonly Dictionary<Question, string> _answers = [];
    private readonly GoalWatch[] _watches;
    private readonly Script _script;
    private int _seen;

    /// <summary>A trial at its beginning: all that happens before the learner's turn has happened.</summary>
    /// <param name="challenge">The challenge, drawn with the same seed.</param>
    /// <param name="setup">The world it begins with.</param>
    /// <param name="seed">Where all chance comes from.</param>
    public Trial(Challenge challenge, WorldSetup setup, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(challenge);
        Challenge = challenge;
        World = new World(setup, seed);
        Player = new LadderPlayer(this, seed);
        Problem = challenge.Prologue is { } prologue ? Player.Tell(prologue) : null;
        (BeganAt, PrologueLength, _seen) = (World.Now, World.Trace.Count, World.Trace.Count);
        if (challenge.Prologue is null) BindIsns(0);
        _script = new Script(challenge.Script, this);
        _watches = [.. challenge.Goals.Select(goal => goal.Watch(this))];
        Follow();
    }

    /// <summary>The challenge.</summary>
    public Challenge Challenge { get; }

    /// <summary>The world.</summary>
    public World World { get; }

    /// <summary>When the learner's turn began.</summary>
    public Instant BeganAt { get; }

    /// <summary>How much of the trace was there when the learner's turn began.</summary>
    public int PrologueLength { get; }

    /// <summary>What went otherwise than the prologue or the script says; none in a challenge that is as its author means it.</summary>
    public string? Problem { get; internal set; }

    /// <summary>What the symbols stand for: <c>x</c> and <c>y</c> for the first ISN of the first client and the first server, and those of the prologue.</summary>
    public IReadOnlyDictionary<string, SeqNumber> Numbers => _numbers;

    /// <summary>How each goal stands, in the order of the challenge.</summary>
    public IEnumerable<Standing> Standings => _watches.Select(watch => watch.Look());

    /// <summary>True when every goal is met.</summary>
    public bool IsSolved => _watches.All(watch => watch.Look().IsMet);

    /// <summary>The answers given, right or wrong.</summary>
    public int Answers { get; private set; }

    /// <summary>When something happens next if nobody does anything; none when nothing ever would.</summary>
    public Instant? PollAt => Instant.Earliest(Instant.Earliest(World.PollAt, _script.PollAt), Earliest(watch => watch.PollAt));

    /// <summary>When a goal that is met by waiting is met; none where none is.</summary>
    internal Instant? QuietUntil => Earliest(watch => watch is IPatientWatch ? watch.PollAt : null);

    internal LadderPlayer Player { get; }

    /// <summary>Lets time come to <paramref name="to"/>, and everything happen that is due by then.</summary>
    public void Advance(Instant to)
    {
        while (PollAt is { } due && due <= to)
        {
            World.Advance(due);
            Follow();
        }

        World.Advance(to);
    }

    /// <summary>Lets everything that is on the link arrive, and what it brings about too; waits for no timer beyond that.</summary>
    public void Settle()
    {
        while (World.NextArrival is { } arrival) Advance(arrival);
    }

    /// <summary>Takes in what the learner has just done to the world: the script goes on, and the judge looks.</summary>
    public void Follow()
    {
        do
        {
            var from = _seen;
            _seen = World.Trace.Count;
            BindIsns(from);
            for (var i = from; i < _seen; i++)
            {
                foreach (var watch in _watches) watch.See(World.Trace[i]);
            }

            _script.Act();
        }
        while (_seen < World.Trace.Count);
    }

    /// <summary>The learner answers a question.</summary>
    /// <param name="question">Its place among the questions of the challenge.</param>
    /// <returns>The misconception that the answer shows, where it shows one.</returns>
    public Misconception? Answer(int question, string text)
    {
        var asked = Challenge.Questions[question];
        _answers[asked] = text;
        Answers++;
        return asked.MistakeOf(text, _numbers);
    }

    /// <summary>The last answer to a question; none before the first.</summary>
    public string? AnswerTo(Question question) => _answers.GetValueOrDefault(question);

    /// <summary>True while the script has something left for a host to do.</summary>
    internal bool HasMoreFrom(string host) => _script.HasMoreFrom(host);

    /// <summary>Gives a symbol its number, where it has none yet.</summary>
    internal void Bind(string symbol, SeqNumber number) => _numbers.TryAdd(symbol, number);

    private Instant? Earliest(Func<GoalWatch, Instant?> of)
    {
        Instant? earliest = null;
        foreach (var watch in _watches) earliest = Instant.Earliest(earliest, of(watch));
        return earliest;
    }

    private void BindIsns(int from)
    {
        for (var i = from; i < World.Trace.Count; i++)
        {
            if (World.Trace[i] is not SegmentSent { Segment.IsSyn: true } sent) continue;
            if (World.Setup.Hosts[0].Name == sent.From) Bind("x", sent.Segment.Seq);
            else if (World.Setup.Hosts[1].Name == sent.From) Bind("y", sent.Segment.Seq);
        }
    }
}
