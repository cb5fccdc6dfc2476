using Playground.Server.Progress;

namespace Playground.Tests.Progress;

public sealed class DrillDaysTests
{
    private static readonly DateTime s_first = new(2026, 3, 1, 12, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void What_was_never_solved_is_never_due() => Assert.Null(DrillDays.DueAt([]));

    [Theory]
    [InlineData(new double[] { 0 }, 1)]
    [InlineData(new double[] { 0, 0.5 }, 1)]
    [InlineData(new double[] { 0, 1 }, 4)]
    [InlineData(new double[] { 0, 1, 4 }, 11)]
    [InlineData(new double[] { 0, 1, 4, 11 }, 32)]
    [InlineData(new double[] { 0, 1, 4, 11, 40 }, 61)]
    [InlineData(new double[] { 6, 0 }, 9)]
    public void It_is_due_after_one_three_seven_and_then_every_twenty_one_days(double[] solvedAfterDays, double dueAfterDays) =>
        Assert.Equal(s_first.AddDays(dueAfterDays), DrillDays.DueAt(solvedAfterDays.Select(days => s_first.AddDays(days))));
}
