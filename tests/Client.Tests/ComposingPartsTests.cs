using Bunit;
using Playground.Client.Play.Composing;
using Playground.Contracts;
using Playground.Tcp;

namespace Playground.Tests;

/// <summary>The composer's parts, each by itself.</summary>
public class ComposingPartsTests : PageTest
{
    private const uint X = Views.X;

    private static readonly SegmentDraft s_draft = new() { Flags = "PSH, ACK", Seq = $"{X + 1}", Ack = $"{Views.Y + 1}", Window = "1000", Payload = "HELLO, you" };

    private static readonly byte[] s_octets = DraftOnWire.Of(s_draft, "192.0.2.10:54846", "192.0.2.80:80")!;

    private readonly List<string> _told = [];

    [Fact]
    public void The_bytes_stand_eight_a_row_each_with_the_part_that_it_belongs_to()
    {
        var view = Render<ByteView>(p => p.Add(b => b.Bytes, s_octets));
        Assert.Equal(["0000", "0008", "0010", "0018"], view.FindAll(".at").Select(at => at.TextContent));
        Assert.Equal(["ack", "offset", "reserved", "bits", "window"], view.FindAll(".row")[1].QuerySelectorAll(".piece").Select(piece => piece.GetAttribute("data-part")));
        Assert.Equal(Convert.ToHexStringLower(s_octets), string.Concat(view.FindAll(".piece").Select(piece => piece.TextContent)).Replace(" ", "", StringComparison.Ordinal));
        Assert.EndsWith("HELL", view.FindAll(".seen")[2].TextContent, StringComparison.Ordinal);
        Assert.Equal("O,·you", view.FindAll(".seen")[3].TextContent);
    }

    [Fact]
    public void The_drawing_of_the_header_takes_its_numbers_from_the_octets_and_without_them_from_what_is_typed()
    {
        var drawing = Render<HeaderDiagram>(p => p.Add(h => h.Draft, s_draft).Add(h => h.Bits, ControlBits.Psh | ControlBits.Ack).Add(h => h.Bytes, s_octets));
        Assert.Equal("2a8f 2b54", Cell(drawing, "seq"));
        Assert.Equal("00011000", Cell(drawing, "bits"));
        Assert.Equal("48454c4c4f2c2079…", Cell(drawing, "payload").Replace(" ", "", StringComparison.Ordinal));
        Assert.Equal("seq", drawing.Find("[data-part=seq]").GetAttribute("data-for"));
        Assert.Null(drawing.Find("[data-part=reserved]").GetAttribute("data-for"));
        drawing.Render(p => p.Add(h => h.Draft, s_draft with { Seq = "12x", Window = "16" }).Add(h => h.Bytes, null));
        Assert.Equal("···· ····", Cell(drawing, "seq"));
        Assert.Equal("0010", Cell(drawing, "window"));
    }

    [Fact]
    public void A_number_is_typed_as_one_likes_and_grouped_when_the_field_is_left()
    {
        var field = Number("714025811");
        Assert.Equal("714 025 811", Text(field));
        field.Find("input").Input("7140");
        Assert.Equal(("7140", "7140"), (Text(field), _told.Single()));
        field.Find("input").Change("7140");
        Assert.Equal("7 140", Text(field));
    }

    [Theory]
    [InlineData("0", "−", "4 294 967 295")]
    [InlineData("4294967295", "+", "0")]
    [InlineData("nothing", "+", "1")]
    public void A_step_goes_round_the_circle(string from, string button, string to)
    {
        var field = Number(from);
        field.FindAll("button").Single(one => one.TextContent == button).Click();
        Assert.Equal(to, Text(field));
        Assert.Equal(to, _told.Single().Replace('\u00a0', ' '));
    }

    [Fact]
    public void A_relative_number_is_shown_from_its_base_and_told_as_it_stands_on_the_wire()
    {
        var field = Number($"{X + 5}", X);
        Assert.Equal("5", Text(field));
        field.Find("input").Input("-1");
        Assert.Equal($"{X - 1}", _told.Single());
        field.Find("[data-step=ArrowUp]").Click();
        Assert.Equal("0", Text(field));
    }

    [Fact]
    public void A_field_s_problem_is_tied_to_it()
    {
        var field = Render<PlainField>(p => p.Add(f => f.Id, "window").Add(f => f.Label, "Window").Add(f => f.Value, "70000").Add(f => f.Problem, new Sentence("At most {0}.", "65535")));
        Assert.Equal(("true", "window-problem"), (field.Find("input").GetAttribute("aria-invalid"), field.Find("input").GetAttribute("aria-describedby")));
        Assert.Equal("At most 65535.", field.Find("#window-problem[role=alert]").TextContent);
        field.Render(p => p.Add(f => f.Problem, null));
        Assert.Null(field.Find("input").GetAttribute("aria-invalid"));
    }

