using System.Collections.Immutable;
using System.Globalization;
using Playground.Contracts;
using Playground.Engine.Judging;
using Playground.Engine.Worlds;
using Playground.Ladder;
using Playground.Tcp;

namespace Playground.Server.Rooms;

/// <summary>What there is to see of an attempt that was just solved. Before that nothing of it leaves the server.</summary>
internal static class AttemptResults
{
    /// <summary>So many lines of a ladder are shown: who needs more of them reads the replay.</summary>
    private const int MostLines = 60;

    /// <summary>A longer text is only counted.</summary>
    private const int MostOctets = 40;

    /// <summary>A window is told where it is small enough to matter.</summary>
    private const int SmallWindow = 1_000;

    /// <summary>The result, as things are now.</summary>
    public static ResultView Of(Match match, AttemptState attempt, AttemptNotes notes, bool isDrill)
    {
        var challenge = attempt.Challenge;
        var reference = challenge.Solutions[0];
        var numbers = match.Trial!.Numbers;
        return new ResultView(
            isDrill ? [] : [.. TermsOf(attempt)], OwnOf(match), reference.Name,
            [.. reference.Ladder.Lines.Select(line => Worked(line, numbers).ToString())],
            reference.Ladder.Segments.Count(line => line.From.Name == challenge.Role) + reference.Answers.Length,
            [.. challenge.Sections.Select(section => char.IsAsciiDigit(section[0]) ? $"RFC 9293 §{section}" : section)],
            [.. attempt.Misconceptions.Select(met => new ShownMisconception(met.Key.ToName(), met.Value, notes.To(met.Key)))]);
    }

    /// <summary>How points are made in a challenge.</summary>
    public static ScoreRule RuleOf(Challenge challenge) => new(Score.Base(challenge.Tier), Score.ParBonusPercent, Score.HintPercent);

    private static IEnumerable<PointsTerm> TermsOf(AttemptState attempt)
    {
        var challenge = attempt.Challenge;
        yield return new PointsTerm(new Sentence("for the solution"), Score.Base(challenge.Tier));
        if (Score.BonusOf(challenge, attempt.Sends) is > 0 and var bonus)
            yield return new PointsTerm(new Sentence("for {0} at par {1}", Text(attempt.Sends), Text(challenge.Par)), bonus);
        if (Score.CostOf(challenge, attempt.Hints) is > 0 and var cost)
            yield return new PointsTerm(new Sentence(attempt.Hints == 1 ? "for one hint" : "for {0} hints", Text(attempt.Hints)), -cost);
    }

    private static string Text(int count) => count.ToString(CultureInfo.InvariantCulture);

    /// <summary>What went over the link since the learner's turn began, lost segments with it: now they may know.</summary>
    private static ImmutableArray<string> OwnOf(Match match)
    {
        var sent = match.World.Trace.Skip(match.PrologueLength).OfType<SegmentSent>().ToList();
        var lines = sent.TakeLast(MostLines).Select(one => Brief(TraceText.LineOf(match.World, one)).ToString());
        return sent.Count <= MostLines ? [.. lines] : [new LadderComment($"{sent.Count - MostLines} segments before these").ToString(), .. lines];
    }

    private static LadderSegment Brief(LadderSegment line) => line with
    {
        At = null,
        Window = line.Window < SmallWindow ? line.Window : null,
        Payload = line.Payload.Length > MostOctets ? LadderPayload.OfLength(line.Payload.Length) : line.Payload,
    };

    private static LadderLine Worked(LadderLine line, IReadOnlyDictionary<string, SeqNumber> numbers) => line is LadderSegment segment
        ? segment with { Seq = Worked(segment.Seq, numbers), Ack = segment.Ack is { } ack ? Worked(ack, numbers) : null }
        : line;

    private static LadderNumber Worked(LadderNumber number, IReadOnlyDictionary<string, SeqNumber> numbers) =>
        number.Resolve(numbers) is { } worked ? LadderNumber.Of(worked) : number;
}
