using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Bunit;
using Microsoft.AspNetCore.Components;
using Playground.Client.Play;
using Playground.Client.Play.Keys;
using Playground.Client.Play.Ladder;
using Playground.Contracts;

namespace Playground.Tests;

/// <summary>The sheet of keys names every key that does something.</summary>
public partial class KeySheetTests : PageTest
{
    private static readonly string[] s_keys =
    [
        .. Enumerable.Range(' ', 95).Select(code => $"{(char)code}"), "Enter", "Backspace", "Escape", "Delete", "Insert", "Tab", "Home", "End", "PageUp", "PageDown",
        "ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "F1", "F2", "F12",
    ];

    private static readonly RoomView s_steered = Views.Reset with { Link = new LinkView(new LinkSettings(), ImmutableSortedDictionary<string, LinkSettings>.Empty, []) };

    private static readonly RoomView s_watched = s_steered with { Seat = null, Ledger = null, Draft = null, CanRewind = false };

    private static readonly HostView s_attacker = new("attacker", "192.0.2.66:50000", HostDriver.Person, "Curious Otter", false, null) { Role = SeatRole.Attacker };

    [Fact]
    public void The_sheet_shows_each_key_with_what_it_does()
    {
        var sheet = Render<KeySheet>();
        Assert.Empty(sheet.FindAll("dt"));
        sheet.Find("#keys").Click();
        Assert.Equal(KeyTable.Groups.Select(group => group.Title), sheet.FindAll("h3").Select(title => title.TextContent));
        Assert.Equal(KeyTable.Groups.Sum(group => group.Lines.Length), sheet.FindAll("dt").Count);
        var rewind = sheet.FindAll("dl div").Single(line => line.TextContent.Contains("Rewind", StringComparison.Ordinal));
        Assert.Equal("⌫", rewind.QuerySelector("kbd")!.TextContent);
    }

    [Fact]
    public async Task Every_key_that_the_play_screen_handles_is_on_the_sheet_and_no_other()
    {
        Gateway.Show(s_steered);
        var screen = Render<PlayScreen>(p => p.Add(s => s.Code, Views.Code));
        screen.WaitForElement(".play .verdict");
        var handled = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var key in s_keys)
        {
            foreach (var inComposer in (bool[])[false, true])
            {
                var before = (Asked.Count(), Shown(screen));
                await screen.InvokeAsync(() => screen.Instance.OnKeyAsync(key, inComposer));
                if (before != (Asked.Count(), Shown(screen))) handled.Add(NameOf(key));
            }
        }

