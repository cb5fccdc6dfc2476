using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Playground.Contracts;
using Playground.Server.Authoring;
using Playground.Server.Challenges;
using Playground.Server.Participants;
using Playground.Tests.Rooms;

namespace Playground.Tests.Challenges;

/// <summary>Writing challenges: who may, what is said of a file, and how it comes into everybody's catalogue.</summary>
public sealed class AuthoringTests : IAsyncLifetime
{
    private readonly Table _table = new();
    private readonly List<IServiceScope> _scopes = [];

    private static CancellationToken Patience => TestContext.Current.CancellationToken;

    private static string Good => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "challenges", "hello.yaml"))
        .Replace("id: hello", "id: hello-again", StringComparison.Ordinal).Replace("number: 10", "number: 101", StringComparison.Ordinal);

    private ChallengeCatalogue Catalogue => _table.Services.GetRequiredService<ChallengeCatalogue>();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        _scopes.ForEach(scope => scope.Dispose());
        await _table.DisposeAsync();
    }

    [Fact]
    public async Task Who_is_no_instructor_is_refused_everything()
    {
        var desk = Desk(null);
        Assert.False(await desk.MayAsync());
        Assert.Empty(await desk.ListAsync(Patience));
        Assert.Empty(await desk.ProveAsync(Good, Patience));
        Assert.NotNull((await desk.SaveAsync(null, Good, Patience)).Problem);
        Assert.NotNull((await desk.PublishAsync(Guid.NewGuid(), true, Patience)).Problem);
        Assert.NotNull((await desk.DeleteAsync(Guid.NewGuid(), Patience)).Problem);
        Assert.Equal(RefusalKind.NotHere, (await desk.PlayAsync(Table.Anybody(), Good, Patience)).Refusal?.Kind);
        Assert.Equal(["0"], await Database.QueryAsync(_table.Database, "SELECT COUNT(*) FROM AuthoredChallenges"));
    }

    [Fact]
    public void A_file_is_previewed_as_it_is_typed_and_what_is_wrong_is_told_at_its_line()
    {
        var desk = Desk("ada");
        var check = desk.Check(Good);
        Assert.Empty(check.Problems);
        Assert.Equal(("HELLO", 101, "client"), (check.Preview!.Card.Title, check.Preview.Card.Number, check.Preview.Card.Role));
        Assert.Contains("[SYN, ACK]", check.Preview.Ladder, StringComparison.Ordinal);
        var wrong = desk.Check(Good.Replace("tier: 2", "tier: high", StringComparison.Ordinal));
        Assert.Null(wrong.Preview);
        Assert.Equal(new FileProblem(4, "tier: a number from 1 to 4 belongs here, not 'high'."), Assert.Single(wrong.Problems));
        Assert.Contains("at most", Assert.Single(desk.Check(new string('a', IAuthoring.MostCharacters + 1)).Problems).Says, StringComparison.Ordinal);
        foreach (var nothing in (string[])["", "   ", "# nothing", "- a list", "just a text", "a: [", "\0", "&a [*a]"]) Assert.NotEmpty(desk.Check(nothing).Problems);
    }

    [Theory]
    [InlineData("    server → client  [SYN, ACK] seq=y ack=x+1\n", "    client → server  [ACK] seq=x ack=5 len=65535\n")]
    [InlineData("setup:\n", "setup:\n  hosts:\n    router: { driver: script }\n")]
    [InlineData("setup:\n", "setup:\n  hosts:\n    client-9: { driver: script }\n")]
    [InlineData("setup:\n", "setup:\n  script: |\n    nobody: CLOSED → LISTEN\n")]
    [InlineData("setup:\n", "setup:\n  script: |\n    server: ESTABLISHED → CLOSED\n")]
    [InlineData("setup:\n", "setup:\n  hosts:\n    server: { driver: script }\n")]
    [InlineData("role: client", "role: attacker")]
    [InlineData("delivered: server", "delivered: client")]
    public async Task Whatever_is_written_is_answered_with_a_sentence_and_never_thrown(string right, string wrong)
    {
        var desk = Desk("ada");
        var text = Good.Replace(right, wrong, StringComparison.Ordinal);
        Assert.NotEqual(Good, text);
        var check = desk.Check(text);
        var proofs = await desk.ProveAsync(text, Patience);
        Assert.Equal(check.Problems.IsEmpty, !proofs.IsEmpty);
        Assert.All(proofs, proof => Assert.Equal(proof.Holds, proof.Says is null));
    }

    [Fact]
    public async Task Proofs_say_which_of_them_fails_and_how()
    {
        var desk = Desk("ada");
        Assert.All(await desk.ProveAsync(Good, Patience), proof => Assert.True(proof.Holds, $"{proof.Name}: {proof.Says}"));
        var broken = await desk.ProveAsync(Good.Replace("text: HELLO!", "text: HELLO?", StringComparison.Ordinal), Patience);
        Assert.Contains(broken, proof => proof is { IsSolution: true, Holds: false, Name: "HELLO and the rest" } && proof.Says!.StartsWith("It does not win.", StringComparison.Ordinal));
        var tame = await desk.ProveAsync(Good.Replace("misconception: seq-counts-packets", "misconception: fin-is-free", StringComparison.Ordinal), Patience);
        Assert.Contains(tame, proof => proof is { IsSolution: false, Holds: false } && proof.Says!.StartsWith("It does not show its misconception.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_draft_is_its_authors_alone_until_it_is_published_and_a_published_one_is_everybodys()
    {
        var (ada, bob) = (Desk("ada"), Desk("bob"));
        var id = (await ada.SaveAsync(null, Good, Patience)).Id!.Value;
        Assert.Empty(await bob.ListAsync(Patience));
        Assert.NotNull((await bob.SaveAsync(id, "id: mine", Patience)).Problem);
        Assert.NotNull((await bob.PublishAsync(id, true, Patience)).Problem);
        Assert.NotNull((await bob.DeleteAsync(id, Patience)).Problem);
        Assert.Null(Catalogue.Find("hello-again"));
        Assert.Null((await ada.PublishAsync(id, true, Patience)).Problem);
        Assert.Equal(101, Catalogue.Find("hello-again")!.Challenge.Number);
        Assert.Equal("hello-again", _table.Gateway.Challenges[^1].Id);

        // What is changed is in the catalogue once it is published again.
        await ada.SaveAsync(id, Good.Replace("title: HELLO", "title: Good morning", StringComparison.Ordinal), Patience);
        Assert.Equal("HELLO", Catalogue.Find("hello-again")!.Challenge.Title);
        Assert.True(Assert.Single(await ada.ListAsync(Patience)) is { IsPublished: true, IsChanged: true, Title: "Good morning" });
        Assert.Null((await ada.PublishAsync(id, true, Patience)).Problem);
        Assert.Equal("Good morning", Catalogue.Find("hello-again")!.Challenge.Title);
        Assert.Null((await ada.PublishAsync(id, false, Patience)).Problem);
        Assert.Null(Catalogue.Find("hello-again"));
    }

    [Fact]
    public async Task A_file_that_is_wrong_whose_proofs_fail_or_whose_id_is_taken_is_saved_and_not_published()
    {
        var desk = Desk("ada");
        foreach (var (text, says) in ((string, string)[])
        [
            (Good.Replace("par: 2", "par: many", StringComparison.Ordinal), "Line {0}: {1}"),
            (Good.Replace("text: HELLO!", "text: HELLO?", StringComparison.Ordinal), "The proof '{0}' does not hold. {1}"),
            (Good.Replace("id: hello-again", "id: plus-one", StringComparison.Ordinal), "Another challenge has that id already. Choose another one."),
        ])
        {
            var id = (await desk.SaveAsync(null, text, Patience)).Id!.Value;
            Assert.Equal(says, (await desk.PublishAsync(id, true, Patience)).Problem?.Text);
        }

        Assert.Equal(3, (await desk.ListAsync(Patience)).Length);
        Assert.Equal("Your SYN was heard, and the server's SYN-ACK has arrived. Send the third segment.", Catalogue.Find("plus-one")!.Challenge.Brief);
    }

    [Fact]
    public async Task What_is_played_before_it_is_published_counts_for_nothing_and_published_it_counts()
    {
        var desk = Desk("ada");
        var me = Table.Anybody();
        var tried = await desk.PlayAsync(me, Good, Patience);
        Assert.Null(tried.Refusal);
        await using (var place = _table.Enter(tried.Room, me)) await SolveAsync(place);
        Assert.Equal(["0"], await Database.QueryAsync(_table.Database, "SELECT COUNT(*) FROM Attempts"));
        var id = (await desk.SaveAsync(null, Good, Patience)).Id!.Value;
        Assert.Null((await desk.PublishAsync(id, true, Patience)).Problem);
        await using var counted = await _table.OpenAsync(new OpenChallenge("hello-again"), me);
        await desk.PublishAsync(id, false, Patience);
        await SolveAsync(counted);
        Assert.Equal(["hello-again|240"], await Database.QueryAsync(_table.Database, "SELECT Challenge || '|' || Points FROM Attempts"));
    }

    private async Task SolveAsync(Place place)
    {
        var synAck = (await place.HearsAsync("server", Tcp.ControlBits.SynAck)).Segment;
        await place.DoAsync(new SendSegment(new SegmentDraft { Flags = "PSH, ACK", Seq = $"{synAck.Ack}", Ack = $"{(synAck.Seq + 1L) % (1L << 32)}", Payload = "HELLO!" }));
        _table.Play(0.1);
        await place.SeesAsync(view => view.Attempt!.Goals.All(goal => goal.IsMet));
    }

    private AuthorsDesk Desk(string? account)
    {
        var scope = _table.Services.CreateScope();
        _scopes.Add(scope);
        var user = new ClaimsPrincipal(ParticipantIdentity.Of(Table.Anybody()));
        if (account is not null) user.AddIdentity(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, account)], IdentityConstants.ApplicationScheme));
        return ActivatorUtilities.CreateInstance<AuthorsDesk>(scope.ServiceProvider, (AuthenticationStateProvider)new Signed(user));
    }

    private sealed class Signed(ClaimsPrincipal user) : AuthenticationStateProvider
    {
        public override Task<AuthenticationState> GetAuthenticationStateAsync() => Task.FromResult(new AuthenticationState(user));
    }
}
