using Playground.Tcp;

namespace Playground.Tests;

public class MisconceptionLessonsTests
{
    [Fact]
    public void Each_misconception_has_a_lesson_of_its_own_that_is_a_sentence_without_places_for_numbers()
    {
        var lessons = Enum.GetValues<Misconception>().Select(one => one.Lesson()).ToList();
        Assert.Equal(lessons.Count, lessons.Distinct().Count());
        Assert.All(lessons, lesson => Assert.Matches(@"^[A-Z][^{}]+\.$", lesson));
    }
}
