using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Playground.Captures;
using Playground.Tcp;
using Playground.Wire;
using static Microsoft.Playwright.Assertions;

namespace Playground.Tests;

/// <summary>Packet list, filter, details, octets and captures, with real clicks and keys.</summary>
public sealed class PacketTests(Browser browser)
{
    [Fact]
    public async Task A_packet_is_found_with_a_filter_and_its_fields_and_octets_light_up_together()
    {
        await using var app = new PlaygroundApp();
        await using var tab = await browser.OpenAsync(app.Address, Window.Laptop.Options());
        var me = await ShakenAsync(tab);
        var rows = Rows(tab.Page, "packets");
        await Expect(rows).ToHaveCountAsync(3);
        await Expect(rows.Nth(1)).ToContainTextAsync(new Regex(@"80 → \d+ \[SYN, ACK\] Seq=0 Ack=1 Win=\d+ Len=0"));

        // Typing completes names, a slip is said where it is and mended with a click.
        var filter = tab.Page.Locator("#packets-filter");
        await filter.PressSequentiallyAsync("tcp.flags.sy");
        await Expect(tab.Page.Locator("[role=option]")).ToHaveCountAsync(1);
        await tab.Page.Keyboard.PressAsync("ArrowDown");
        await tab.Page.Keyboard.PressAsync("Enter");
        await Expect(filter).ToHaveValueAsync("tcp.flags.syn");
        await filter.PressSequentiallyAsync("==1 && tcp.flag.ack==1");
        await Expect(tab.Page.Locator("#packets-filter-says")).ToContainTextAsync("At character 21: There is no field tcp.flag.ack. Did you mean tcp.flags.ack?");
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Write tcp.flags.ack" }).ClickAsync();
        await Expect(filter).ToHaveValueAsync("tcp.flags.syn==1 && tcp.flags.ack==1");
        await Expect(rows).ToHaveCountAsync(1);
        await Expect(tab.Page.Locator(".packets .count")).ToHaveTextAsync("1 of 3");

        // A click opens the packet: a field's octets light up, an octet's field does.
        await rows.First.ClickAsync();
        var tree = tab.Page.Locator(".packets [role=tree]");
        await tree.GetByText("Source Port: 80").HoverAsync();
        await Expect(tab.Page.Locator(".packets .marks .mark")).ToHaveCountAsync(2);
        var mark = await tab.Page.Locator(".packets .marks .mark").First.BoundingBoxAsync();
        await tree.GetByText(new Regex(@"^Sequence Number \(raw\)")).HoverAsync();
        await tab.Page.Mouse.MoveAsync(mark!.X + 2, mark.Y + 5);
        await Expect(tree.Locator("[data-lit]")).ToHaveAttributeAsync("data-id", "tcp.srcport");
        Assert.Empty(tab.Complaints);
        Assert.Empty(tab.RequestsElsewhere);
    }

    [Fact]
    public async Task The_keyboard_goes_through_packets_fields_and_octets()
    {
        await using var app = new PlaygroundApp();
        await using var tab = await browser.OpenAsync(app.Address, Window.Laptop.Options());
        await ShakenAsync(tab);
        await tab.Page.Locator("#packets-list").FocusAsync();
        await tab.Page.Keyboard.PressAsync("End");
        var chosen = tab.Page.Locator(".packets [role=row][aria-selected=true]");
        await Expect(chosen).ToHaveAttributeAsync("id", "packets-list-3");
        await tab.Page.Keyboard.PressAsync("ArrowUp");
        await Expect(chosen).ToHaveAttributeAsync("id", "packets-list-2");

        // From the list the tree is one step away; its arrows open and close branches.
        await Expect(tab.Page.Locator(".packets [role=tree] [tabindex='0']")).ToHaveCountAsync(1);
        await tab.Page.Keyboard.PressAsync("Tab");
        var item = tab.Page.Locator(".packets [role=treeitem]:focus");
        await Expect(item).ToHaveAttributeAsync("data-id", "frame");
        await tab.Page.Keyboard.PressAsync("ArrowRight");
        await Expect(item).ToHaveAttributeAsync("aria-expanded", "true");
        await tab.Page.Keyboard.PressAsync("ArrowDown");
        await Expect(item).ToHaveAttributeAsync("data-id", "frame.number");
        await tab.Page.Keyboard.PressAsync("ArrowLeft");
        await Expect(item).ToHaveAttributeAsync("data-id", "frame");

        // And the octets another: each is named with its field, and Enter goes to it.
        await tab.Page.Keyboard.PressAsync("Tab");
        await tab.Page.Keyboard.PressAsync("ArrowRight");
        for (var i = 0; i < 2; i++) await tab.Page.Keyboard.PressAsync("ArrowDown");
        await tab.Page.Keyboard.PressAsync("ArrowRight");
        await Expect(tab.Page.Locator(".packets .said")).ToContainTextAsync("33: 0x");
        await Expect(tab.Page.Locator(".packets .said")).ToContainTextAsync("Flags: 0x012");
        await tab.Page.Keyboard.PressAsync("Enter");
        await Expect(item).ToHaveAttributeAsync("data-id", "tcp.flags");
        await tab.Page.Locator("#packets-list").FocusAsync();
        await tab.Page.Keyboard.PressAsync("Escape");
        await Expect(tab.Page.Locator(".packets [role=tree]")).ToHaveCountAsync(0);
        Assert.Empty(tab.Complaints);
    }

