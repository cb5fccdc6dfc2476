using Bunit;
using Playground.Client.Numbers;
using Playground.Client.Play.Composing;
using Playground.Contracts;
using Playground.Tcp;

namespace Playground.Tests;

public class NumbersTests : PageTest
{
    [Theory]
    [InlineData("714025811", 714_025_811u)]
    [InlineData("714 025 811", 714_025_811u)]
    [InlineData(" 4\u00a0294\u00a0967\u00a0295 ", uint.MaxValue)]
    public void A_number_is_read_with_and_without_gaps(string typed, uint number)
    {
        Assert.True(Digits.TryRead(typed, out var read));
        Assert.Equal(number, read);
    }

    [Theory]
    [InlineData("4294967296")]
    [InlineData("-1")]
    [InlineData("")]
    [InlineData("12x")]
    public void What_does_not_fit_32_bits_is_no_number(string typed) => Assert.False(Digits.TryRead(typed, out _));

    [Theory]
    [InlineData(0u, "0")]
    [InlineData(999u, "999")]
    [InlineData(1000u, "1 000")]
    [InlineData(4_294_967_295u, "4 294 967 295")]
    public void Digits_come_in_groups_of_three(uint number, string written) =>
        Assert.Equal(written, Digits.Group(number).Replace('\u00a0', ' '));

    [Fact]
    public void Each_number_belongs_to_the_side_that_chose_it()
    {
        var sides = Sides.Of(Views.Answered);
        Assert.Equal(Side.Client, sides.Guess(Views.X + 1));
        Assert.Equal(Side.Server, sides.Guess(Views.Y));
        Assert.Equal(Side.Server, sides.Guess(Views.Y + 4));
        Assert.Null(sides.Guess(1_500_000_000));
    }

    [Fact]
    public void Relative_numbers_go_round_the_circle()
    {
        var sides = new Sides("client", "server", uint.MaxValue, null);
        Assert.Equal(1, sides.Relative(Side.Client, 0));
        Assert.Equal(-1, sides.Relative(Side.Client, uint.MaxValue - 1));
        Assert.Null(sides.Relative(Side.Server, 5));
    }

    [Fact]
    public void Numbers_in_a_sentence_wear_the_hue_of_their_side()
    {
        var says = Render<Say>(p => p
            .Add(s => s.Sentence, new Sentence("You sent {0}, it was {1}.", $"{Views.X}", $"{Views.Y}"))
            .Add(s => s.Sides, Sides.Of(Views.Answered)));
        Assert.Equal("714 025 811", says.Find(".ink-client").TextContent.Replace('\u00a0', ' '));
        Assert.Equal("2 843 110 377", says.Find(".ink-server").TextContent.Replace('\u00a0', ' '));
    }

    [Fact]
    public void A_number_whose_host_is_known_wears_its_hue_however_near_the_two_began()
    {
        var sides = new Sides("client", "server", 100, 300);
        var says = Render<Say>(p => p.Add(s => s.Sides, sides)
            .Add(s => s.Sentence, new Sentence("You sent {0} with {1} octets, and heard {2}.", "777", "5", "305") { Whose = ["client", "", "server"] }));
        Assert.Equal("777", says.Find(".ink-client").TextContent);
        Assert.Equal("305", says.Find(".ink-server").TextContent);
        Assert.Equal("5", says.Find(".ink-none").TextContent);
    }

    [Fact]
    public void What_stands_in_a_reset_s_window_field_is_no_number_to_use()
    {
        var reset = (SegmentRow)Views.Theirs(90, "RST, ACK", 300, 101);
        var view = Views.Answered with { Rows = [Views.Mine(0, "SYN", 100, 0), reset with { Segment = reset.Segment with { Window = 7 } }] };
        Assert.DoesNotContain(ScreenNumbers.Of(view), number => number.Value == 7);
        Assert.Contains(ScreenNumbers.Of(view with { Rows = [reset with { Segment = reset.Segment with { Flags = "ACK", Window = 7 } }] }), number => number.Value == 7);
    }

    [Fact]
    public void A_length_to_add_is_there_once_either_way_has_carried_text()
    {
        Assert.Null(ScreenNumbers.LengthToAdd(Views.Open, isMine: true));
        var told = Views.Open with { Rows = Views.Open.Rows.Add(Views.Theirs(7000, "PSH, ACK", 300, 101, "HELLO")) };
        Assert.Equal(5, ScreenNumbers.LengthToAdd(told, isMine: false));
        Assert.Equal(0, ScreenNumbers.LengthToAdd(told, isMine: true));
    }

    [Fact]
    public void A_chip_wears_the_hue_of_the_side_that_sent_its_number()
    {
        var view = Views.Answered with
        {
            Ledger = new LedgerView(TcpState.SynSent, 100, 100, 101, 65535, 300, null, 65535),
            Rows = [Views.Mine(0, "SYN", 100, 0, Views.Heard), Views.Theirs(41, "SYN, ACK", 300, 101), Views.Mine(900, "ACK", 5_000_000, 777)],
        };
        var chips = Render<NumberChips>(p => p.Add(c => c.Numbers, ScreenNumbers.Of(view)).Add(c => c.Sides, Sides.Of(view)));
        Assert.Equal(["101", "5000000", "100"], NumbersOf("ink-client"));
        Assert.Equal(["777", "300"], NumbersOf("ink-server"));

        IEnumerable<string?> NumbersOf(string ink) => chips.FindAll($"button.{ink}[data-number]").Select(chip => chip.GetAttribute("data-number"));
    }
}
