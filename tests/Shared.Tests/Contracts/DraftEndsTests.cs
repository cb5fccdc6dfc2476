using System.Collections.Immutable;
using Playground.Contracts;
using Playground.Tcp;

namespace Playground.Tests.Contracts;

/// <summary>Who a draft goes to, and in whose name.</summary>
public class DraftEndsTests
{
    private static readonly ImmutableArray<DraftHost> s_hosts =
        [Host("client", "192.0.2.10", 50000), Host("server", "192.0.2.80", 80), Host("client-2", "192.0.2.11", 50001), Host("attacker", "192.0.2.66", 6666)];

    private static readonly DraftEnds s_client = new("client", "server", s_hosts, MayForge: false);
    private static readonly DraftEnds s_attacker = new("attacker", "server", s_hosts, MayForge: true);

    [Theory]
    [InlineData("", "", "192.0.2.10:50000 → 192.0.2.80:80")]
    [InlineData("client", " client-2 ", "192.0.2.10:50000 → 192.0.2.11:50001")]
    [InlineData("192.0.2.10", "192.0.2.11", "192.0.2.10:50000 → 192.0.2.11:50001")]
    public void A_host_is_named_by_name_or_by_address(string source, string destination, string goes) =>
        Assert.Equal(goes, Read(s_client, source, destination, null).ToString());

    [Theory]
    [InlineData("client-2", "", "192.0.2.11:50001 → 192.0.2.80:80")]
    [InlineData("server", "client", "192.0.2.80:80 → 192.0.2.10:50000")]
    [InlineData("198.51.100.7", "203.0.113.9", "198.51.100.7:6666 → 203.0.113.9:80")]
    [InlineData("server", "server", "192.0.2.80:80 → 192.0.2.80:80")]
    public void An_attacker_names_any_host_and_any_address(string source, string destination, string goes) =>
        Assert.Equal(goes, Read(s_attacker, source, destination, null).ToString());

    [Theory]
    [InlineData("client-2", "", SegmentField.Source, "Only an attacker can send in another host's name.")]
    [InlineData("198.51.100.7", "", SegmentField.Source, "Only an attacker can send in another host's name.")]
    [InlineData("", "client", SegmentField.Destination, "A segment goes to another host than its own.")]
    [InlineData("", "moon", SegmentField.Destination, "There is no host 'moon' on this link.")]
    [InlineData("", "198.51.100.7", SegmentField.Destination, "There is no host '198.51.100.7' on this link.")]
    public void Anybody_else_sends_in_their_own_name_to_another_host(string source, string destination, SegmentField field, string says) =>
        AssertWrong(s_client, source, destination, field, says);

    [Theory]
    [InlineData("2001:db8::1")]
    [InlineData("192.0.2")]
    [InlineData("moon")]
    public void An_attacker_names_no_address_that_the_link_can_not_carry(string source) =>
        AssertWrong(s_attacker, source, "", SegmentField.Source, $"'{source}' is neither a host of this link nor an IPv4 address.");

    [Fact]
    public void A_draft_with_a_wrong_end_hears_of_its_other_fields_too()
    {
        Assert.False(s_client.TryRead(new SegmentDraft { Destination = "moon", Seq = "x" }, out var segment, out var problems));
        Assert.Equal([SegmentField.Destination, SegmentField.Seq], problems.Select(problem => problem.Field));
        Assert.Equal(default, segment);
    }

    [Theory]
    [InlineData("", "", "", "")]
    [InlineData("client", "client-2", "7", "8")]
    [InlineData("198.51.100.7", "203.0.113.9", "", "81")]
    public void A_draft_is_the_same_after_it_was_a_segment(string source, string destination, string from, string to)
    {
        var draft = new SegmentDraft { Flags = "SYN", Seq = "5", Source = source, Destination = destination, SourcePort = from, DestinationPort = to };
        Assert.True(s_attacker.TryRead(draft, out var segment, out _));
        Assert.Equal(draft, DraftWriter.Of(segment, s_attacker));
    }

    private static void AssertWrong(DraftEnds ends, string source, string destination, SegmentField field, string says)
    {
        var wrong = ImmutableArray.CreateBuilder<FieldProblem>();
        Assert.Equal(ends.Default, Read(ends, source, destination, wrong));
        var problem = Assert.Single(wrong);
        Assert.Equal((field, says), (problem.Field, problem.Problem.ToString()));
    }

    private static FourTuple Read(DraftEnds ends, string source, string destination, ImmutableArray<FieldProblem>.Builder? wrong) =>
        ends.Read(new SegmentDraft { Source = source, Destination = destination }, wrong ?? ImmutableArray.CreateBuilder<FieldProblem>());

    private static DraftHost Host(string name, string address, ushort port) => new(name, new(HostAddress.Parse(address), new Port(port)));
}