        var named = Named(anywhere: true).Except(["ArrowUp", "ArrowDown", "T", "?", "Escape", "C", "D", "G"]);
        Assert.Equal(named.Order(StringComparer.Ordinal), handled);
    }

    [Theory]
    [InlineData("who watches")]
    [InlineData("who plays")]
    [InlineData("who is in a challenge")]
    [InlineData("who has solved one")]
    [InlineData("who only looks on")]
    [InlineData("the attacker")]
    public async Task Each_finds_on_the_sheet_the_keys_that_do_something_for_them_and_no_other(string who)
    {
        var desk = new KeyDesk();
        Gateway.Show(who switch
        {
            "who watches" => s_watched,
            "who plays" => s_steered,
            "who is in a challenge" => s_steered with { Attempt = Views.Attempt, Link = null },
            "who has solved one" => s_steered with { Attempt = Views.Attempt with { Points = 100 }, Link = null },
            "who only looks on" => s_steered with { Attempt = Views.Attempt, Link = null, Seat = "observer", Ledger = null, Draft = null, CanRewind = false },
            _ => s_steered with { Hosts = s_steered.Hosts.Add(s_attacker), Seat = "attacker" },
        });
        var screen = Render<PlayScreen>(p => p.Add(s => s.Code, Views.Code).AddCascadingValue(desk));
        screen.WaitForElement(".play[data-live]");

        // A key that nobody has draws the page once, so that what comes after is the keys' doing.
        await screen.InvokeAsync(() => screen.Instance.OnKeyAsync("F12", inComposer: false));
        var handled = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var key in s_keys)
        {
            var before = (Asked.Count(), Gateway.Opened.Count, Shown(screen));
            await screen.InvokeAsync(() => screen.Instance.OnKeyAsync(key, inComposer: false));
            if (before != (Asked.Count(), Gateway.Opened.Count, Shown(screen))) handled.Add(NameOf(key));
        }

        var named = KeyTable.Of(desk.Held).Where(group => group.IsAnywhere).SelectMany(group => group.Lines).SelectMany(line => line.Names).ToHashSet();
        Assert.Equal(named.Except(["ArrowUp", "ArrowDown", "T", "?", "Escape"]).Order(StringComparer.Ordinal), handled);
        Assert.Equal(who == "who plays" || who == "the attacker", handled.Contains("1"));
        Assert.Equal(who == "who plays", handled.Contains("E"));
        Assert.Equal(who == "who has solved one", handled.Contains("G"));
    }

    [Fact]
    public void A_refusal_is_never_the_answer_to_a_key_of_who_watches()
    {
        Gateway.Answer = new Reply(new Refusal(RefusalKind.NotSeated, new Sentence("You are watching. Take a seat first.")));
        Gateway.Show(s_watched);
        var screen = Render<PlayScreen>(p => p.Add(s => s.Code, Views.Code));
        screen.WaitForElement(".play .verdict");
        foreach (var key in s_keys) screen.InvokeAsync(() => screen.Instance.OnKeyAsync(key, inComposer: false));
        Assert.Empty(Asked);
        Assert.Empty(screen.FindAll(".toast"));
    }

    [Fact]
    public void A_page_that_was_left_takes_its_keys_with_it_but_not_those_of_the_next()
    {
        var (desk, first, second) = (new KeyDesk(), new object(), new object());
        desk.Take(first, KeyUse.Seat);
        desk.Take(second, KeyUse.Packets);
        desk.Leave(first);
        Assert.Equal(KeyUse.Packets, desk.Held);
        desk.Leave(second);
        Assert.Equal(["Page"], KeyTable.Of(desk.Held).Select(group => group.Title));
    }

    [Fact]
    public async Task Every_key_that_the_ladder_handles_is_on_the_sheet_and_no_other()
    {
        var pointed = 0;
        var back = 0;
        var handled = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var key in s_keys)
        {
            var ladder = Render<LadderDiagram>(p => p.Add(l => l.View, Views.Reset).Add(l => l.OnPoint, _ => pointed++).Add(l => l.OnBack, _ => back++));
            ladder.Find("[data-row='4']").Click();
            ladder.Find("#zoom-in").Click();
            var before = (pointed, back, Shown(ladder));
            await ladder.InvokeAsync(() => ladder.Instance.OnKeyAsync(key, 2));
            if (before != (pointed, back, Shown(ladder))) handled.Add(NameOf(key));
        }

        var named = KeyTable.Groups.Single(group => group.Title == "In the ladder").Lines.SelectMany(line => line.Names);
        Assert.Equal(named.Order(StringComparer.Ordinal), handled);
    }

    [Theory]
    [InlineData("Play/PlayScreen.razor.js", true)]
    [InlineData("Play/Ladder/LadderDiagram.razor.js", false)]
    [InlineData("Play/Packets/PacketTable.razor.js", false)]
    [InlineData("Play/Packets/PacketDetails.razor.js", false)]
    public void Every_key_that_a_page_module_speaks_of_is_on_the_sheet(string module, bool anywhere)
    {
        var text = File.ReadAllText(Path.Combine(Views.Sources(), module));
        var classes = KeyClasses().Matches(text).Select(match => new Regex(match.Groups[1].Value, match.Groups[2].Length > 0 ? RegexOptions.IgnoreCase : RegexOptions.None)).ToList();
        var spoken = s_keys.Where(key => classes.Any(one => one.IsMatch(key)) || (key.Length > 1 && text.Contains($"\"{key}\"", StringComparison.Ordinal))).Select(NameOf).Distinct();
        Assert.NotEmpty(spoken);
        Assert.Subset(Named(anywhere).ToHashSet(), spoken.ToHashSet());
    }

    private static IEnumerable<string> Named(bool anywhere) =>
        KeyTable.Groups.Where(group => group.IsAnywhere == anywhere).SelectMany(group => group.Lines).SelectMany(line => line.Names).Distinct();

    private static string NameOf(string key) => key.Length == 1 ? key.ToUpperInvariant() : key;

    /// <summary>What a component shows; the numbers of its handlers change with each drawing and are no part of it.</summary>
    private static string Shown<T>(IRenderedComponent<T> component)
        where T : IComponent => Handlers().Replace(component.Markup, "");

    [GeneratedRegex("""blazor:[\w:]+="\d*"|blazor:elementReference="[^"]*" """)]
    private static partial Regex Handlers();

    [GeneratedRegex(@"/(\^(?:\[[^\]/]+\]|\w)\$)/(i?)")]
    private static partial Regex KeyClasses();
}
