using Playground.Tcp;
using Playground.Tests.Ladder;

namespace Playground.Tests.Tcp;

public class ControlBitNamesTests
{
    [Theory]
    [InlineData(ControlBits.None, "")]
    [InlineData(ControlBits.Syn, "SYN")]
    [InlineData(ControlBits.SynAck, "SYN, ACK")]
    [InlineData(ControlBits.RstAck, "RST, ACK")]
    [InlineData(ControlBits.FinAck, "FIN, ACK")]
    [InlineData(ControlBits.Psh | ControlBits.Ack, "PSH, ACK")]
    [InlineData(ControlBits.Syn | ControlBits.Ece | ControlBits.Cwr, "CWR, ECE, SYN")]
    [InlineData(ControlBits.Ack | ControlBits.Reserved, "ACK, RF")]
    [InlineData(ControlBits.Ack | (ControlBits)0x100, "ACK, R1")]
    public void Bits_have_the_names_of_every_capture_tool(ControlBits bits, string names) => Assert.Equal(names, bits.ToNames());

    [Fact]
    public void All_twelve_bits_come_back_from_their_names() =>
        Assert.All(Enumerable.Range(0, 0x1000), value =>
        {
            Assert.True(ControlBitNames.TryParse(((ControlBits)value).ToNames(), out var bits));
            Assert.Equal((ControlBits)value, bits);
        });

    [Theory]
    [InlineData("ack syn")]
    [InlineData("SYN+ACK")]
    [InlineData(" Ack ,, Syn ")]
    [InlineData("SYN|ACK|SYN")]
    public void Names_are_read_in_any_order_and_case(string text)
    {
        Assert.True(ControlBitNames.TryParse(text, out var bits));
        Assert.Equal(ControlBits.SynAck, bits);
    }

    [Theory]
    [InlineData("SYM")]
    [InlineData("SYNACK")]
    [InlineData("R0")]
    [InlineData("RG")]
    [InlineData("SYN, 1")]
    public void A_word_that_is_no_control_bit_is_refused(string text) => Assert.False(ControlBitNames.TryParse(text, out _));

    [Fact]
    public void Any_text_is_read_or_refused() =>
        SomeLadder.AnyText.Check(text => !ControlBitNames.TryParse(text, out var bits) || (bits & (ControlBits)~0xFFF) == 0);
}
