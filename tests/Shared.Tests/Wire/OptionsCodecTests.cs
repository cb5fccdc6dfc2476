using Playground.Tcp;
using Playground.Wire;

namespace Playground.Tests.Wire;

public class OptionsCodecTests
{
    [Fact]
    [Trait("RFC9293", "MUST-4")]
    public void The_options_of_a_usual_syn_are_read_as_fields_alone()
    {
        var options = OptionsCodec.Decode(Convert.FromHexString("020405B40402080A000000010000000001030307"));

        Assert.Equal(new SegmentOptions { MaximumSegmentSize = 1460, SackPermitted = true, Timestamps = new(1, 0), WindowScale = 7 }, options);
    }

    [Theory]
    [InlineData("020405B4")]
    [InlineData("01010402")]
    [InlineData("01030307")]
    [InlineData("0101080A0000000100000002")]
    [InlineData("0101050A0000000A00000014")]
    [InlineData("0402080A0000000100000002")]
    [InlineData("22020101")]
    [InlineData("2206010203040101")]
    [InlineData("2208010203040506")]
    [InlineData("220A01020304050607080101")]
    [InlineData("22120102030405060708090A0B0C0D0E0F100101")]
    public void Each_option_alone_needs_no_raw_bytes(string hex) =>
        Assert.True(OptionsCodec.Decode(Convert.FromHexString(hex)).Raw.IsDefaultOrEmpty);

    [Fact]
    public void A_request_for_a_cookie_is_not_the_same_as_no_option()
    {
        var request = OptionsCodec.Decode(Convert.FromHexString("22020101"));

        Assert.True(request.FastOpen is { IsDefault: false, IsEmpty: true });
        Assert.False(request.IsEmpty);
        Assert.NotEqual(default, request);
        Assert.Equal(new SegmentOptions { FastOpen = [] }, request);
        Assert.NotEqual(new SegmentOptions { FastOpen = [1, 2, 3, 4] }, request);
    }

    [Fact]
    public void A_cookie_that_was_given_stands_last_and_is_padded_behind()
    {
        var options = new SegmentOptions { MaximumSegmentSize = 1460, SackPermitted = true, WindowScale = 7, FastOpen = [1, 2, 3, 4, 5, 6, 7, 8] };

        Assert.Equal(Convert.FromHexString("020405B40101040201030307220A01020304050607080101"), Encode(options));
    }

    [Fact]
    [Trait("RFC9293", "MUST-4")]
    public void Another_order_keeps_the_bytes_beside_the_fields()
    {
        var bytes = Convert.FromHexString("01030306020405B404020000");

        var options = OptionsCodec.Decode(bytes);

        Assert.Equal((ushort)1460, options.MaximumSegmentSize);
        Assert.Equal((byte)6, options.WindowScale);
        Assert.True(options.SackPermitted);
        Assert.Equal(bytes, options.Raw);
    }

    [Theory]
    [Trait("RFC9293", "MUST-7")]
    [InlineData("02000000", "length zero")]
    [InlineData("02010000", "length one")]
    [InlineData("01010108", "no room for a length")]
    [InlineData("0208FFFF", "a length past the end")]
    [InlineData("0203FF00", "an MSS of three octets")]
    [InlineData("0103020000000000", "a window scale without a shift")]
    [InlineData("05020000", "a SACK without a block")]
    [InlineData("0507000000000000", "a SACK of half a block")]
    [InlineData("08060000000000FF", "timestamps of four octets")]
    [InlineData("2204010200000000", "a cookie of two octets")]
    [InlineData("2207010203040500", "a cookie of an odd count")]
    [InlineData("22140102030405060708090A0B0C0D0E0F101112", "a cookie of eighteen octets")]
    public void An_illegal_length_is_told_and_nothing_is_made_up(string hex, string because)
    {
        var bytes = Convert.FromHexString(hex);

        var options = OptionsCodec.Decode(bytes);

        Assert.False(OptionsCodec.IsWellFormed(bytes), because);
        Assert.Equal(new SegmentOptions { Raw = [.. bytes] }, options);
    }

    [Fact]
    [Trait("RFC9293", "MUST-7")]
    public void What_stands_before_an_illegal_length_counts() =>
        Assert.Equal((ushort)1460, OptionsCodec.Decode(Convert.FromHexString("020405B403000000")).MaximumSegmentSize);

