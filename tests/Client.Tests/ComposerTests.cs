using AngleSharp.Dom;
using Bunit;
using Playground.Client.Play.Composing;
using Playground.Contracts;
using Playground.Tcp;

namespace Playground.Tests;

public class ComposerTests : PageTest
{
    private IRenderedComponent<Composer> Compose(RoomView view, TimeSpan? keepAfter = null) => Render<Composer>(p => p
        .Add(c => c.View, view).Add(c => c.Sides, SidesOf(view))
            .Add(c => c.Ask, Ask).Add(c => c.KeepAfter, keepAfter ?? TimeSpan.FromHours(1)));

    private static string Value(IRenderedComponent<Composer> composer, string field) =>
        composer.Find($"#{field}").GetAttribute("value")?.Replace('\u00a0', ' ') ?? "";

    [Fact]
    public void A_fresh_room_offers_its_draft_and_one_glowing_button()
    {
        var composer = Compose(Views.Fresh);
        Assert.Equal("714 025 811", Value(composer, "seq"));
        Assert.Equal("Send SYN", composer.Find("#send").TextContent.Trim());
        Assert.Contains("glow", composer.Find("#send").ClassList);
    }

    [Fact]
    public void The_button_says_what_it_sends()
    {
        var composer = Compose(Views.Fresh);
        Flag(composer, "ACK").Click();
        Assert.Equal("Send SYN, ACK", composer.Find("#send").TextContent.Trim());
        Assert.Equal("true", Flag(composer, "ACK").GetAttribute("aria-pressed"));
        Flag(composer, "ACK").Click();
        Flag(composer, "SYN").Click();
        Assert.Equal("Send without flags", composer.Find("#send").TextContent.Trim());
    }

    [Fact]
    public void Sending_hands_over_the_draft_without_the_gaps_between_digits()
    {
        var composer = Compose(Views.Fresh);
        composer.Find("#seq").Input("7 000 000");
        composer.Find("form").Submit();
        var sent = Assert.IsType<SendSegment>(Assert.Single(Asked));
        Assert.Equal("7000000", sent.Draft.Seq);
        Assert.Equal("SYN", sent.Draft.Flags);
    }

    [Fact]
    public void A_bad_field_is_told_at_the_field_and_the_draft_stays()
    {
        var composer = Compose(Views.Fresh);
        composer.Find("#seq").Input("4294967296");
        Gateway.Answer = new Reply(new Refusal(RefusalKind.BadField, new("No."),
            new FieldProblem(SegmentField.Seq, new("It goes up to {0}.", "4294967295"))));
        composer.Find("form").Submit();
        Assert.Equal("It goes up to 4294967295.", composer.Find("#seq-problem").TextContent);
        Assert.Equal("true", composer.Find("#seq").GetAttribute("aria-invalid"));
        Assert.Equal("4294967296", Value(composer, "seq"));

        composer.Find("#seq").Input("1");
        Assert.Empty(composer.FindAll("#seq-problem"));
    }

    [Fact]
    public void Steppers_go_round_the_circle()
    {
        var composer = Compose(Views.Fresh with { Draft = new SegmentDraft { Flags = "SYN", Seq = "0" } });
        Stepper(composer, "Sequence number: one less").Click();
        Assert.Equal("4 294 967 295", Value(composer, "seq"));
        Stepper(composer, "Sequence number: one more").Click();
        Assert.Equal("0", Value(composer, "seq"));
    }

    [Fact]
    public void Chips_hold_the_numbers_on_screen_and_not_the_answer()
    {
        var chips = Compose(Views.Answered).FindAll(".chip.num").Select(c => Digits(c)).ToList();
        Assert.Contains($"{Views.X}", chips);
        Assert.Contains($"{Views.Y}", chips);
        Assert.DoesNotContain($"{Views.Y + 1}", chips);
    }

    [Fact]
    public void A_chip_goes_to_the_field_that_had_the_focus_last()
    {
        var composer = Compose(Views.Answered);
        composer.Find("#ack").Focus();
        Chip(composer, Views.Y).Click();
        Assert.Equal("2 843 110 377", Value(composer, "ack"));
        composer.FindAll(".chip.sum")[0].Click();
        Assert.Equal("2 843 110 378", Value(composer, "ack"));

        composer.Find("#seq").Focus();
        Chip(composer, Views.X).Click();
        Assert.Equal("714 025 811", Value(composer, "seq"));
        Assert.Equal("2 843 110 378", Value(composer, "ack"));
    }