    [Fact]
    public void What_is_being_typed_stays_when_something_else_is_drawn_anew()
    {
        var field = Render<PlainField>(p => p.Add(f => f.Id, "options").Add(f => f.Label, "Options").Add(f => f.Value, "").Add(f => f.ValueChanged, _told.Add));
        field.Find("input").Input("mss 14");
        field.Render(p => p.Add(f => f.Value, _told.Single()).Add(f => f.Aside, "4 bytes"));
        Assert.Equal("mss 14", field.Find("input").GetAttribute("value"));
    }

    [Fact]
    public void Chips_wear_the_hue_of_the_host_that_chose_their_number_and_tell_it_when_pressed()
    {
        var picked = new List<uint>();
        var added = new List<int>();
        var chips = Render<NumberChips>(p => p
            .Add(c => c.Numbers, [new(X, ScreenNumberKind.Sequence, "client"), new(X + 2, ScreenNumberKind.Sequence, "server"), new(80, ScreenNumberKind.Port)])
            .Add(c => c.Sides, SidesOf(Views.Open)).Add(c => c.Into, "seq").Add(c => c.Length, 5).Add(c => c.OnPick, picked.Add).Add(c => c.OnAdd, added.Add));
        Assert.Equal(["ink-client", "ink-server", "ink-none"], chips.FindAll(".chip.num").Select(chip => chip.ClassList.FirstOrDefault(one => one.StartsWith("ink-", StringComparison.Ordinal))));
        chips.FindAll(".chip.num")[2].Click();
        foreach (var sum in chips.FindAll(".sum")) sum.Click();
        Assert.Equal([80u], picked);
        Assert.Equal([1, 5], added);
        chips.Render(p => p.Add(c => c.Length, 0));
        Assert.True(chips.FindAll(".sum")[1].HasAttribute("disabled"));
        Assert.Equal("Nothing has carried text this way yet", chips.FindAll(".sum")[1].GetAttribute("title"));
        chips.Render(p => p.Add(c => c.Length, null));
        Assert.Equal("+ 1", chips.FindAll(".sum").Single().TextContent);
    }

    [Theory]
    [InlineData(ControlBits.None, "Nothing: no control bit is set.")]
    [InlineData(ControlBits.Rst, "“This connection is over, at once.”")]
    [InlineData(ControlBits.Fin, "“I have nothing more to say.”")]
    public void What_a_segment_says_is_put_into_words(ControlBits bits, string says) => Assert.Equal([says], Words(s_draft, bits, 0));

    [Fact]
    public void Text_behind_a_SYN_begins_one_number_later() => Assert.Equal(
        ["“Let us talk. My numbers begin at 4 294 967 295.”", "“Here are 5 octets of mine, from 0 on.”"], Words(s_draft with { Seq = $"{uint.MaxValue}" }, ControlBits.Syn, 5));

    [Fact]
    public void Each_option_has_a_field_that_writes_the_line_and_reads_it()
    {
        var editor = Render<OptionsEditor>(p => p.Add(o => o.Text, "mss 1460, tfo").Add(o => o.TextChanged, _told.Add));
        Assert.Equal("1460", editor.Find("#option-mss").GetAttribute("value"));
        Assert.True(editor.Find("#option-tfo-on").HasAttribute("checked"));
        editor.Find("#option-ws").Input("7");
        editor.Find("#option-mss").Input("");
        editor.Find("#option-tfo-on").Change(false);
        Assert.Equal(["mss 1460, tfo, ws 7", "tfo", "mss 1460"], _told);
    }

    private static string Cell(IRenderedComponent<HeaderDiagram> drawing, string part) => drawing.FindAll($"[data-part={part}] b")[^1].TextContent;

    private static string Text(IRenderedComponent<NumberField> field) => field.Find("input").GetAttribute("value")!.Replace('\u00a0', ' ');

    private IRenderedComponent<NumberField> Number(string value, uint? from = null) => Render<NumberField>(p => p
        .Add(f => f.Id, "seq").Add(f => f.Label, "Sequence number").Add(f => f.Value, value).Add(f => f.Base, from).Add(f => f.ValueChanged, _told.Add));

    private IEnumerable<string> Words(SegmentDraft draft, ControlBits bits, int length) =>
        Render<InWords>(p => p.Add(w => w.Draft, draft).Add(w => w.Bits, bits).Add(w => w.Length, length).Add(w => w.Sides, SidesOf(Views.Open)))
            .FindAll("p:not(.title)").Select(says => string.Join(' ', says.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Replace('\u00a0', ' '));
}