    [Fact]
    public async Task What_was_seen_is_downloaded_and_dropped_on_the_captures_page_it_is_the_same_again()
    {
        await using var app = new PlaygroundApp();
        await using var tab = await browser.OpenAsync(app.Address, Window.Laptop.Options());
        await ShakenAsync(tab);
        var download = await tab.Page.RunAndWaitForDownloadAsync(() => tab.Page.Locator("#download-capture").ClickAsync());
        Assert.Matches("^handshake-[A-Z0-9]{6}\\.pcapng$", download.SuggestedFilename);
        var file = await File.ReadAllBytesAsync(await download.PathAsync(), TestContext.Current.CancellationToken);
        var reading = CaptureReader.Read(file);
        Assert.Equal(["client"], reading.Taps.Select(tap => tap.Name));
        Assert.Equal([ControlBits.Syn, ControlBits.SynAck, ControlBits.Ack], reading.Segments.Select(one => one.Segment.Bits));
        Assert.Contains("RFC 9293", reading.Segments[0].Comment, StringComparison.Ordinal);

        await tab.GoAsync("/capture");
        await HandOverAsync(tab.Page, download.SuggestedFilename, file);
        await Expect(Rows(tab.Page, "capture")).ToHaveCountAsync(3);
        await Expect(tab.Page.Locator("ol[aria-label='Ladder as text'] li").First).ToContainTextAsync("client → server  [SYN]");
        await Expect(tab.Page.GetByText("Nothing remarkable")).ToBeVisibleAsync();
        Assert.Empty(tab.Complaints);
        Assert.Empty(tab.RequestsElsewhere);
    }

    [Fact]
    public async Task A_capture_with_trouble_is_listed_judged_and_followed_to_its_packets()
    {
        await using var app = new PlaygroundApp();
        await using var tab = await browser.OpenAsync(app.Address, Window.Laptop.Options());
        await tab.GoAsync("/capture");
        await HandOverAsync(tab.Page, "trouble.pcapng", Trouble(5_000));
        await Expect(tab.Page.Locator(".verdict").First).ToContainTextAsync("[TCP Retransmission] These numbers were sent before.");
        await tab.Page.Locator(".verdict").First.ClickAsync();
        await Expect(tab.Page.Locator("[role=row][aria-selected=true]")).ToContainTextAsync("[TCP Retransmission]");
        await tab.Page.Locator(".entry [data-rfc]").First.ClickAsync();
        await Expect(tab.Page.Locator("#rfc h2")).ToHaveTextAsync("§3.8.1 Retransmission Timeout");
        await tab.Page.Locator("#close-rfc").ClickAsync();

        // Of thousands only those in sight are there, and the last is a key away.
        var rows = Rows(tab.Page, "capture");
        Assert.InRange(await rows.CountAsync(), 5, 120);
        await tab.Page.Locator("#capture-list").FocusAsync();
        await tab.Page.Keyboard.PressAsync("End");
        await Expect(tab.Page.Locator("#capture-list-5000")).ToBeInViewportAsync();
        Assert.Empty(tab.Complaints);
    }

