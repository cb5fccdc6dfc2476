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
        Gateway.Show(Views.Reset with { Link = new LinkView(new LinkSettings(), ImmutableSortedDictionary<string, LinkSettings>.Empty, []) });
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

        var named = Named(anywhere: true).Except(["ArrowUp", "ArrowDown", "T", "?", "Escape"]);
        Assert.Equal(named.Order(StringComparer.Ordinal), handled);
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
        var text = File.ReadAllText(Path.Combine(Sources(), module));
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

    private static string Sources()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Playground.sln"))) folder = folder.Parent;
        return Path.Combine(folder!.FullName, "src", "Client");
    }

    [GeneratedRegex("""blazor:[\w:]+="\d*"|blazor:elementReference="[^"]*" """)]
    private static partial Regex Handlers();

    [GeneratedRegex(@"/(\^(?:\[[^\]/]+\]|\w)\$)/(i?)")]
    private static partial Regex KeyClasses();
}