    [Fact]
    public void Plus_len_adds_the_octets_that_arrived_last()
    {
        var view = Views.Open with { Rows = Views.Open.Rows.Add(Views.Theirs(7000, "PSH, ACK", Views.Y + 1, Views.X + 1, "HELLO")) };
        var composer = Compose(view);
        composer.Find("#ack").Focus();
        composer.Find("#ack").Input($"{Views.Y + 1}");
        composer.FindAll(".chip.sum")[1].Click();
        Assert.Equal("2 843 110 383", Value(composer, "ack"));
    }

    [Fact]
    public void Each_field_wears_the_hue_of_the_side_that_chooses_its_number()
    {
        var fields = Compose(Views.Answered).FindAll(".field");
        Assert.Contains("ink-client", fields[0].ClassList);
        Assert.Contains("ink-server", fields[1].ClassList);

        var asServer = Compose(Views.Answered with { Seat = "server" }).FindAll(".field");
        Assert.Contains("ink-server", asServer[0].ClassList);
        Assert.Contains("ink-client", asServer[1].ClassList);
    }

    [Fact]
    public void The_relative_number_stands_beside_the_field()
    {
        var composer = Compose(Views.Answered);
        composer.Find("#seq").Input($"{Views.X + 1}");
        Assert.Contains("relative 1", composer.FindAll(".field")[0].TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void The_rooms_draft_is_taken_over_only_when_the_room_has_set_it()
    {
        var composer = Compose(Views.Fresh);
        composer.Find("#seq").Input("12");

        composer.Render(p => p.Add(c => c.View, Views.Fresh with { Version = 9, Draft = new SegmentDraft { Flags = "RST", Seq = "99" } }));
        Assert.Equal("12", Value(composer, "seq"));

        composer.Render(p => p
            .Add(c => c.View, Views.Fresh with { Version = 10, DraftStamp = 2, Draft = new SegmentDraft { Flags = "RST", Seq = "99" } }));
        Assert.Equal("99", Value(composer, "seq"));
        Assert.Equal("Send RST", composer.Find("#send").TextContent.Trim());
    }

    [Fact]
    public async Task What_is_typed_is_kept_after_a_pause()
    {
        var composer = Compose(Views.Fresh, TimeSpan.FromMilliseconds(1));
        composer.Find("#payload").Input("HEL");
        var kept = await Gateway.Kept.Task.WaitAsync(TimeSpan.FromSeconds(5), Xunit.TestContext.Current.CancellationToken);
        Assert.Equal("HEL", kept.Payload);
    }

    [Fact]
    public async Task What_is_typed_is_kept_when_the_page_goes_away_in_the_middle_of_a_word()
    {
        var composer = Compose(Views.Fresh);
        composer.Find("#payload").Input("H");
        composer.Find("#payload").Input("HE");
        composer.Find("#payload").Input("HEL");
        await composer.Instance.DisposeAsync();
        Assert.Equal("HEL", Gateway.Asked.OfType<KeepDraft>().Last().Draft.Payload);
    }

    [Fact]
    public void The_first_key_is_told_at_once_and_those_after_it_wait_for_a_rest()
    {
        var composer = Compose(Views.Fresh);
        composer.Find("#payload").Input("H");
        Assert.Equal(["H"], Gateway.Asked.OfType<KeepDraft>().Select(keep => keep.Draft.Payload));
        foreach (var typed in (string[])["HE", "HEL", "HELL", "HELLO"]) composer.Find("#payload").Input(typed);
        Assert.Single(Gateway.Asked);
    }

    [Fact]
    public void At_a_rest_the_last_is_told_and_only_once()
    {
        var composer = Compose(Views.Fresh, TimeSpan.FromMilliseconds(1));
        foreach (var typed in (string[])["H", "HE", "HEL"]) composer.Find("#payload").Input(typed);
        Assert.True(SpinWait.SpinUntil(() => Gateway.Asked.OfType<KeepDraft>().Last().Draft.Payload == "HEL", TimeSpan.FromSeconds(5)));
        Assert.Single(Gateway.Asked.OfType<KeepDraft>(), keep => keep.Draft.Payload == "HEL");
    }

    [Fact]
    public void The_header_shows_the_bytes_as_they_will_stand_on_the_wire()
    {
        var composer = Compose(Views.Fresh with { Draft = Views.Fresh.Draft! with { Options = "mss 1460" } });
        Assert.Equal("d63e", Cell(composer, "source-port"));
        Assert.Equal("2a8f 2b53", Cell(composer, "seq"));
        Assert.Equal("6", Cell(composer, "offset"));
        Assert.Equal("00000010", Cell(composer, "bits"));
        Assert.Equal("0204 05b4", Cell(composer, "options"));
    }

    [Fact]
    public void The_checksum_is_right_while_all_fields_fit_and_unknown_else()
    {
        var composer = Compose(Views.Fresh);
        var bytes = DraftOnWire.Of(Views.Fresh.Draft!, "192.0.2.10:54846", "192.0.2.80:80")!;
        Assert.Equal(Convert.ToHexStringLower(bytes, 16, 2), Cell(composer, "checksum"));
        composer.Find("#seq").Input("4294967296");
        Assert.Equal("····", Cell(composer, "checksum"));
    }

    [Fact]
    public void In_words_the_segment_claims_what_was_typed_right_or_wrong()
    {
        var claim = new SegmentDraft { Flags = "ACK", Seq = $"{Views.X + 1}", Ack = $"{Views.Y}" };
        var composer = Compose(Views.Answered with { Draft = claim, DraftStamp = 5 });
        Assert.Contains("before 2 843 110 377", composer.Find(".words").TextContent.Replace('\u00a0', ' '), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("s", ControlBits.Syn)]
    [InlineData("A", ControlBits.Ack)]
    [InlineData("f", ControlBits.Fin)]
    [InlineData("R", ControlBits.Rst)]
    [InlineData("p", ControlBits.Psh)]
    [InlineData("u", ControlBits.Urg)]
    [InlineData("x", null)]
    [InlineData("Shift", null)]
    public void Each_control_bit_has_its_letter(string key, ControlBits? bit) => Assert.Equal(bit, FlagToggles.OfKey(key));

    private static string Cell(IRenderedComponent<Composer> composer, string part) =>
        composer.FindAll($".bits [data-part={part}] b")[^1].TextContent;

    private static IElement Flag(IRenderedComponent<Composer> composer, string name) =>
        composer.FindAll(".flag").Single(f => f.TextContent == name);

    private static IElement Stepper(IRenderedComponent<Composer> composer, string name) => composer.Find($"[aria-label='{name}']");

    private static IElement Chip(IRenderedComponent<Composer> composer, uint number) =>
        composer.FindAll(".chip.num").Single(c => Digits(c) == $"{number}");

    private static string Digits(IElement element) => string.Concat(element.TextContent.Where(char.IsAsciiDigit));

    [Theory]
    [InlineData("seq", '1', SegmentField.Seq)]
    [InlineData("ack", '1', SegmentField.Ack)]
    [InlineData("window", '1', SegmentField.Window)]
    [InlineData("urgent", '1', SegmentField.Urgent)]
    [InlineData("source-port", '1', SegmentField.SourcePort)]
    [InlineData("checksum", 'f', SegmentField.Checksum)]
    [InlineData("raw", '本', SegmentField.Raw)]
    [InlineData("options", 'x', SegmentField.Options)]
    [InlineData("payload", '本', SegmentField.Payload)]
    public void The_longest_paste_fits_a_message_of_the_circuit_and_is_still_too_long_for_the_room(string field, char typed, SegmentField wrong)
    {
        const int longestMessage = 32 * 1024;
        var composer = Unfold(Compose(Views.Fresh));
        var paste = new string(typed, int.Parse(composer.Find($"#{field}").GetAttribute("maxlength")!, System.Globalization.CultureInfo.InvariantCulture));
        Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(paste), 1, longestMessage - 4096);
        var draft = new SegmentDraft { Flags = "ACK", Seq = "1" };
        draft = wrong switch
        {
            SegmentField.Seq => draft with { Seq = paste },
            SegmentField.Ack => draft with { Ack = paste },
            SegmentField.Window => draft with { Window = paste },
            SegmentField.Options => draft with { Options = paste },
            SegmentField.Urgent => draft with { Urgent = paste },
            SegmentField.SourcePort => draft with { SourcePort = paste },
            SegmentField.Checksum => draft with { Checksum = paste },
            SegmentField.Raw => draft with { Raw = paste },
            _ => draft with { Payload = paste },
        };
        Assert.Equal(wrong, DraftReader.TooLongToKeep(draft)?.Field);
    }
}
