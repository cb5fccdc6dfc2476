using AngleSharp.Dom;
using Bunit;
using Playground.Client.Play.Composing;
using Playground.Contracts;
using Playground.Ladder;
using Playground.Tcp;

namespace Playground.Tests;

/// <summary>The fields beyond the usual ones, raw bytes, relative numbers, and that nothing typed is lost.</summary>
public class ComposerFormsTests : PageTest
{
    private const string Source = "192.0.2.10:54846", Destination = "192.0.2.80:80";

    private IRenderedComponent<Composer> Compose(RoomView view, bool isRelative = false, TimeSpan? keepAfter = null) => Render<Composer>(p => p
        .Add(c => c.View, view).Add(c => c.Sides, SidesOf(view)).Add(c => c.IsRelative, isRelative)
        .Add(c => c.Ask, Ask).Add(c => c.KeepAfter, keepAfter ?? TimeSpan.FromHours(1)));

    [Fact]
    public void Ports_urgent_pointer_and_checksum_are_sent_as_typed()
    {
        var composer = Unfold(Compose(Views.Fresh));
        composer.Find("#source-port").Input("7");
        composer.Find("#destination-port").Input("81");
        composer.Find("#urgent").Input("5");
        composer.Find("#checksum").Input("0x1234");
        composer.Find("form").Submit();
        var sent = Assert.IsType<SendSegment>(Assert.Single(Asked)).Draft;
        Assert.Equal(("7", "81", "5", "0x1234"), (sent.SourcePort, sent.DestinationPort, sent.Urgent, sent.Checksum));
    }

    [Fact]
    public void A_payload_turns_to_hex_and_back_without_loss()
    {
        var composer = Compose(Views.Fresh);
        composer.Find("#payload").Input(@"HI\x00");
        composer.Find("#payload-form").Click();
        Assert.Equal("4849 00", Value(composer, "payload"));
        Assert.Contains("3 bytes", composer.Find(".payload").TextContent, StringComparison.Ordinal);
        composer.Find("#payload").Input("4849 0");
        Assert.Contains("not readable yet", composer.Find(".payload").TextContent, StringComparison.Ordinal);
        composer.Find("#payload-form").Click();
        Assert.Equal("4849 0", Value(composer, "payload"));
        Assert.Contains("the last one here has one", composer.Find("#payload-problem").TextContent, StringComparison.Ordinal);
        composer.Find("#payload").Input("4849 01");
        composer.Find("#payload-form").Click();
        Assert.Equal(@"HI\x01", Value(composer, "payload"));
    }

    [Fact]
    public void Raw_bytes_fill_the_fields_and_a_field_typed_into_writes_the_bytes()
    {
        var composer = Compose(Views.Fresh);
        Unfold(composer);
        var meant = new SegmentDraft { Flags = "PSH, ACK", Seq = "1", Ack = "2", Window = "3", Payload = "HI", Options = "mss 1460", DestinationPort = "81", Checksum = "0x0009" };
        composer.Find("#raw").Input(HexText.Print(DraftOnWire.Of(meant, Source, Destination)));
        Assert.Equal(("1", "2", "3", "HI"), (Value(composer, "seq"), Value(composer, "ack"), Value(composer, "window"), Value(composer, "payload")));
        Assert.Equal(("mss 1460", "81", "0x0009"), (Value(composer, "options"), Value(composer, "destination-port"), Value(composer, "checksum")));
        Assert.Equal("Send PSH, ACK+ 2 bytes", composer.Find("#send").TextContent.Trim());

        composer.Find("#seq").Input("9");
        var bytes = Convert.ToHexStringLower(DraftOnWire.Of(meant with { Seq = "9" }, Source, Destination)!);
        Assert.Equal(bytes, Raw(composer));
        composer.Find("form").Submit();
        Assert.Equal(meant with { Seq = "9" }, Assert.IsType<SendSegment>(Assert.Single(Asked)).Draft);
    }

