using Playground.Engine.Links;
using Playground.Engine.Reviews;
using Playground.Engine.Worlds;
using Playground.Tcp;

namespace Playground.Tests.Stands;

/// <summary>
/// A world of two people, played from a script of lines: a segment in ladder notation goes from its host, <c>wait 2</c> lets seconds pass,
/// <c>hand client</c> puts a host on autopilot and <c>back client</c> ends that.
/// </summary>
internal sealed class Handover
{
    private readonly Scribe _scribe = Scribe.OfClientAndServer();

    public Handover(WorldSetup? setup = null) => World = new World(setup ?? Setups.Persons, seed: 1);

    public World World { get; }

    /// <summary>Plays a script; after each line a tenth of a second passes.</summary>
    /// <returns>What happened meanwhile, as a ladder.</returns>
    public string Play(string script)
    {
        var before = Scribe.Write(World).Length;
        foreach (var line in script.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            Do(line.Split(' '), line);
            World.Advance(World.Now + TimeSpan.FromMilliseconds(100));
        }

        return Scribe.Write(World)[before..].Trim();
    }

    /// <summary>What is said about each segment of a host, as if a person had made them all.</summary>
    public static void AssertHonest(World world, string host)
    {
        var setup = world.Setup.Find(host)!;
        var ledger = new Ledger(listens: setup.Role == HostRole.Server);
        foreach (var happened in world.Trace)
        {
            if (happened is SegmentArrived arrived && arrived.Host == host) ledger.OnHeard(arrived.Segment, arrived.At);
            if (happened is not SegmentSent sent || sent.From != host) continue;
            var review = Reviewer.Review(ledger, sent.Segment);
            Assert.True(review.CouldBeSent, $"{host}, {sent.At}: {sent.Segment} {sent.Segment.Options} was called {review.Main}\n{ledger.Tcb}\n{Scribe.Write(world, withTimes: true)}");
            ledger.OnSent(sent.Segment, sent.At);
        }
    }

    private void Do(string[] words, string line)
    {
        switch (words[0])
        {
            case "wait":
                World.Advance(World.Now + TimeSpan.FromSeconds(int.Parse(words[1], System.Globalization.CultureInfo.InvariantCulture)));
                break;
            case "hand":
                World.HandToEngine(words[1]);
                break;
            case "back":
                World.TakeBack(words[1]);
                break;
            case "lose":
                World.Touch(new LinkRule(words[1], 1, LinkAction.Lose));
                break;
            default:
                Send(words[0], line);
                break;
        }
    }

    private void Send(string host, string line)
    {
        _scribe.Bindings.TryAdd("x", new SeqNumber(714_025_811));
        _scribe.Bindings.TryAdd("y", new SeqNumber(uint.MaxValue - 1));
        foreach (var sent in World.Trace.OfType<SegmentSent>().Where(sent => sent.Segment.IsSyn))
            _scribe.Bindings[sent.From == "client" ? "x" : "y"] = sent.Segment.Seq;
        World.Send(host, _scribe.Read(line, host == "client" ? Setups.FromClient.Connection : Setups.FromServer.Connection));
    }
}
