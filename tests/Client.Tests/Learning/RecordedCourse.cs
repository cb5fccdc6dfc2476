using Microsoft.AspNetCore.Components.Forms;
using Playground.Contracts;

namespace Playground.Tests.Learning;

/// <summary>A course that is as the test says.</summary>
public sealed class RecordedCourse : ICourse
{
    public CourseView Course { get; set; } = new([Card(1), Card(2)]);

    public LearnerView Learner { get; set; } = new("Curious Otter", [new TierLine(1, 0, 2, 0)], [], [], [], HasPhrase: false);

    public PhraseReply Phrase { get; set; } = new("acorn bacon cabin daisy eagle fabric");

    public static CourseCard Card(int number, int tier = 1, bool isOpen = true) => new(Views.Card(number) with { Tier = tier }, isOpen, 0, null, false, null, null, null);

    public static CourseCard Solved(int number, bool isAtPar = false) => Card(number) with { Attempts = 1, Best = isAtPar ? 120 : 100, IsAtPar = isAtPar };

    public ValueTask<CourseView> CourseAsync(Participant who, CancellationToken cancel = default) => new(Course);

    public ValueTask<LearnerView> LearnerAsync(Participant who, CancellationToken cancel = default) => new(Learner);

    public ValueTask<PhraseReply> MakePhraseAsync(Participant who, CancellationToken cancel = default) => new(Phrase);

    /// <summary>What shows a form's own site.</summary>
    public sealed class Antiforgery : AntiforgeryStateProvider
    {
        public override AntiforgeryRequestToken GetAntiforgeryToken() => new("token", "__RequestVerificationToken");
    }
}
