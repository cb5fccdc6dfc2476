using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Playground.Contracts;
using Playground.Server.Challenges;
using Playground.Tcp;
using Playground.Tests.Rooms;

namespace Playground.Tests.Challenges;

/// <summary>What the browser receives of an attempt, before it is solved and after.</summary>
public sealed class AttemptViewTests : IAsyncLifetime
{
    private readonly Table _table = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _table.DisposeAsync();

    [Fact]
    public async Task Nothing_of_any_solution_is_in_a_view_before_it_is_solved()
    {
        var catalogue = _table.Services.GetRequiredService<ChallengeCatalogue>();
        Assert.NotEmpty(catalogue.Entries);
        foreach (var entry in catalogue.Entries)
        {
            var challenge = entry.Challenge;
            await using var me = await _table.OpenAsync(new OpenChallenge(challenge.Id));
            var text = JsonSerializer.Serialize(me.Last, JsonSerializerOptions.Web);
            using var read = JsonDocument.Parse(text);
            var attempt = read.RootElement.GetProperty("attempt");
            Assert.Equal(JsonValueKind.Null, attempt.GetProperty("result").ValueKind);
            Assert.Equal(JsonValueKind.Null, attempt.GetProperty("debrief").ValueKind);
            Assert.Equal(0, attempt.GetProperty("hints").GetArrayLength());
            var secrets = challenge.Hints.Append(challenge.Debrief).Concat(challenge.Solutions.Concat(challenge.WrongAttempts).Select(proof => proof.Name));
            foreach (var secret in secrets.Where(secret => secret.Length > 12 && !challenge.Brief.Contains(secret, StringComparison.Ordinal) && !secret.Contains("${", StringComparison.Ordinal)))
                Assert.False(Has(attempt, secret), $"{challenge.Id} tells: {secret}");
        }
    }

    [Fact]
    public async Task A_right_answer_stays_on_the_server_until_it_is_given()
    {
        await using var me = await _table.OpenAsync(new OpenChallenge("two-rulers"));
        var x = uint.Parse(me.Last!.Attempt!.Exhibit!.Split('\n')[0].Split(": ")[1]);
        Assert.False(Has(JsonSerializer.SerializeToElement(me.Last), $"{unchecked(x + 1)}"));
        await me.DoAsync(new AnswerQuestion(0, "12345"));
        var attempt = (await me.SeesAsync(view => view.Attempt!.Questions[0].Answer is not null)).Attempt!;
        Assert.Equal("That is not it. Look again.", attempt.Questions[0].Says!.Text);
        Assert.False(Has(JsonSerializer.SerializeToElement(me.Last), $"{unchecked(x + 1)}"));
    }

    [Fact]
    public async Task A_solved_attempt_shows_both_ladders_in_its_own_numbers_and_how_its_points_come_to_be()
    {
        await using var me = await _table.OpenAsync(new OpenChallenge("solo-dial"));
        await me.DoAsync(new TakeHint());
        await me.SendAsync(ControlBits.Syn, 4_000_000_000);
        _table.Play(0.1);
        var y = (await me.HearsAsync("server", ControlBits.SynAck)).Segment.Seq;
        await me.SendAsync(ControlBits.Ack, 4_000_000_001, y);
        _table.Play(0.2);
        await me.HearsAsync("server", ControlBits.Rst);
        await me.DoAsync(new Rewind());
        await me.SendAsync(ControlBits.Ack, 4_000_000_001, y + 1);
        _table.Play(0.2);
        var attempt = (await me.SeesAsync(view => view.Attempt!.IsSolved)).Attempt!;
        var result = attempt.Result!;
        Assert.Equal(
            ["client → server  [SYN] seq=4000000000", $"server → client  [SYN, ACK] seq={y} ack=4000000001", $"client → server  [ACK] seq=4000000001 ack={y + 1}"], result.Reference);
        Assert.Equal(3, result.Own.Length);
        Assert.StartsWith("client → server  [SYN] seq=4000000000", result.Own[0], StringComparison.Ordinal);
        Assert.Equal(2, result.ReferenceSends);
        Assert.Equal([100, 20, -10], result.Points.Select(term => term.Points));
        Assert.Equal(attempt.Points, result.Points.Sum(term => term.Points));
        var met = Assert.Single(result.Met);
        Assert.Equal(("ack-copies-seq", 1), (met.Name, met.Times));
        Assert.Equal([$"{y}", $"{unchecked(y + 1)}"], met.Says.Arguments.Select(number => number.Replace("\u2009", "", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task What_is_done_after_the_solution_leaves_the_result_as_it_was()
    {
        await using var me = await _table.OpenAsync(new OpenChallenge("plus-one"));
        var synAck = (await me.HearsAsync("server", ControlBits.SynAck)).Segment;
        await me.SendAsync(ControlBits.Ack, synAck.Ack, synAck.Seq + 1);
        _table.Play(0.1);
        var before = (await me.SeesAsync(view => view.Attempt!.IsSolved)).Attempt!.Result;
        await me.SendAsync(ControlBits.Rst, synAck.Ack);
        await me.DoAsync(new Rewind());
        await me.DoAsync(new Rewind());
        Assert.Equal(before, (await me.NowAsync()).Attempt!.Result);
    }

    [Fact]
    public async Task Who_only_looks_on_is_shown_where_to_read_on_and_what_they_met()
    {
        await using var me = await _table.OpenAsync(new OpenChallenge("two-rulers"));
        var lines = me.Last!.Attempt!.Exhibit!.Split('\n');
        var (x, y) = (uint.Parse(lines[0].Split(": ")[1]), uint.Parse(lines[1].Split(": ")[1]));
        var m = uint.Parse(lines.Single(line => line.StartsWith('4')).Split("len=")[1]);
        await me.DoAsync(new AnswerQuestion(0, "1"));
        await me.DoAsync(new AnswerQuestion(0, $"{unchecked(x + 1)}"));
        await me.DoAsync(new AnswerQuestion(1, $"{unchecked(y + 1 + m)}"));
        var attempt = (await me.SeesAsync(view => view.Attempt!.IsSolved)).Attempt!;
        Assert.Equal(["RFC 9293 §3.4", "RFC 9293 §3.4.1"], attempt.Result!.Sections);
        Assert.Equal("relative-is-on-the-wire", Assert.Single(attempt.Result.Met).Name);
        Assert.Equal(100, attempt.Points);
    }

    /// <summary>True where a text of the view, or a part of one, is this.</summary>
    private static bool Has(JsonElement element, string secret) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().Any(member => Has(member.Value, secret)),
        JsonValueKind.Array => element.EnumerateArray().Any(item => Has(item, secret)),
        JsonValueKind.String => element.GetString()!.Contains(secret, StringComparison.Ordinal),
        JsonValueKind.Number => element.GetRawText() == secret,
        _ => false,
    };
}
