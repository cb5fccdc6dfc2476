using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Playground.Contracts;
using Playground.Server.Rooms;
using Playground.Server.Storage;
using Playground.Tcp;
using Playground.Tests.Rooms;

namespace Playground.Tests.Progress;

/// <summary>What the database says of attempts is what their logs come to.</summary>
public sealed class RecountTests : IAsyncLifetime
{
    private readonly Table _table = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _table.DisposeAsync();

    [Fact]
    public async Task Every_attempt_s_row_equals_a_recount_from_its_log_also_after_its_room_was_opened_anew()
    {
        var who = await _table.EnterAsync();
        await _table.SolveAsync(who);
        await using (var me = await _table.OpenAsync(new OpenChallenge("plus-one"), who))
        {
            await me.DoAsync(new TakeHint());
            await me.AnswerAsync(_table, 4);
            await me.HearsAsync("server", ControlBits.Rst);
            await me.DoAsync(new Rewind());
            await me.AnswerAsync(_table, 0);
            await me.HearsAsync("server", ControlBits.Rst);
            await me.DoAsync(new Rewind());
            await me.AnswerAsync(_table, 1);
            await me.SeesAsync(view => view.Attempt!.IsSolved);
            await me.DoAsync(new Rewind());
            await me.AnswerAsync(_table, 4);
        }

        await using (var me = await _table.OpenAsync(new OpenChallenge("plus-one"), who))
        {
            await me.DoAsync(new TakeHint());
            await me.AnswerAsync(_table, 0);
            await me.HearsAsync("server", ControlBits.Rst);
        }

        await using (var me = await _table.OpenAsync(new OpenChallenge("fill-the-blanks"), who))
        {
            var questions = (await me.SeesAsync(view => view.Attempt is not null)).Attempt!.Questions.Length;
            for (var i = 0; i < questions; i++) await me.DoAsync(new AnswerQuestion(i, "1"));
        }

        var before = await RowsAsync();
        Assert.Equal(4, before.Count);
        Assert.Equal(["110", "120"], before.Select(row => row.Points).Where(points => points != "").Order(StringComparer.Ordinal));
        Assert.Equal(before.Select(row => row.Said), await RecountAsync(before));
        await LeaveMemoryAsync();
        foreach (var row in before)
        {
            await using var again = _table.Enter(row.Code, who);
            await again.SeesAsync(view => view.Attempt is not null);
            await again.NowAsync();
        }

        Assert.Equal(before, await RowsAsync());
    }

    /// <summary>The fold of each attempt's log, told as its row is.</summary>
    private async Task<IEnumerable<string>> RecountAsync(IReadOnlyList<Row> rows)
    {
        var store = _table.Services.GetRequiredService<RoomStore>();
        var told = new List<string>();
        foreach (var row in rows)
        {
            var stored = (await store.LoadAsync(row.Code))!;
            var state = new RoomState(stored.Setup);
            foreach (var entry in stored.Log) state.Apply(entry);
            var attempt = state.Attempt!;
            told.Add(Say(attempt.Points, attempt.Sends, attempt.Rewinds, attempt.Hints, attempt.Misconceptions.Select(met => (met.Key.ToName(), met.Value))));
        }

        return told;
    }

    private async Task<IReadOnlyList<Row>> RowsAsync()
    {
        await using var db = await _table.Services.GetRequiredService<IDbContextFactory<PlaygroundDb>>().CreateDbContextAsync(TestContext.Current.CancellationToken);
        var met = await db.AttemptMisconceptions.ToListAsync(TestContext.Current.CancellationToken);
        var attempts = await db.Attempts.OrderBy(row => row.Room).ToListAsync(TestContext.Current.CancellationToken);
        return
        [
            .. attempts.Select(row => new Row(
                RoomCode.TryParse(row.Room, out var code) ? code : default, row.Points?.ToString(CultureInfo.InvariantCulture) ?? "",
                Say(row.Points, row.Sends, row.Rewinds, row.Hints, met.Where(one => one.Attempt == row.Id).Select(one => (one.Name, one.Count))))),
        ];
    }

    private static string Say(int? points, int sends, int rewinds, int hints, IEnumerable<(string Name, int Count)> met) =>
        $"{points} {sends} {rewinds} {hints} {string.Join(' ', met.Order().Select(one => $"{one.Name}={one.Count}"))}";

    private async Task LeaveMemoryAsync()
    {
        for (var i = 0; i < 400 && _table.Registry.Count > 0; i++)
        {
            _table.Time.Advance(TimeSpan.FromSeconds(31));
            await Task.Delay(5);
        }

        Assert.Equal(0, _table.Registry.Count);
    }

    private sealed record Row(RoomCode Code, string Points, string Said);
}