    [Theory]
    [Trait("RFC9293", "MUST-6")]
    [InlineData("FE04CAFE")]
    [InlineData("00FFFFFF")]
    [InlineData("1E0C0001000000000000000000000000")]
    public void Unknown_kinds_and_padding_are_well_formed_and_kept(string hex)
    {
        var bytes = Convert.FromHexString(hex);

        Assert.True(OptionsCodec.IsWellFormed(bytes));
        Assert.Equal(new SegmentOptions { Raw = [.. bytes] }, OptionsCodec.Decode(bytes));
    }

    [Theory]
    [Trait("RFC9293", "MUST-6")]
    [Trait("RFC9293", "MUST-68")]
    [InlineData("FE020000")]
    [InlineData("FE04CAFE")]
    [InlineData("1E0C0001000000000000000000000000")]
    public void An_unknown_kind_is_stepped_over_by_its_length(string hex)
    {
        var length = Convert.FromHexString(hex)[1];

        var options = OptionsCodec.Decode(Convert.FromHexString(hex[..(2 * length)] + "020405B4"));

        Assert.Equal((ushort)1460, options.MaximumSegmentSize);
    }

    [Theory]
    [Trait("RFC9293", "MUST-4")]
    [Trait("RFC9293", "MUST-64")]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void An_option_is_read_wherever_it_begins(int noOperations)
    {
        byte[] bytes = [.. Enumerable.Repeat(OptionKind.NoOperation, noOperations), .. Convert.FromHexString("020405B4080A0000000100000002"), 0, 0, 0];

        var options = OptionsCodec.Decode(bytes);

        Assert.Equal(((ushort)1460, new Timestamps(1, 2)), (options.MaximumSegmentSize, options.Timestamps));
    }

    [Fact]
    [Trait("RFC9293", "MUST-4")]
    public void Nothing_after_the_end_of_the_list_is_read() =>
        Assert.Null(OptionsCodec.Decode(Convert.FromHexString("00000000020405B4")).MaximumSegmentSize);

    [Fact]
    public void Fields_come_back_as_the_same_fields() =>
        Some.FittingOptions.Check(options => OptionsCodec.Decode(Encode(options)) == options);

    [Fact]
    public void Fields_take_whole_words() =>
        Some.FieldOptions.Check(options => OptionsCodec.Length(options) % 4 == 0);

    [Fact]
    public void Any_octets_in_whole_words_come_back_as_they_were() =>
        Some.OptionBytes.Check(bytes => Encode(OptionsCodec.Decode(bytes)).SequenceEqual(bytes));

    [Fact]
    public void Fields_that_are_well_made_are_well_formed() =>
        Some.FittingOptions.Check(options => OptionsCodec.IsWellFormed(Encode(options)));

    [Fact]
    [Trait("RFC9293", "MUST-7")]
    public void Any_octets_at_all_can_be_read() =>
        Some.Bytes.Check(bytes =>
        {
            OptionsCodec.IsWellFormed(bytes);
            var options = OptionsCodec.Decode(bytes);
            return options.Raw.IsDefaultOrEmpty ? Encode(options).SequenceEqual(bytes) : options.Raw.AsSpan().SequenceEqual(bytes);
        });

    [Fact]
    [Trait("RFC9293", "MUST-69")]
    public void Raw_bytes_that_fill_no_word_are_padded_with_the_end_of_the_list() =>
        Assert.Equal([0xFE, 2, 1, 1, 1, 0, 0, 0], Encode(new() { Raw = [0xFE, 2, 1, 1, 1] }));

    [Fact]
    public void Options_of_more_than_forty_octets_are_not_written()
    {
        var block = new SackBlock(new(1), new(2));
        var options = new SegmentOptions { Timestamps = new(1, 2), WindowScale = 1, Sack = [block, block, block] };
        var room = new byte[100];

        Assert.Equal(44, OptionsCodec.Length(options));
        Assert.False(OptionsCodec.Encode(options, room));
        Assert.All(room, octet => Assert.Equal(0, octet));
        Assert.False(OptionsCodec.Encode(new() { Raw = [.. new byte[41]] }, room));
        Assert.False(OptionsCodec.Encode(new() { Sack = [.. Enumerable.Repeat(block, 100)] }, room));
    }

    private static byte[] Encode(SegmentOptions options)
    {
        var bytes = new byte[OptionsCodec.Length(options)];
        Assert.True(OptionsCodec.Encode(options, bytes));
        return bytes;
    }
}