    [Fact]
    public async Task A_file_that_is_no_capture_or_is_cut_or_too_large_is_a_sentence_and_what_was_shown_stays()
    {
        await using var app = new PlaygroundApp();
        await using var tab = await browser.OpenAsync(app.Address, Window.Laptop.Options());
        await tab.GoAsync("/capture");
        var whole = Trouble(20);
        await HandOverAsync(tab.Page, "cut.pcapng", whole[..^30]);
        await Expect(tab.Page.Locator(".remarks")).ToContainTextAsync(new Regex(@"The file ends within the block that begins at octet \d+\."));
        await Expect(Rows(tab.Page, "capture")).ToHaveCountAsync(19);

        await HandOverAsync(tab.Page, "holiday.jpg", [0xFF, 0xD8, 0xFF, 0xE0, 0, 0, 0, 0]);
        await Expect(tab.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("The file is no capture: it begins neither as pcapng nor as pcap.");
        await HandOverAsync(tab.Page, "huge.pcap", new byte[10_000_001]);
        await Expect(tab.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("The file has 10000001 octets; at most 10000000 are read here.");
        await HandOverAsync(tab.Page, "many.pcapng", Trouble(20_001));
        await Expect(tab.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("The capture has more than 20000 segments.");
        await Expect(Rows(tab.Page, "capture")).ToHaveCountAsync(19);
        Assert.Empty(tab.Complaints);
    }

    [Fact]
    public async Task On_a_phone_the_packets_wait_behind_a_line_and_open_above_the_page()
    {
        await using var app = new PlaygroundApp();
        await using var tab = await browser.OpenAsync(app.Address, Windows.Touched);
        await ShakenAsync(tab);
        await Expect(tab.Page.Locator("#packets-list")).ToBeHiddenAsync();
        await tab.Page.Locator(".packets .fold").TapAsync();
        await Rows(tab.Page, "packets").First.TapAsync();
        await tab.Page.Locator(".packets [role=tree]").GetByText("Source Port:").TapAsync();
        await Expect(tab.Page.Locator(".packets .marks .mark")).ToHaveCountAsync(2);
        await tab.Page.Locator(".packets .fold").TapAsync();
        await Expect(tab.Page.Locator("#packets-list")).ToBeHiddenAsync();
        Assert.Empty(tab.Complaints);
    }

    [Theory]
    [MemberData(nameof(Windows.Two), MemberType = typeof(Windows))]
    public async Task Packets_and_captures_are_readable_by_everybody_and_fit_their_width(Window window)
    {
        await using var app = new PlaygroundApp();
        await using var tab = await browser.OpenAsync(app.Address, window.Options());
        var look = new Look(tab.Page, window);
        await ShakenAsync(tab);
        await look.AtAsync("packets");
        if (window.IsPhone()) await tab.Page.Locator(".packets .fold").ClickAsync();
        await Rows(tab.Page, "packets").Nth(1).ClickAsync();
        await tab.Page.Locator(".packets [role=tree]").GetByText(new Regex("^Flags: 0x012")).ClickAsync();
        await look.AtAsync("details");
        await tab.Page.Locator("#packets-filter").PressSequentiallyAsync("tcp.flag.sy");
        await Expect(tab.Page.Locator("#packets-filter-says")).ToContainTextAsync("At character 1");
        await look.AtAsync("filter");
        if (!window.IsPhone())
        {
            await tab.Page.Locator("#packets-filter").FillAsync("");
            await tab.Page.Locator("#larger-packets").ClickAsync();
            await look.AtAsync("larger");
        }

        await tab.GoAsync("/capture");
        await Expect(tab.Page.Locator("#capture-file")).ToBeEnabledAsync();
        await look.AtAsync("drop");
        await HandOverAsync(tab.Page, "trouble.pcapng", Trouble(300));
        await tab.Page.Locator(".verdict").First.ClickAsync();
        await Expect(tab.Page.Locator("[role=tree]")).ToBeVisibleAsync();
        await look.AtAsync("capture");
    }

    private static ILocator Rows(IPage page, string where) => page.Locator($"#{where}-list [role=row][aria-selected]");

    private static async Task<Player> ShakenAsync(Tab tab)
    {
        var me = new Player(tab);
        await me.GoAsync();
        await me.ShakeHandsAsync();
        return me;
    }

    private static async Task HandOverAsync(IPage page, string name, byte[] file)
    {
        await Expect(page.Locator("#capture-file")).ToBeEnabledAsync();
        await page.Locator("#capture-file").SetInputFilesAsync(new FilePayload { Name = name, MimeType = "application/octet-stream", Buffer = file });
    }

    /// <summary>A capture of one connection: its handshake, then text, of which every tenth segment is sent again.</summary>
    private static byte[] Trouble(int count)
    {
        var (client, server) = (new SocketAddress(HostAddress.Parse("192.0.2.10"), new(54846)), new SocketAddress(HostAddress.Parse("192.0.2.80"), new(80)));
        var frames = new List<CapturedFrame>();
        for (var (i, seq) = (0, 1u); i < count; i++)
        {
            var isAgain = i > 10 && i % 10 == 0;
            var segment = i switch
            {
                0 => new Segment { Source = client, Destination = server, Bits = ControlBits.Syn, Window = 65535, Options = new() { MaximumSegmentSize = 1460, SackPermitted = true } },
                1 => new Segment { Source = server, Destination = client, Bits = ControlBits.SynAck, Seq = new(5000), Ack = new(1), Window = 65535 },
                2 => new Segment { Source = client, Destination = server, Bits = ControlBits.Ack, Seq = new(1), Ack = new(5001), Window = 65535 },
                _ => new Segment
                {
                    Source = client, Destination = server, Bits = ControlBits.Psh | ControlBits.Ack, Seq = new(isAgain ? seq - 6 : seq), Ack = new(5001), Window = 65535,
                    Payload = "hello\n"u8.ToArray(),
                },
            };
            if (i > 2 && !isAgain) seq += 6;
            frames.Add(new(0, new(i * 50_000L), IpCodec.Encode(segment)));
        }

        return PcapngWriter.Write(new([new("eth0")], [.. frames]), new DateTimeOffset(2026, 1, 1, 12, 0, 0, TimeSpan.Zero));
    }
}
