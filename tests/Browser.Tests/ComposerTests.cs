using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Playground.Tests;

/// <summary>The composer under real hands: mouse, keys, fingers, pastes, and a page that comes back.</summary>
[Collection("Clipboard")]
public sealed class ComposerTests(Browser browser)
{
    [Fact]
    public async Task A_number_is_dragged_into_a_field_with_the_mouse_and_not_clicked_by_it()
    {
        await using var app = new PlaygroundApp();
        await using var me = await OpenAsync(app);
        await me.GoAsync();
        await me.Page.Locator("#ack").FocusAsync();
        var chip = me.Page.Locator(".chip[data-number='80']");
        await chip.DragToAsync(me.Page.Locator("#window"));
        await Expect(me.Page.Locator("#window")).ToHaveValueAsync("80");
        await Expect(me.Page.Locator("#ack")).ToHaveValueAsync("");
        await Expect(me.Page.Locator("[data-over]")).ToHaveCountAsync(0);
        await chip.ClickAsync();
        await Expect(me.Page.Locator("#window")).ToHaveValueAsync("80");
        Assert.Equal(80u, uint.Parse(await me.FieldAsync("ack") is { Length: > 0 } ack ? ack : "80"));
        Assert.Empty(me.Tab.Complaints);
    }

    [Fact]
    public async Task A_finger_taps_a_chip_and_drags_one_on_a_phone()
    {
        await using var app = new PlaygroundApp();
        await using var me = new Player(await browser.OpenAsync(app.Address, Windows.Touched));
        await me.GoAsync();
        await me.Page.Locator("#seq").FocusAsync();
        var chip = me.Page.Locator(".chip[data-number='65535'], .chip[data-number='80']").First;
        await chip.ScrollIntoViewIfNeededAsync();
        var number = await chip.GetAttributeAsync("data-number");
        await chip.TapAsync();
        await Expect(me.Page.Locator("#seq")).ToHaveValueAsync(new Regex($@"^{Regex.Replace(number!, @"\B(?=(\d{3})+$)", @"\s")}$"));

        var (from, to) = (await MiddleAsync(chip), await MiddleAsync(me.Page.Locator("#ack")));
        var touch = await me.Page.Context.NewCDPSessionAsync(me.Page);
        await TouchAsync(touch, "touchStart", from);
        for (var step = 1; step <= 8; step++) await TouchAsync(touch, "touchMove", (from.X + ((to.X - from.X) * step / 8), from.Y + ((to.Y - from.Y) * step / 8)));
        await TouchAsync(touch, "touchEnd", null);
        await Expect(me.Page.Locator("#ack")).ToHaveValueAsync(new Regex(@"^[\d\s]+$"));
        Assert.Equal(number, await me.FieldAsync("ack"));
    }

    [Fact]
    public async Task Everything_is_done_with_the_keyboard_alone()
    {
        await using var app = new PlaygroundApp();
        await using var me = await OpenAsync(app);
        await me.GoAsync();
        await me.Page.Locator("#seq").FocusAsync();
        await me.TypeAsync("seq", "0");
        await me.Page.Keyboard.PressAsync("ArrowDown");
        await Expect(me.Page.Locator("#seq")).ToHaveValueAsync(new Regex(@"^4\s294\s967\s295$"));
        await me.Page.Keyboard.PressAsync("ArrowUp");
        await Expect(me.Page.Locator("#seq")).ToHaveValueAsync("0");

        // To the chips, along them, and Enter: the number is in the field, and so are the keys.
        await me.Page.Locator("summary").Filter(new() { HasText = "Ports" }).ClickAsync();
        await me.Page.Locator("#urgent").FocusAsync();
        await me.Page.Locator(".chips .sum").First.FocusAsync();
        for (var steps = 0; steps < 20 && await me.Page.EvaluateAsync<string?>("document.activeElement.dataset.number ?? null") != "80"; steps++)
            await me.Page.Keyboard.PressAsync("ArrowRight");
        await me.Page.Keyboard.PressAsync("Enter");
        await Expect(me.Page.Locator("#urgent")).ToHaveValueAsync("80");
        await Expect(me.Page.Locator("#urgent")).ToBeFocusedAsync();

        // A part of the drawing leads to its field.
        await me.Page.Locator(".bits [data-part=source-port]").FocusAsync();
        await me.Page.Keyboard.PressAsync("ArrowRight");
        await me.Page.Keyboard.PressAsync("ArrowRight");
        await me.Page.Keyboard.PressAsync("Enter");
        await Expect(me.Page.Locator("#seq")).ToBeFocusedAsync();

        // And opens what the field is folded away in.
        await me.Page.Locator("summary").Filter(new() { HasText = "Ports" }).ClickAsync();
        await Expect(me.Page.Locator("#source-port")).ToHaveCountAsync(0);
        await me.Page.Locator(".bits [data-part=source-port]").FocusAsync();
        await me.Page.Keyboard.PressAsync("Enter");
        await Expect(me.Page.Locator("#source-port")).ToBeFocusedAsync();
        await me.Page.Locator("#seq").FocusAsync();
        await me.Page.Keyboard.PressAsync("u");
        await Expect(me.Page.Locator("#send")).ToHaveTextAsync(new Regex("Send URG, SYN"));
        await me.Page.Keyboard.PressAsync("Enter");
        await me.SeesAsync("client", "URG, SYN");
        Assert.Empty(me.Tab.Complaints);
    }

