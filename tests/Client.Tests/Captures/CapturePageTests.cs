using Bunit;
using Microsoft.AspNetCore.Components.Forms;
using Playground.Captures;
using Playground.Client.Captures;
using Playground.Client.Pages;
using Playground.Contracts;
using Playground.Tests.Packets;

namespace Playground.Tests.Captures;

public class CapturePageTests : PageTest
{
    private readonly Lazy<IRenderedComponent<CapturePage>> _page;

    public CapturePageTests() => _page = new(() => Render<CapturePage>());

    private IRenderedComponent<CapturePage> Page => _page.Value;

    private void Drop(string name, byte[] file) =>
        Page.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromBinary(file, name));

    [Fact]
    public void A_capture_is_shown_as_ladder_list_and_verdicts()
    {
        Drop("five.pcapng", PacketViews.File(5));
        Page.WaitForAssertion(() => Assert.Equal(5, Page.FindAll("#capture-list [role=row][aria-selected]").Count));
        Assert.Equal("five.pcapng", Page.Find("#capture-name").TextContent);
        Assert.Equal(5, Page.FindAll("ol[aria-label='Ladder as text'] li").Count);
        Assert.Contains("Nothing remarkable", Page.Find(".verdicts").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_none_is_a_sentence_and_the_last_capture_stays()
    {
        Drop("five.pcapng", PacketViews.File(5));
        Page.WaitForElement("#capture-name");
        Drop("holiday.jpg", [0xFF, 0xD8]);
        Page.WaitForAssertion(() => Assert.Equal("The file is no capture: it begins neither as pcapng nor as pcap.", Page.Find("[role=alert]").TextContent));
        Assert.Equal("five.pcapng", Page.Find("#capture-name").TextContent);
        Drop("", []);
        Page.WaitForAssertion(() => Assert.Equal("The file is empty.", Page.Find("[role=alert]").TextContent));
    }

    [Fact]
    public void A_cut_capture_shows_what_came_before_and_says_where()
    {
        Drop("cut.pcapng", PacketViews.File(5)[..^10]);
        Page.WaitForAssertion(() => Assert.Contains("The file ends within the block that begins at octet", Page.Find(".remarks").TextContent, StringComparison.Ordinal));
        Assert.Equal(4, Page.FindAll("#capture-list [role=row][aria-selected]").Count);
    }

    [Fact]
    public async Task No_more_than_the_limit_is_read()
    {
        var told = new List<int>();
        var limits = new CaptureLimits { Octets = 1000 };
        var fits = await CaptureUpload.ReadAsync(new SomeFile(1000), limits, told.Add, Xunit.TestContext.Current.CancellationToken);
        Assert.Equal((1000, null), (fits.Octets.Length, fits.Refused));
        Assert.Equal(1000, told[^1]);
        var large = new SomeFile(1001);
        var refused = await CaptureUpload.ReadAsync(large, limits, told.Add, Xunit.TestContext.Current.CancellationToken);
        Assert.Equal("The file has 1001 octets; at most 1000 are read here.", $"{refused.Refused}");
        Assert.False(large.IsOpened);
    }

    [Fact]
    public async Task A_file_that_breaks_off_on_its_way_is_a_sentence()
    {
        var broken = await CaptureUpload.ReadAsync(new SomeFile(100, breaks: true), CaptureLimits.Default, _ => { }, Xunit.TestContext.Current.CancellationToken);
        Assert.StartsWith("The file could not be read to its end.", $"{broken.Refused}", StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_connection_is_drawn_in_parts_and_the_ladder_follows_the_list()
    {
        Drop("long.pcapng", PacketViews.File(250));
        Page.WaitForAssertion(() => Assert.Contains("1 to 100 of 250", Page.Find(".connection").TextContent, StringComparison.Ordinal));
        Page.FindAll(".connection button")[1].Click();
        Assert.Contains("101 to 200 of 250", Page.Find(".connection").TextContent, StringComparison.Ordinal);
        Page.Find("#capture-list").KeyDown("End");
        Assert.Contains("201 to 250 of 250", Page.Find(".connection").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void A_ladder_row_arrives_after_it_leaves_and_before_the_next_leaves()
    {
        var opened = OpenedCapture.Of("x", PacketViews.File(20));
        var rows = OpenedCapture.View(opened.Connections[0], 0, "").Rows.OfType<SegmentRow>().ToList();
        Assert.Equal(20, rows.Count);
        Assert.All(rows.Zip(rows.Skip(1)), pair => Assert.True(pair.First.At < pair.First.Arrival && pair.First.Arrival < pair.Second.At));
    }

    private sealed class SomeFile(int size, bool breaks = false) : IBrowserFile
    {
        public bool IsOpened { get; private set; }

        public string Name => "some.pcap";

        public DateTimeOffset LastModified => DateTimeOffset.UnixEpoch;

        public long Size => size;

        public string ContentType => "";

        public Stream OpenReadStream(long maxAllowedSize, CancellationToken cancellationToken)
        {
            IsOpened = true;
            return breaks ? throw new IOException("gone") : new MemoryStream(new byte[size]);
        }
    }
}
