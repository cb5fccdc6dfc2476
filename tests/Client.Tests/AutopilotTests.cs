using Bunit;
using Playground.Client.Play;
using Playground.Client.Play.Composing;
using Playground.Contracts;

namespace Playground.Tests;

/// <summary>What the page says while the engine drives the reader's host, and how it is handed over.</summary>
public class AutopilotTests : PageTest
{
    private static readonly RoomView s_piloted = Views.SynSent with
    {
        Version = 3,
        Hosts = Views.SynSent.Hosts.SetItem(0, Views.SynSent.Hosts[0] with { Driver = HostDriver.Engine }),
    };

    [Fact]
    public void One_button_hands_the_host_over_and_takes_it_back()
    {
        var composer = Compose(Views.SynSent);
        Assert.Equal("Autopilot: hand to the engine", composer.Find("#autopilot").GetAttribute("aria-label"));
        composer.Find("#autopilot").Click();
        composer.Render(p => p.Add(c => c.View, s_piloted));
        Assert.Equal("Take it back", composer.Find("#autopilot").TextContent.Trim());
        composer.Find("#autopilot").Click();
        Assert.Equal([typeof(HandToEngine), typeof(TakeBack)], Asked.Select(ask => ask.GetType()));
    }

    [Fact]
    public void The_composer_says_who_drives_and_keeps_what_was_typed()
    {
        var composer = Compose(Views.SynSent);
        composer.Find("#seq").Input("71402");
        composer.Render(p => p.Add(c => c.View, s_piloted));
        Assert.Empty(composer.FindAll("#send"));
        Assert.Contains("The engine drives.", composer.Find(".piloted").TextContent, StringComparison.Ordinal);
        Assert.Equal("71402", composer.Find("#seq").GetAttribute("value")?.Replace("\u00a0", "", StringComparison.Ordinal));

        composer.Render(p => p.Add(c => c.View, Views.SynSent with { Version = 4 }));
        Assert.Single(composer.FindAll("#send"));
        Assert.Equal("71402", composer.Find("#seq").GetAttribute("value")?.Replace("\u00a0", "", StringComparison.Ordinal));
    }

    [Fact]
    public void In_a_challenge_there_is_no_such_button() => Assert.Empty(Compose(Views.SynSent with { Attempt = Views.Attempt }).FindAll("#autopilot"));

    [Fact]
    public void An_attacker_has_nothing_to_hand_over()
    {
        var mallory = new HostView("attacker", "192.0.2.66:6666", HostDriver.Person, "Sly Fox", false, null) { Role = SeatRole.Attacker };
        var attacker = Views.SynSent with { Seat = "attacker", Hosts = Views.SynSent.Hosts.Add(mallory) };
        Assert.Empty(Compose(attacker).FindAll("#autopilot"));
    }

    [Fact]
    public async Task The_key_E_does_the_same()
    {
        Gateway.Show(Views.SynSent);
        var page = Render<PlayScreen>(p => p.Add(s => s.Code, Views.Code));
        page.WaitForElement("#autopilot");
        await page.InvokeAsync(() => page.Instance.OnKeyAsync("e", inComposer: false));
        Gateway.Show(s_piloted);
        page.WaitForAssertion(() => Assert.Contains("The engine drives your host.", page.Find(".verdict").TextContent, StringComparison.Ordinal));
        await page.InvokeAsync(() => page.Instance.OnKeyAsync("E", inComposer: true));
        Assert.Equal([typeof(HandToEngine), typeof(TakeBack)], Asked.Select(ask => ask.GetType()));
    }

    [Fact]
    public void The_room_says_whose_host_is_on_autopilot_and_nobody_else_can_take_it()
    {
        var watched = s_piloted with { Seat = null, Ledger = null };
        var theirs = Render<RoomBar>(p => p.Add(b => b.View, watched).Add(b => b.Ask, Ask));
        Assert.Contains("Curious Otter, on autopilot", theirs.Find(".seat").TextContent, StringComparison.Ordinal);
        Assert.Empty(theirs.FindAll(".seat")[0].GetElementsByClassName("take"));
        Assert.Single(theirs.FindAll(".take"));
    }

    private IRenderedComponent<Composer> Compose(RoomView view) => Render<Composer>(p => p
        .Add(c => c.View, view).Add(c => c.Sides, SidesOf(view)).Add(c => c.Ask, Ask).Add(c => c.KeepAfter, TimeSpan.FromHours(1)));
}