    [Fact]
    public void Raw_bytes_that_are_no_segment_are_told_and_stay_until_the_reader_goes_back_to_the_fields()
    {
        var composer = Compose(Views.Fresh);
        Unfold(composer);
        composer.Find("#raw").Input("d63e 00");
        Assert.Equal("A TCP header has 20 octets at least; these are 3.", composer.Find("#raw-says").TextContent.Trim());
        Assert.Equal("714 025 811", Value(composer, "seq"));
        composer.Find("#window").Input("7");
        Assert.Equal("d63e00", Raw(composer));
        composer.Find(".raw .back").Click();
        Assert.Equal(Convert.ToHexStringLower(DraftOnWire.Of(Views.Fresh.Draft! with { Window = "7" }, Source, Destination)!), Raw(composer));
    }

    [Fact]
    public void Options_are_written_one_by_one_or_in_one_line_and_half_typed_ones_stay()
    {
        var composer = Unfold(Compose(Views.Fresh));
        composer.Find("#option-mss").Input("1460");
        composer.Find("#option-sackOK").Change(true);
        Assert.Equal("mss 1460, sackOK", Value(composer, "options"));
        composer.Find("#options").Input("mss 14x, ws 7");
        Assert.Equal(("14x", "7"), (Value(composer, "option-mss"), Value(composer, "option-ws")));
        composer.Find("#option-ws").Input("8");
        Assert.Equal("mss 14x, ws 8", Value(composer, "options"));
        composer.Find("#option-mss").Input("");
        Assert.Equal("ws 8", Value(composer, "options"));
    }

    [Theory]
    [InlineData("1", 1u)]
    [InlineData("−1", uint.MaxValue)]
    [InlineData("-1", uint.MaxValue)]
    [InlineData("0", 0u)]
    public void A_relative_number_is_counted_from_the_first_one(string typed, uint steps)
    {
        var composer = Compose(Views.Answered, isRelative: true);
        composer.Find("#seq").Input(typed);
        composer.Find("form").Submit();
        Assert.Equal($"{unchecked(Views.X + steps)}", Assert.IsType<SendSegment>(Assert.Single(Asked)).Draft.Seq);
    }

    [Fact]
    public void One_switch_counts_both_numbers_the_other_way()
    {
        var view = Views.Answered with { Draft = new SegmentDraft { Flags = "ACK", Seq = $"{Views.X + 1}", Ack = $"{Views.Y}" }, DraftStamp = 7 };
        var composer = Compose(view, isRelative: true);
        Assert.Equal(("1", "0"), (Value(composer, "seq"), Value(composer, "ack")));
        composer.Find("[aria-label='Acknowledgment number: one less']").Click();
        Assert.Equal("−1", Value(composer, "ack"));
        composer.Render(p => p.Add(c => c.IsRelative, false));
        Assert.Equal(("714 025 812", "2 843 110 376"), (Value(composer, "seq"), Value(composer, "ack")));
    }

    [Fact]
    public void A_chip_goes_to_a_window_or_a_port_too()
    {
        var composer = Unfold(Compose(Views.Answered));
        composer.Find("#urgent").Focus();
        composer.FindAll(".chip.num").Single(chip => chip.GetAttribute("data-number") == "80").Click();
        Assert.Equal("80", Value(composer, "urgent"));
    }

    [Fact]
    public async Task A_number_can_be_dropped_on_a_field()
    {
        var composer = Compose(Views.Answered);
        await composer.InvokeAsync(() => composer.Instance.OnDropAsync("ack", Views.Y));
        await composer.InvokeAsync(() => composer.Instance.OnDropAsync("payload", 5));
        Assert.Equal("2 843 110 377", Value(composer, "ack"));
        Assert.Equal("", Value(composer, "payload"));
    }

