namespace Playground.Server.Progress;

/// <summary>When what was learnt should be practised again: after 1, 3, 7 and then every 21 days.</summary>
internal static class DrillDays
{
    private static readonly int[] s_days = [1, 3, 7, 21];

    /// <summary>The moment from which it is due; none before it was ever solved.</summary>
    /// <param name="solved">When it was solved, in any order. What was solved again before it was due proves nothing new, and moves nothing.</param>
    public static DateTime? DueAt(IEnumerable<DateTime> solved)
    {
        DateTime? due = null;
        var step = 0;
        foreach (var time in solved.Order())
        {
            if (due is not null && time < due) continue;
            due = time.AddDays(s_days[step]);
            step = Math.Min(step + 1, s_days.Length - 1);
        }

        return due;
    }
}
