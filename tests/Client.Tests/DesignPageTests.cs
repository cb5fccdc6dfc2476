using Bunit;
using Microsoft.AspNetCore.Components;
using Playground.Client;
using Playground.Client.Design;
using Playground.Client.Play;

namespace Playground.Tests;

/// <summary>The page that shows every component in its states.</summary>
public class DesignPageTests : PageTest
{
    /// <summary>What is a whole screen or frames one, what is only there once something is pressed, the card that tells a page that it is the older one, and what the map of the course and one's own page are made of.</summary>
    private static readonly string[] s_elsewhere =
    [
        "Routes", "MainLayout", "SiteHeader", "ThemeSwitch", "KeySheet", "RfcPanel", "PlayScreen", "ReplayScreen", "CaptureView",
        "LadderDetails", "PacketDetails", "RawBytes", "ElsewhereCard", "CourseMap", "CourseNode", "AttemptTable", "RecoveryCard", "ForgetCard",
        "ChallengePreviewCard", "SourceEditor",
    ];

    [Fact]
    public void Every_component_is_on_it_or_is_known_to_be_looked_at_elsewhere()
    {
        var page = Render<DesignPage>();
        var shown = page.FindComponents<IComponent>().Select(component => component.Instance.GetType()).ToHashSet();
        var missing = typeof(Texts).Assembly.GetTypes()
            .Where(type => type is { IsAbstract: false, IsClass: true } && type.IsAssignableTo(typeof(IComponent)) && type.Name[0] != '_')
            .Where(type => !type.IsDefined(typeof(RouteAttribute), false) && !shown.Contains(type)).Select(type => type.Name);
        Assert.Equal(string.Join(" ", s_elsewhere.Order(StringComparer.Ordinal)), string.Join(" ", missing.Order(StringComparer.Ordinal)));
    }

    [Fact]
    public void The_verdict_is_there_in_each_of_its_tones()
    {
        var tones = Render<DesignPage>().FindAll(".verdict").Select(verdict => verdict.GetAttribute("data-tone"));
        Assert.Equal(Enum.GetNames<VerdictTone>().Select(tone => tone.ToLowerInvariant()), tones.Select(tone => tone!.ToLowerInvariant()));
    }

    [Fact]
    public void No_two_things_that_are_named_share_a_name()
    {
        var page = Render<DesignPage>();
        var named = page.FindAll("[aria-labelledby], [aria-describedby], [aria-controls], label[for]")
            .SelectMany(one => new[] { "aria-labelledby", "aria-describedby", "aria-controls", "for" }.Select(one.GetAttribute)).OfType<string>().ToHashSet();
        Assert.NotEmpty(named);
        Assert.All(named, name => Assert.Single(page.FindAll($"[id='{name}']")));
    }
}
