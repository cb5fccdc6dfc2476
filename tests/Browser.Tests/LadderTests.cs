using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Playground.Tests;

/// <summary>The ladder in a real browser: long ones that scroll, rows that are picked, zoom and jumps, by mouse, key and finger.</summary>
public sealed class LadderTests(Browser browser)
{
    [Fact]
    public async Task A_row_is_picked_by_click_walked_by_arrow_key_and_closed_by_escape()
    {
        await using var app = new PlaygroundApp();
        await using var tab = await browser.OpenAsync(app.Address);
        var me = new Player(tab);
        await me.GoAsync();
        await me.Page.Locator("#send").ClickAsync();
        await me.SeesAsync("server", "SYN, ACK");
        var details = me.Page.Locator(".details");

        await me.Page.Locator(".arrow .tag").First.ClickAsync();
        await Expect(details.Locator("h3")).ToHaveTextAsync("[SYN] client → server");
        await Expect(details.Locator(".hex")).ToContainTextAsync("0000");
        await me.Page.Keyboard.PressAsync("ArrowDown");
        await Expect(details.Locator("h3")).ToHaveTextAsync("server: LISTEN → SYN-RECEIVED");
        await me.Page.Keyboard.PressAsync("ArrowDown");
        await Expect(details.Locator("h3")).ToHaveTextAsync("[SYN, ACK] server → client");
        await details.Locator("#to-asked").ClickAsync();
        await Expect(details.Locator("h3")).ToHaveTextAsync("[SYN] client → server");
        await Expect(me.Page.Locator(".arrow.picked [role=button]")).ToBeFocusedAsync();
        await me.Page.Keyboard.PressAsync("Escape");
        await Expect(details).ToHaveCountAsync(0);
        await me.Page.Keyboard.PressAsync("Enter");
        await Expect(details).ToBeVisibleAsync();
        Assert.Empty(tab.Complaints);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(1_000)]
    public async Task A_ladder_scrolls_and_grows_as_smoothly_however_long_it_is(int count)
    {
        var room = new LongRoom(count);
        await using var app = room.App();
        await using var tab = await OpenAsync(app, Window.Laptop);
        var page = tab.Page;
        var last = page.Locator($"[data-row='{count - 1}']");
        await Expect(last).ToBeInViewportAsync();
        Assert.InRange(await page.Locator("[data-row]").CountAsync(), Math.Min(count, 5), 200);

        // Rows come in: the end stays in sight, and each costs the page the same.
        var spent = System.Diagnostics.Stopwatch.StartNew();
        for (var i = 0; i < 20; i++)
        {
            room.Grow();
            await Expect(page.Locator($"[data-row='{count + i}']")).ToBeAttachedAsync();
        }

        Console.WriteLine($"{count} rows: {spent.Elapsed.TotalMilliseconds / 20:0} ms from a new row to the browser's page.");
        await Expect(page.Locator($"[data-row='{count + 19}']")).ToBeInViewportAsync();
        Assert.Empty(tab.Complaints);
    }

    [Fact]
    public async Task Who_scrolls_up_in_a_thousand_rows_finds_them_there_and_the_way_back_to_the_end()
    {
        var room = new LongRoom(1_000);
        await using var app = room.App();
        await using var tab = await OpenAsync(app, Window.Laptop);
        var page = tab.Page;
        await Expect(page.Locator("[data-row='999']")).ToBeInViewportAsync();
        await page.Locator(".ladder .scroll").HoverAsync();
        await page.Mouse.WheelAsync(0, -3000);
        await Expect(page.Locator("#to-end")).ToHaveTextAsync("↓ to the end");
        var inSight = await InSightAsync(page);
        Assert.InRange(inSight.Length, 4, 40);
        Assert.DoesNotContain(999, inSight);

        // What comes in below moves nothing of what is in sight.
        var at = await HeightsAsync(page, inSight);
        room.Grow();
        room.Grow();
        await Expect(page.Locator("#to-end")).ToHaveTextAsync("↓ 2 new");
        Assert.Equal(at, await HeightsAsync(page, inSight));

        await page.Locator(".ladder .scroll").EvaluateAsync("box => box.scrollTop = 0");
        await Expect(page.Locator("[data-row='0']")).ToBeInViewportAsync();
        await page.Locator("#to-end").ClickAsync();
        await Expect(page.Locator("[data-row='1001']")).ToBeInViewportAsync();
        await Expect(page.Locator("#to-end")).ToHaveCountAsync(0);
        Assert.Empty(tab.Complaints);
    }

