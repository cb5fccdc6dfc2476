using System.Collections.Immutable;
using Playground.Contracts;

namespace Playground.Tests;

/// <summary>An author's desk that notes what is asked of it.</summary>
public sealed class RecordedDesk : IAuthoring
{
    private static readonly ChallengePreview s_preview = new(
        new ChallengeCard("made-up", 7, "Made up", "client", 1, 100, 2, "A brief."), [new Sentence("The made-up goal")], ["a", "b", "c"], [], null, "Remember.", "client → server  [SYN] seq=x");

    public bool May { get; set; } = true;

    public Sentence? Problem { get; set; }

    public ImmutableArray<AuthoredFile> Files { get; set; } = [];

    public List<string> Checked { get; } = [];

    public List<bool> Published { get; } = [];

    public List<Guid> Deleted { get; } = [];

    public ValueTask<bool> MayAsync() => ValueTask.FromResult(May);

    public FileCheck Check(string text)
    {
        Checked.Add(text);
        return text == "wrong" ? new FileCheck([new FileProblem(7, "Something is missing.")], null) : new FileCheck([], s_preview);
    }

    public ValueTask<ImmutableArray<ProofResult>> ProveAsync(string text, CancellationToken cancel = default) =>
        ValueTask.FromResult<ImmutableArray<ProofResult>>([new("good", true, true, null), new("bad", true, false, "It does not win. No such segment was sent yet.")]);

    public ValueTask<OpenReply> PlayAsync(Participant who, string text, CancellationToken cancel = default) => ValueTask.FromResult(new OpenReply(Views.Code));

    public ValueTask<ImmutableArray<AuthoredFile>> ListAsync(CancellationToken cancel = default) => ValueTask.FromResult(Files);

    public ValueTask<AuthorReply> SaveAsync(Guid? id, string text, CancellationToken cancel = default)
    {
        var saved = id ?? Guid.NewGuid();
        Files = [new AuthoredFile(saved, "Made up", text, DateTime.UnixEpoch, false, true)];
        return ValueTask.FromResult(new AuthorReply(null, saved));
    }

    public ValueTask<AuthorReply> PublishAsync(Guid id, bool isPublished, CancellationToken cancel = default)
    {
        if (Problem is not null) return ValueTask.FromResult(new AuthorReply(Problem, id));
        Published.Add(isPublished);
        Files = [Files[0] with { IsPublished = isPublished, IsChanged = !isPublished }];
        return ValueTask.FromResult(new AuthorReply(null, id));
    }

    public ValueTask<AuthorReply> DeleteAsync(Guid id, CancellationToken cancel = default)
    {
        Deleted.Add(id);
        Files = [];
        return ValueTask.FromResult(new AuthorReply(null, id));
    }
}
