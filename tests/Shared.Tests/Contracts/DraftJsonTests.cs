using System.Buffers;
using System.Text;
using System.Text.Json;
using Playground.Contracts;
using Playground.Tcp;

namespace Playground.Tests.Contracts;

public class DraftJsonTests
{
    [Fact]
    public void A_program_may_give_numbers_as_numbers_or_as_text()
    {
        var draft = Read("""{"Flags":"SYN","Seq":714025811,"Ack":"0x10","Window":65535}""");

        Assert.Equal(("714025811", "0x10", "65535"), (draft.Seq, draft.Ack, draft.Window));
    }

    [Fact]
    public void A_number_cut_in_two_by_the_buffers_of_a_connection_is_read_whole()
    {
        var json = """{"Seq":714025811}"""u8.ToArray();
        var first = new Piece(json.AsMemory(0, 10), null);
        var last = new Piece(json.AsMemory(10), first);
        var reader = new Utf8JsonReader(new ReadOnlySequence<byte>(first, 0, last, last.Memory.Length));

        Assert.Equal("714025811", JsonSerializer.Deserialize<SegmentDraft>(ref reader)!.Seq);
    }

    [Fact]
    public void Nulls_are_a_draft_with_problems_and_no_crash()
    {
        var draft = Read("""{"Flags":null,"Seq":null,"Ack":null,"Window":null,"Payload":null,"Options":null}""");

        Assert.Equal("", draft.Seq);
        Assert.False(DraftReader.TryRead(draft, default, out _, out var problems));
        Assert.Equal([SegmentField.Seq, SegmentField.Window], problems.Select(problem => problem.Field));
    }

    [Theory]
    [InlineData("1e3")]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("99999999999999999999999")]
    public void A_number_that_no_field_holds_is_told_like_text(string number) =>
        Assert.False(DraftReader.TryRead(Read($$"""{"Seq":{{number}}}"""), default, out _, out _));

    [Fact]
    public void Sentences_compare_by_what_they_say()
    {
        Assert.Equal(new Sentence("Ports end at {0}.", "65 535"), new Sentence("Ports end at {0}.", "65 535"));
        Assert.NotEqual(new Sentence("Ports end at {0}.", "65 535"), new Sentence("Ports end at {0}.", "65 536"));
    }

    private static SegmentDraft Read(string json) => JsonSerializer.Deserialize<SegmentDraft>(Encoding.UTF8.GetBytes(json))!;

    private sealed class Piece : ReadOnlySequenceSegment<byte>
    {
        public Piece(ReadOnlyMemory<byte> memory, Piece? before)
        {
            Memory = memory;
            if (before is null) return;
            RunningIndex = before.RunningIndex + before.Memory.Length;
            before.Next = this;
        }
    }
}