    [Fact]
    public async Task Events_far_away_are_jumped_to_and_zoom_keeps_the_place()
    {
        var room = new LongRoom(1_000);
        await using var app = room.App();
        await using var tab = await OpenAsync(app, Window.Laptop);
        var page = tab.Page;
        await page.Locator(".kind").SelectOptionAsync("Loss");
        await page.Locator("#previous-event").ClickAsync();
        await page.Locator("#previous-event").ClickAsync();
        await Expect(page.Locator("[data-row='899']")).ToBeInViewportAsync();
        await Expect(page.Locator("[data-row='899'] [role=button]")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Shift+N");
        await Expect(page.Locator("[data-row='799']")).ToBeInViewportAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator(".details")).ToHaveCountAsync(0);

        await page.Keyboard.PressAsync("+");
        await Expect(page.Locator(".zoom-125")).ToBeVisibleAsync();
        await Expect(page.Locator("[data-row='799']")).ToBeInViewportAsync();
        await page.Keyboard.DownAsync("Control");
        await page.Locator(".ladder .scroll").HoverAsync();
        await page.Mouse.WheelAsync(0, 100);
        await page.Keyboard.UpAsync("Control");
        await Expect(page.Locator(".zoom-100")).ToBeVisibleAsync();
        Assert.Empty(tab.Complaints);
    }

    [Fact]
    public async Task A_finger_picks_a_row_on_a_phone()
    {
        await using var app = new PlaygroundApp();
        await using var tab = await browser.OpenAsync(app.Address, Windows.Touched);
        var me = new Player(tab);
        await me.GoAsync();
        await me.Page.Locator("#send").TapAsync();
        await me.SeesAsync("server", "SYN, ACK");
        await me.Page.Locator(".arrow .tag").First.TapAsync();
        await Expect(me.Page.Locator(".details h3")).ToHaveTextAsync("[SYN] client → server");
        await me.Page.Locator("#close-details").TapAsync();
        await Expect(me.Page.Locator(".details")).ToHaveCountAsync(0);
    }

    [Theory]
    [MemberData(nameof(Windows.Two), MemberType = typeof(Windows))]
    public async Task The_ladder_is_readable_by_everybody_in_all_its_shapes(Window window)
    {
        foreach (var (name, room) in ((string, LongRoom)[])[("trouble", LongRoom.Troubled()), ("crowd", LongRoom.Crowded())])
        {
            await using var app = room.App();
            await using var tab = await OpenAsync(app, window);
            var look = new Look(tab.Page, window);
            await Expect(tab.Page.Locator(".arrow .tag").Last).ToBeInViewportAsync();
            await look.AtAsync($"ladder-{name}");
            await tab.Page.Locator(".arrow .tag").Last.ClickAsync();
            await Expect(tab.Page.Locator(".details")).ToBeVisibleAsync();
            await look.AtAsync($"ladder-{name}-details");
            Assert.Empty(tab.Complaints);
        }
    }

    private async Task<Tab> OpenAsync(PlaygroundApp app, Window window)
    {
        var tab = await browser.OpenAsync(app.Address, window.Options());
        await new Player(tab).GoAsync("/r/K7QF2M");
        return tab;
    }

    private static async Task<int[]> InSightAsync(IPage page) => await page.EvaluateAsync<int[]>(
        """
        () => {
          const frame = document.querySelector(".ladder .scroll").getBoundingClientRect();
          return [...document.querySelectorAll(".arrow")].filter(row => {
            const tag = row.querySelector(".tag").getBoundingClientRect();
            return tag.top > frame.top + 46 && tag.bottom < frame.bottom;
          }).map(row => Number(row.dataset.row));
        }
        """);

    private static async Task<string> HeightsAsync(IPage page, int[] rows) => await page.EvaluateAsync<string>(
        "rows => rows.map(row => Math.round(document.querySelector(`[data-row='${row}'] .tag`).getBoundingClientRect().top)).join(' ')", rows);
}
