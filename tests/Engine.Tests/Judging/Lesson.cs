using Playground.Engine.Judging;
using Playground.Engine.Judging.Goals;
using Playground.Engine.Links;
using Playground.Engine.Worlds;
using Playground.Ladder;
using Playground.Tcp;
using Playground.Tests.Stands;

namespace Playground.Tests.Judging;

/// <summary>A challenge with nothing in it but what a test is about, and a learner who plays ladders.</summary>
internal sealed record Lesson(params Goal[] Goals)
{
    public const string Handshake =
        """
        client → server  [SYN] seq=x
        server → client  [SYN, ACK] seq=y ack=x+1
        client → server  [ACK] seq=x+1 ack=y+1
        """;

    public string? Prologue { get; init; }

    public string? Script { get; init; }

    public HostApplication Application { get; init; }

    public bool ServerOpens { get; init; } = true;

    /// <summary>True for a server that says nothing but what the script says.</summary>
    public bool ServerIsScripted { get; init; }

    /// <summary>The trial at its beginning.</summary>
    public Trial Begin()
    {
        var setup = Setups.PersonAndEngine;
        var server = setup.Hosts[1] with { IsEngine = !ServerIsScripted, IsScripted = ServerIsScripted, Application = Application, OpensAtStart = ServerOpens };
        var trial = new Trial(Challenge(), setup with { Hosts = [setup.Hosts[0], server] }, seed: 1);
        Assert.Null(trial.Problem);
        return trial;
    }

    /// <summary>Plays a ladder to its end, and then lets time pass.</summary>
    public Trial Play(string ladder = "", double thenSeconds = 0)
    {
        var trial = Begin();
        Assert.Null(LadderPlayer.Play(trial, LadderTrace.Parse(ladder)));
        trial.Advance(trial.World.Now + TimeSpan.FromSeconds(thenSeconds));
        return trial;
    }

    /// <summary>How the first goal stands after a ladder.</summary>
    public Standing After(string ladder = "", double thenSeconds = 0) => Play(ladder, thenSeconds).Standings.First();

    public static SegmentForm Form(string line) => new(LadderTrace.Parse(line).Segments.Single());

    /// <summary>What a host has sent since the learner's turn began.</summary>
    public static List<Segment> SentBy(Trial trial, string host) =>
        [.. trial.World.Trace.Skip(trial.PrologueLength).OfType<SegmentSent>().Where(sent => sent.From == host).Select(sent => sent.Segment)];

    private Challenge Challenge() => new()
    {
        Id = "lesson",
        Number = 1,
        Title = "Lesson",
        Tier = 1,
        Role = "client",
        Brief = "",
        Hosts = [],
        Link = new LinkSetup(),
        Prologue = Prologue is null ? null : LadderTrace.Parse(Prologue),
        Script = Script is null ? null : LadderTrace.Parse(Script),
        Questions = [.. Goals.OfType<AnswerGoal>().Select(goal => goal.Question)],
        Goals = [.. Goals],
        Par = 1,
        Hints = [],
        Debrief = "",
        Solutions = [],
        WrongAttempts = [],
    };
}