    [Fact]
    public async Task A_paste_that_no_segment_holds_is_told_at_its_field_and_takes_nothing_away()
    {
        var composer = Compose(Views.Fresh);
        composer.Find("#payload").Input("HEL");
        await composer.InvokeAsync(() => composer.Instance.OnTooLong("payload", 1_048_576));
        Assert.Contains("1 048 576 characters", composer.Find("#payload-problem").TextContent.Replace('\u00a0', ' '), StringComparison.Ordinal);
        Assert.Equal("HEL", Value(composer, "payload"));
    }

    [Fact]
    public void What_was_being_typed_when_the_room_set_another_draft_can_be_brought_back()
    {
        var composer = Compose(Views.Fresh);
        composer.Find("#payload").Input("HEL");
        composer.Render(p => p.Add(c => c.View, Views.Fresh with { Version = 10, DraftStamp = 2, Draft = new SegmentDraft { Flags = "RST", Seq = "99" } }));
        Assert.Equal("99", Value(composer, "seq"));
        composer.Find(".before").Click();
        composer.WaitForAssertion(() => Assert.Equal(("714 025 811", "HEL"), (Value(composer, "seq"), Value(composer, "payload"))), TimeSpan.FromSeconds(10));
    }

    [Fact]
    public void An_untouched_composer_follows_what_was_typed_elsewhere_and_a_touched_one_does_not()
    {
        var composer = Compose(Views.Fresh);
        composer.Render(p => p.Add(c => c.View, Views.Fresh with { Version = 9, Draft = Views.Fresh.Draft! with { Payload = "HEL" } }));
        Assert.Equal("HEL", Value(composer, "payload"));
        composer.Find("#payload").Input("HELP");
        composer.Render(p => p.Add(c => c.View, Views.Fresh with { Version = 10, Draft = Views.Fresh.Draft! with { Payload = "ME" } }));
        Assert.Equal("HELP", Value(composer, "payload"));
    }

    [Fact]
    public void A_refused_send_keeps_every_field_and_opens_the_one_that_is_wrong()
    {
        var composer = Compose(Views.Fresh);
        Unfold(composer).Find("#urgent").Input("many");
        composer.Find("details[data-holds~=urgent] > summary").Click();
        Assert.Empty(composer.FindAll("#urgent"));
        Gateway.Answer = new Reply(new Refusal(RefusalKind.BadField, new("No."), new FieldProblem(SegmentField.Urgent, new("It is a number."))));
        composer.Find("form").Submit();
        Assert.Equal("It is a number.", composer.Find("#urgent-problem").TextContent);
        Assert.True(composer.Find("#urgent").Closest("details")!.HasAttribute("open"));
        Assert.Equal("many", Value(composer, "urgent"));
    }

    [Fact]
    public void What_can_not_be_kept_is_told()
    {
        Gateway.Answer = new Reply(new Refusal(RefusalKind.BadField, new("No."), new FieldProblem(SegmentField.Seq, new("This is too long."))));
        var composer = Compose(Views.Fresh, keepAfter: TimeSpan.FromMilliseconds(1));
        composer.Find("#seq").Input(new string('1', 150));
        composer.WaitForAssertion(() => Assert.Equal("This is too long.", composer.Find("#seq-problem").TextContent), TimeSpan.FromSeconds(10));
    }

    [Fact]
    public void A_view_in_which_nothing_here_has_changed_draws_nothing_anew()
    {
        var composer = Compose(Views.Answered);
        var before = composer.RenderCount;
        composer.Render(p => p.Add(c => c.View, Views.Answered with { Version = 99, Watchers = 3 }));
        Assert.Equal(before, composer.RenderCount);
        composer.Find(".more-fields").Click();
        Assert.Contains("more", composer.Find("form").ClassList);
    }

    private static string Value(IRenderedComponent<Composer> composer, string field) =>
        composer.Find($"#{field}").GetAttribute("value")?.Replace('\u00a0', ' ') ?? "";

    private static string Plain(IRenderedComponent<Composer> composer, string field) => Value(composer, field).Replace(" ", "", StringComparison.Ordinal);

    private static string Raw(IRenderedComponent<Composer> composer) => Plain(composer, "raw");
}