    [Fact]
    public async Task Point_at_a_field_and_its_bits_light_up_in_all_three()
    {
        await using var app = new PlaygroundApp();
        await using var me = await OpenAsync(app);
        await me.GoAsync();
        await me.Page.Locator("summary").Filter(new() { HasText = "Bytes" }).ClickAsync();
        await Expect(me.Page.Locator(".bytes")).ToBeVisibleAsync();
        await me.Page.Locator(".bits [data-part=seq]").HoverAsync();
        await Expect(me.Page.Locator("[data-lit]")).ToHaveCountAsync(3);
        await Expect(me.Page.Locator(".bytes [data-lit]")).ToHaveAttributeAsync("data-part", "seq");
        await Expect(me.Page.Locator(".field[data-lit] #seq")).ToBeVisibleAsync();
        await me.Page.Locator(".bytes [data-part=window]").HoverAsync();
        await Expect(me.Page.Locator(".plain[data-lit] #window")).ToBeVisibleAsync();
        await Expect(me.Page.Locator(".bits [data-lit]")).ToHaveAttributeAsync("data-part", "window");
        await me.Page.Locator("#composer-title").HoverAsync();
        await me.Page.Locator("#ack").FocusAsync();
        await Expect(me.Page.Locator(".bits [data-lit]")).ToHaveAttributeAsync("data-part", "ack");
        await Expect(me.Page.Locator(".bytes [data-lit]")).ToHaveAttributeAsync("data-part", "ack");
    }

    [Theory]
    [InlineData("seq")]
    [InlineData("payload")]
    [InlineData("raw")]
    public async Task A_paste_of_a_megabyte_is_told_where_it_happened_and_loses_nothing(string field)
    {
        await using var app = new PlaygroundApp();
        await using var me = await OpenAsync(app);
        await me.Tab.Page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await me.GoAsync();
        await me.Page.Locator("summary").Filter(new() { HasText = "Bytes" }).ClickAsync();
        await me.TypeAsync("payload", "HELLO");
        await Expect(me.Page.Locator("#send")).ToHaveTextAsync(new Regex(@"\+ 5 bytes"));
        var before = await me.Page.Locator($"#{field}").InputValueAsync();
        await me.Page.EvaluateAsync("navigator.clipboard.writeText('7'.repeat(1048576))");
        await me.Page.Locator($"#{field}").FocusAsync();
        await me.Page.Keyboard.PressAsync("Control+v");
        await Expect(me.Page.Locator($"[data-part={field}] .problem, #{field}-problem").First).ToContainTextAsync(new Regex(@"1\s048\s576 characters"));
        Assert.Equal(before, await me.Page.Locator($"#{field}").InputValueAsync());
        await me.Page.Locator("#send").ClickAsync();
        await me.SeesAsync("client", "SYN");
        Assert.Empty(me.Tab.Complaints);
    }

    [Fact]
    public async Task Raw_bytes_pasted_fill_the_fields_and_are_sent_by_Enter()
    {
        await using var app = new PlaygroundApp();
        await using var me = await OpenAsync(app);
        await me.GoAsync();
        await me.Page.Locator("summary").Filter(new() { HasText = "Bytes" }).ClickAsync();
        await me.Page.Locator("summary").Filter(new() { HasText = "Ports" }).ClickAsync();
        await me.Page.Locator("#raw").FillAsync("0007 0051 0000 03e8 0000 0000 5002 ffff 0000 0009");
        await Expect(me.Page.Locator("#seq")).ToHaveValueAsync(new Regex(@"^1\s000$"));
        await Expect(me.Page.Locator("#checksum")).ToHaveValueAsync("0x0000");
        await me.Page.Locator("#raw").PressAsync("Enter");
        var syn = await me.SeesAsync("client", "SYN");
        Assert.Equal(1000u, syn.Seq);
        Assert.Empty(me.Tab.Complaints);
    }

