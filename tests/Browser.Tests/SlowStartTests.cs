using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Playground.Contracts;
using static Microsoft.Playwright.Assertions;

namespace Playground.Tests;

/// <summary>A page that comes up slowly, piece by piece, on a laptop or a network that is.</summary>
public sealed class SlowStartTests(Browser browser)
{
    [Fact]
    public async Task Who_leaves_a_room_before_its_keys_have_come_meets_no_error_and_has_the_keys_of_the_next()
    {
        await using var app = new PlaygroundApp();
        await using var tab = await browser.OpenAsync(app.Address);
        var me = new Player(tab);
        var keys = await HoldAsync(tab.Page, "**/PlayScreen.razor.js");
        await me.GoAsync();
        await me.OpenMenuAsync();
        await me.Page.GetByRole(AriaRole.Button, new() { Name = "Play the server" }).ClickAsync();
        await Expect(me.Page).ToHaveURLAsync(new Regex("/r/[A-Z0-9]{6}$"));
        await me.LiveAsync();
        await Expect(me.State).ToHaveTextAsync("LISTEN");

        keys.SetResult();

        await Expect(me.Page.Locator("#blazor-error-ui")).ToBeHiddenAsync();
        await me.SeesAsync("client", "SYN");

        // Once the page has them the server is told, before it hears of the click.
        await me.Page.EvaluateAsync("import('./_content/Playground.Client/Play/PlayScreen.razor.js')");
        await me.SetFlagsAsync("FIN");
        await me.Page.Keyboard.PressAsync("f");
        await Expect(me.Page.Locator("#send")).ToHaveTextAsync("Send without flags");
        Assert.Empty(tab.Complaints);
    }

    [Fact]
    public async Task What_hears_the_keys_is_fetched_while_the_page_comes_alive_and_once()
    {
        await using var app = new PlaygroundApp();
        await using var tab = await browser.OpenAsync(app.Address);
        var me = new Player(tab);
        var asked = new ConcurrentQueue<string>();
        tab.Page.Request += (_, request) => asked.Enqueue(new Uri(request.Url).AbsolutePath);
        await me.GoAsync();
        await me.HearsKeysAsync();
        await Expect(me.Page.Locator("#keys[data-listens]")).ToBeAttachedAsync();
        var paths = asked.ToList();
        var circuit = paths.IndexOf("/_blazor/negotiate");
        foreach (var module in (string[])["Play/PlayScreen", "Play/Keys/KeySheet", "Play/Composing/Composer", "Widgets/PasteGuard", "Play/Ladder/LadderDiagram"])
            Assert.InRange(paths.IndexOf(Assert.Single(paths, path => path.EndsWith($"{module}.razor.js", StringComparison.Ordinal))), 0, circuit);
        Assert.Empty(tab.Complaints);
    }

    [Fact]
    public async Task The_first_button_has_the_focus_however_late_the_room_makes_the_page_live()
    {
        var room = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var app = new PlaygroundApp(services => LateGateway.Replace(services, room.Task));
        await using var tab = await browser.OpenAsync(app.Address);
        var me = new Player(tab);
        await tab.GoAsync();
        await me.HearsKeysAsync();
        await Expect(me.Page.Locator(".play")).Not.ToHaveAttributeAsync("data-live", "");

        room.SetResult();

        await me.LiveAsync();
        await Expect(me.Page.Locator("#send")).ToBeFocusedAsync();
        await me.Page.Keyboard.PressAsync("Enter");
        await me.SeesAsync("server", "SYN, ACK");
    }

    [Fact]
    public async Task Who_has_begun_to_type_keeps_the_focus_when_the_button_s_comes_late()
    {
        await using var app = new PlaygroundApp();
        await using var tab = await browser.OpenAsync(app.Address);
        var me = new Player(tab);
        var focus = await HoldAsync(tab.Page, "**/Composer.razor.js");
        await me.GoAsync();
        await me.TypeAsync("seq", 77);

        focus.SetResult();

        // Once the page has it the server is told, before it hears of the next digit.
        await me.Page.EvaluateAsync("import('./_content/Playground.Client/Play/Composing/Composer.razor.js')");
        await me.Page.Keyboard.PressAsync("7");
        await Expect(me.Page.Locator(".composer .words")).ToContainTextAsync("777");
        await Expect(me.Page.Locator("#seq")).ToBeFocusedAsync();
    }

    /// <summary>Lets a file of the page wait until the test gives it free.</summary>
    private static async Task<TaskCompletionSource> HoldAsync(IPage page, string file)
    {
        var free = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await page.RouteAsync(file, async route =>
        {
            await free.Task;
            await route.ContinueAsync();
        });
        return free;
    }

    /// <summary>The rooms as they are, except that a page that has come up waits for what it follows.</summary>
    private sealed class LateGateway(IRoomGateway gateway, Task live) : IRoomGateway
    {
        private int _followers;

        public IReadOnlyList<ChallengeCard> Challenges => gateway.Challenges;

        public static void Replace(IServiceCollection services, Task live)
        {
            var real = services.Last(service => service.ServiceType == typeof(IRoomGateway)).ImplementationFactory!;
            services.AddSingleton<IRoomGateway>(all => new LateGateway((IRoomGateway)real(all), live));
        }

        public ValueTask<OpenReply> OpenAsync(Participant who, OpenRoom what, CancellationToken cancel = default) => gateway.OpenAsync(who, what, cancel);

        public ValueTask<RoomCode> HomeAsync(Participant who, CancellationToken cancel = default) => gateway.HomeAsync(who, cancel);

        public async IAsyncEnumerable<RoomView> WatchAsync(Participant who, RoomCode room, [EnumeratorCancellation] CancellationToken cancel = default)
        {
            // The first is the page as the server renders it.
            if (Interlocked.Increment(ref _followers) > 1) await live;
            await foreach (var view in gateway.WatchAsync(who, room, cancel)) yield return view;
        }

        public ValueTask<Reply> AskAsync(Participant who, RoomCode room, RoomAsk ask, CancellationToken cancel = default) => gateway.AskAsync(who, room, ask, cancel);

        public ValueTask<ReplayReply> ReplayAsync(Participant who, RoomCode room, CancellationToken cancel = default) => gateway.ReplayAsync(who, room, cancel);

        public ValueTask<IReadOnlyList<ScoreLine>> ScoresAsync(CancellationToken cancel = default) => gateway.ScoresAsync(cancel);
    }
}
