using System.Security.Cryptography;
using System.Text;
using Playground.Captures;
using Playground.Client.Play.Packets;
using Playground.Client.Play.States;
using Playground.Client.Rfc;
using Playground.Tcp;

namespace Playground.Tests;

/// <summary>The text of RFC 9293: whole, in its sections, with the steps that verdicts name.</summary>
public class RfcTextTests
{
    [Fact]
    public void The_text_is_whole_and_unmodified() => Assert.Equal(
        "399d2301728032aa5107efbcfde9b592b0bd1cde2877f58d8cb0f08a1f551066",
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(RfcText.Whole()))));

    [Fact]
    public void Every_word_from_the_first_section_on_stands_in_a_section_in_order()
    {
        var whole = RfcText.Whole();
        var shown = string.Concat(RfcText.Sections.Select(section =>
            $"{(section.Number.Length == 1 && char.IsLetter(section.Number[0]) ? "Appendix " : "")}{section.Number}.{section.Title}"
            + string.Concat(section.Blocks.Select(block => block.Bullet + block.Text))));
        Assert.Equal(Letters(whole[whole.IndexOf("\n1.  Purpose", StringComparison.Ordinal)..]), Letters(shown));
    }

    [Theory]
    [InlineData("3.10.7.4", "Other States")]
    [InlineData("3.9.1.9", "Set Differentiated Services Field (IPv4 TOS or IPv6 Traffic Class)")]
    [InlineData("A.2", "Sequence Number Validation")]
    public void A_section_has_its_number_and_title(string number, string title) => Assert.Equal(title, RfcText.Find(number)?.Title);

    public static TheoryData<string> References() =>
    [
        .. Enum.GetValues<RfcRule>().Select(rule => rule.Text().Reference).Concat(StateFigure.Steps.Select(step => step.Reference))
            .Concat(Enum.GetValues<SegmentMarks>().Select(MarkTexts.ReferenceOf).OfType<string>())
            .Where(text => RfcReference.Read(text)!.IsOwn).Distinct(),
    ];

    /// <summary>A verdict that names a step of which nothing is marked would send its reader searching.</summary>
    [Theory]
    [MemberData(nameof(References))]
    public void Every_step_that_a_verdict_or_the_diagram_names_is_found(string text)
    {
        var reference = RfcReference.Read(text)!;
        Assert.Equal(text, reference.ToString());
        var section = RfcText.Find(reference.Section);
        Assert.NotNull(section);
        var found = section.Find(reference.Step);
        Assert.Equal(reference.Step.Length > 0, found.End.Value > found.Start.Value);
        Assert.True(found.End.Value - found.Start.Value < section.Blocks.Length || section.Blocks.Length == 0);
    }

    [Theory]
    [InlineData("3.10.7.2", "third", "Third, check for a SYN:", "Fourth")]
    [InlineData("3.10.7.4", "fifth", "Fifth, check the ACK field:", "Sixth")]
    [InlineData("3.10.7.4", "fifth, SYN-RECEIVED", "SYN-RECEIVED STATE", "ESTABLISHED STATE")]
    [InlineData("3.10.7.4", "second, exact", "If the RST bit is set and the sequence number exactly", "If the RST bit is set and the sequence number does not")]
    [InlineData("3.10.7.1", "ACK bit off", "If the ACK bit is off", "<SEQ=0>")]
    [InlineData("3.10.2", "SYN-SENT", "SYN-SENT STATE", "ESTABLISHED STATE")]
    public void A_step_begins_where_it_is_named_and_ends_before_the_next(string number, string step, string begins, string next)
    {
        var section = RfcText.Find(number)!;
        var found = section.Find(step);
        Assert.StartsWith(begins, section.Blocks[found.Start.Value].Text, StringComparison.Ordinal);
        Assert.StartsWith(next, section.Blocks[found.End.Value].Text.TrimStart(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("RFC 5961 §3, outside the window", 5961, "https://www.rfc-editor.org/rfc/rfc5961#section-3")]
    [InlineData("RFC 7413 §4.2.2", 7413, "https://www.rfc-editor.org/rfc/rfc7413#section-4.2.2")]
    public void Another_rfc_is_a_place_at_the_rfc_editors_site(string text, int number, string address)
    {
        var reference = RfcReference.Read(text)!;
        Assert.Equal((number, false, address), (reference.Number, reference.IsOwn, reference.Address));
    }

    [Theory]
    [InlineData("")]
    [InlineData("§3.4")]
    [InlineData("see RFC 9293")]
    public void What_names_no_place_is_no_reference(string text) => Assert.Null(RfcReference.Read(text));

    [Theory]
    [InlineData(SegmentMarks.Retransmission, "RFC 9293 §3.8.1")]
    [InlineData(SegmentMarks.DuplicateAck, "RFC 5681 §2")]
    [InlineData(SegmentMarks.PreviousNotCaptured, null)]
    [InlineData(SegmentMarks.PreviousNotCaptured | SegmentMarks.KeepAlive, "RFC 9293 §3.8.4")]
    [InlineData(SegmentMarks.None, null)]
    public void What_is_remarkable_in_a_capture_has_its_place_where_the_rfc_speaks_of_it(SegmentMarks marks, string? reference) =>
        Assert.Equal(reference, MarkTexts.ReferenceOf(marks));

    private static string Letters(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
}