    [Fact]
    public async Task The_help_that_was_chosen_is_there_after_a_reload_and_so_is_what_was_typed()
    {
        await using var app = new PlaygroundApp();
        await using var me = await OpenAsync(app);
        await me.GoAsync();
        await me.Page.Locator("#send").ClickAsync();
        await me.SeesAsync("server", "SYN, ACK");
        await me.Page.Locator("#assistance").SelectOptionAsync("FillIn");
        await me.Page.Locator("#fill-in").ClickAsync();
        await Expect(me.Page.Locator("#send")).ToHaveTextAsync(new Regex("Send ACK"));
        await me.TypeAsync("payload", "HEL");
        await Expect(me.Page.Locator("#send")).ToHaveTextAsync(new Regex(@"\+ 3 bytes"));
        await me.GoAsync();
        await Expect(me.Page.Locator("#fill-in")).ToBeVisibleAsync();
        await Expect(me.Page.Locator("#payload")).ToHaveValueAsync("HEL");
        await me.Page.Locator("#send").ClickAsync();
        await Expect(me.State).ToHaveTextAsync("ESTABLISHED");
    }

    [Fact]
    public async Task A_mistake_is_told_before_it_goes_to_who_wants_that()
    {
        await using var app = new PlaygroundApp();
        await using var me = await OpenAsync(app);
        await me.GoAsync();
        await me.Page.Locator("#send").ClickAsync();
        var synAck = await me.SeesAsync("server", "SYN, ACK");
        await me.Page.Locator("#assistance").SelectOptionAsync("Check");
        await me.SendAsync(["ACK"], synAck.Ack!.Value, synAck.Seq);
        await Expect(me.Page.Locator("#review")).ToContainTextAsync("repeats the number that arrived");
        await Expect(me.Page.Locator("#send")).ToHaveTextAsync("Send anyway");
        await me.TypeAsync("ack", synAck.Seq + 1);
        await Expect(me.Page.Locator("#review")).ToHaveCountAsync(0);
        await me.Page.Locator("#send").ClickAsync();
        await Expect(me.State).ToHaveTextAsync("ESTABLISHED");
        Assert.Empty(me.Tab.Complaints);
    }

    [Theory]
    [MemberData(nameof(Windows.Two), MemberType = typeof(Windows))]
    public async Task Unfolded_it_is_readable_by_everybody_and_fits_its_width(Window window)
    {
        await using var app = new PlaygroundApp();
        await using var me = new Player(await browser.OpenAsync(app.Address, window.Options()));
        var look = new Look(me.Page, window);
        await me.GoAsync();
        if (!window.IsPhone())
            Assert.True(await me.Page.Locator("#packets-body .none > span").EvaluateAsync<bool>("says => says.scrollWidth <= says.clientWidth"), "The empty list's sentence is cut.");
        await me.Page.Locator("#send").ClickAsync();
        await me.SeesAsync("server", "SYN, ACK");
        await look.AtAsync("composer");
        if (window.IsPhone()) await me.Page.Locator(".more-fields").ClickAsync();
        await me.Page.Locator("#assistance").SelectOptionAsync("FillIn");
        await me.Page.Locator("#check").ClickAsync();
        await Expect(me.Page.Locator("#review")).ToBeVisibleAsync();
        await me.Page.Locator("#seq").FocusAsync();
        await me.Page.Locator(".bits [data-part=seq]").ScrollIntoViewIfNeededAsync();
        Assert.True(await me.Page.Locator("#send").EvaluateAsync<bool>("button => button.scrollWidth <= button.clientWidth"), "The button's words are cut.");
        await look.AtAsync("composer-review");
        await me.TypeAsync("payload", "HELLO, this is a payload");
        await look.AtAsync("composer-more");
        foreach (var fold in await me.Page.Locator(".composer summary").AllAsync())
        {
            await fold.ClickAsync();
            await fold.ScrollIntoViewIfNeededAsync();
            await look.AtAsync($"composer-{(await fold.InnerTextAsync()).Split(' ', ',', '\n')[0].ToLowerInvariant()}");
        }

        await Expect(me.Page.Locator("#raw")).ToBeVisibleAsync();
        await me.Page.Locator("#raw").ScrollIntoViewIfNeededAsync();
        await me.Page.Locator("#seq").FocusAsync();
        await me.Page.Locator("#raw").ScrollIntoViewIfNeededAsync();
        await look.AtAsync("composer-raw");
    }

    private static async Task<(double X, double Y)> MiddleAsync(ILocator locator)
    {
        var box = (await locator.BoundingBoxAsync())!;
        return (box.X + (box.Width / 2), box.Y + (box.Height / 2));
    }

    private static async Task TouchAsync(ICDPSession session, string type, (double X, double Y)? at) =>
        await session.SendAsync("Input.dispatchTouchEvent", new() { ["type"] = type, ["touchPoints"] = at is { } point ? new[] { new { x = point.X, y = point.Y } } : [] });

    private async Task<Player> OpenAsync(PlaygroundApp app) => new(await browser.OpenAsync(app.Address));
}
