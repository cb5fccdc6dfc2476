using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Playground.Contracts;
using Playground.Server.Storage;
using Playground.Server.Storage.Rows;
using Playground.Tcp;
using Playground.Tests.Rooms;

namespace Playground.Tests.Progress;

public sealed class CourseTests : IAsyncLifetime
{
    private readonly Table _table = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _table.DisposeAsync();

    [Fact]
    public async Task A_challenge_is_open_once_all_before_it_are_solved()
    {
        var who = await _table.EnterAsync();
        Assert.False((await _table.CardAsync(who, "open-the-door")).IsOpen);
        Assert.True((await _table.CardAsync(who, "knock-knock")).IsOpen);
        await _table.SolveAsync(who);
        Assert.True((await _table.CardAsync(who, "open-the-door")).IsOpen);
        var solved = await _table.CardAsync(who, "plus-one");
        Assert.Equal((120, true, 1, null), (solved.Best, solved.IsAtPar, solved.Attempts, solved.GoesOnIn));
    }

    [Fact]
    public async Task An_attempt_that_is_not_solved_goes_on_in_its_room_until_a_later_one_is_begun()
    {
        var who = await _table.EnterAsync();
        RoomCode first;
        await using (var me = await _table.OpenAsync(new OpenChallenge("plus-one"), who)) first = me.Room;
        Assert.Equal(first, (await _table.CardAsync(who, "plus-one")).GoesOnIn);
        Assert.Equal(first, (await _table.MapAsync(who)).Next?.GoesOnIn);
        _table.Time.Advance(TimeSpan.FromMinutes(1));
        await _table.SolveAsync(who);
        Assert.Null((await _table.CardAsync(who, "plus-one")).GoesOnIn);
        Assert.Equal("knock-knock", (await _table.MapAsync(who)).Next?.Challenge.Id);
    }

    [Fact]
    public async Task A_misconception_is_overcome_by_a_later_solution_without_it()
    {
        var who = await _table.EnterAsync();
        await using (var me = await _table.OpenAsync(new OpenChallenge("plus-one"), who))
        {
            await me.AnswerAsync(_table, 0);
            await me.HearsAsync("server", ControlBits.Rst);
            await me.DoAsync(new Rewind());
            await me.AnswerAsync(_table, 1);
            await me.SeesAsync(view => view.Attempt!.IsSolved);
        }

        var met = Assert.Single((await _table.OwnPageAsync(who)).Misconceptions);
        Assert.Equal(("ack-copies-seq", 1, false), (met.Name, met.Times, met.IsOvercome));
        Assert.DoesNotContain("{", met.Lesson, StringComparison.Ordinal);
        _table.Time.Advance(TimeSpan.FromMinutes(1));
        await _table.SolveAsync(who);
        Assert.True(Assert.Single((await _table.OwnPageAsync(who)).Misconceptions).IsOvercome);
    }

    [Fact]
    public async Task The_own_page_has_best_and_last_attempt_and_what_is_due()
    {
        var who = await _table.EnterAsync();
        var best = await _table.SolveAsync(who);
        _table.Time.Advance(TimeSpan.FromDays(1));
        RoomCode last;
        await using (var me = await _table.OpenAsync(new OpenChallenge("plus-one"), who)) last = me.Room;
        var learner = await _table.OwnPageAsync(who);
        var line = Assert.Single(learner.Attempts);
        Assert.Equal((2, best, (int?)120, last, null), (line.Count, line.Best!.Room, line.Best.Points, line.Last.Room, line.Last.Points));
        Assert.Equal("plus-one", Assert.Single(learner.Due).Challenge);
        Assert.Equal((1, 120), (learner.Tiers[0].Solved, learner.Points));
        Assert.False(learner.HasPhrase);
    }

    [Fact]
    public async Task Nobody_finds_another_one_s_attempts_among_their_own()
    {
        await _table.SolveAsync(await _table.EnterAsync());
        var other = await _table.EnterAsync("Calm Ibis");
        Assert.Empty((await _table.OwnPageAsync(other)).Attempts);
        Assert.Equal(0, (await _table.MapAsync(other)).Solved);
    }

    [Fact]
    public async Task A_thousand_attempts_are_summed_up_as_they_are()
    {
        var who = await _table.EnterAsync();
        await FillAsync(who.Id, 1000);
        var course = await _table.MapAsync(who);
        Assert.Equal(1000, course.Cards.Sum(card => card.Attempts));
        Assert.All(course.Cards, card => Assert.Equal(card.Challenge.Points, card.Best));
        var clock = System.Diagnostics.Stopwatch.StartNew();
        await _table.MapAsync(who);
        var map = clock.ElapsedMilliseconds;
        await _table.OwnPageAsync(who);
        TestContext.Current.TestOutputHelper?.WriteLine($"The map of a learner with a thousand attempts takes {map} ms, the own page {clock.ElapsedMilliseconds - map} ms.");
    }

    private async Task FillAsync(Guid who, int count)
    {
        var cards = _table.Gateway.Challenges;
        await using var db = await _table.Services.GetRequiredService<IDbContextFactory<PlaygroundDb>>().CreateDbContextAsync(TestContext.Current.CancellationToken);
        var begin = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        for (var i = 0; i < count; i++)
        {
            var (card, id, at) = (cards[i % cards.Count], Guid.NewGuid(), begin.AddHours(i));
            db.Attempts.Add(new AttemptRow
            {
                Id = id, Challenge = card.Id, Participant = who, Room = $"A{i:D5}", StartedAt = at, SolvedAt = at.AddMinutes(5), Points = card.Points, Sends = card.Par + 1, Trace = new string('x', 2000),
            });
            db.AttemptMisconceptions.Add(new AttemptMisconceptionRow { Attempt = id, Name = "ack-copies-seq", Count = 1 });
        }

        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
    }
}
