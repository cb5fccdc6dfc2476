using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Playground.Client;
using Playground.Client.Play.Packets;
using Playground.Tcp;

namespace Playground.Tests.Packets;

public class DetailTests : PageTest
{
    private IStringLocalizer L => Services.GetRequiredService<IStringLocalizer<Texts>>();

    private Dictionary<string, DetailNode> Nodes(ListedPacket listed) =>
        Dissection.Of(listed, L).SelectMany(layer => layer.All()).ToDictionary(node => node.Id);

    [Fact]
    public void Every_field_stands_at_its_octets()
    {
        var nodes = Nodes(PacketViews.Listed(PacketViews.Syn));
        (string Id, int At, int Length, string Says)[] expected =
        [
            ("ip.ttl", 8, 1, "Time to Live: 64"), ("ip.flags.df", 6, 1, ".1.. .... = Don't fragment: Set"), ("ip.src", 12, 4, "Source Address: 192.0.2.10"),
            ("tcp.srcport", 20, 2, "Source Port: 54846"), ("tcp.seq", 24, 4, "Sequence Number: 0    (relative sequence number)"),
            ("tcp.seq_raw", 24, 4, "Sequence Number (raw): 714025811"), ("tcp.hdr_len", 32, 1, "1010 .... = Header Length: 40 octets (10)"),
            ("tcp.flags", 32, 2, "Flags: 0x002 (SYN)"), ("tcp.flags.syn", 33, 1, ".... .... ..1. = Syn: Set"), ("tcp.flags.ae", 32, 1, "...0 .... .... = Accurate ECN: Not set"),
            ("tcp.window_size_value", 34, 2, "Window: 65535"), ("tcp.urgent_pointer", 38, 2, "Urgent Pointer: 0"), ("tcp.options", 40, 20, "Options: (20 octets)"),
            ("tcp.options.0", 40, 4, "TCP Option - Maximum segment size: 1460 octets"),
        ];
        Assert.Equal(expected, expected.Select(one => (one.Id, nodes[one.Id].At, nodes[one.Id].Length, nodes[one.Id].Says.ToString())));
    }

    [Fact]
    public void Every_octet_belongs_to_a_field_and_no_field_leaves_the_frame()
    {
        Segment[] segments = [PacketViews.Syn, PacketViews.SynAck, PacketViews.Text, PacketViews.Text with { Checksum = 7, UrgentPointer = 3 },
            new() { Source = new(HostAddress.Parse("2001:db8::1"), new(1)), Destination = new(HostAddress.Parse("2001:db8::2"), new(2)), Bits = ControlBits.Rst }];
        foreach (var segment in segments)
        {
            var listed = PacketViews.Listed(segment);
            var layers = Dissection.Of(listed, L);
            var leaves = layers.Skip(1).SelectMany(layer => layer.All()).Where(node => node.Parts.IsEmpty && node.Length > 0).ToList();
            var held = leaves.SelectMany(node => Enumerable.Range(node.At, node.Length)).ToHashSet();
            Assert.Equal(Enumerable.Range(0, listed.Packet.Octets.Length), held.Order());
            Assert.All(layers.SelectMany(layer => layer.All()), node => Assert.All(node.Parts.Where(part => part.Length > 0 && node.Length > 0 && part.Id != "tcp.payload"),
                part => Assert.InRange(part.At, node.At, node.At + node.Length - part.Length)));
        }
    }

    [Fact]
    public void A_wrong_checksum_is_told_with_the_right_one() =>
        Assert.Matches("^Checksum: 0x0007 \\[incorrect, should be 0x[0-9a-f]{4}\\]$", $"{Nodes(PacketViews.Listed(PacketViews.Text with { Checksum = 7 }))["tcp.checksum"].Says}");

    [Fact]
    public void What_is_said_about_a_packet_stands_among_its_details_braces_and_all() =>
        Assert.Contains("It said {0} {", Render<PacketDetails>(p => p.Add(d => d.Listed, PacketViews.Listed(PacketViews.Text, "It said {{0}} {{"))).Markup, StringComparison.Ordinal);

    [Fact]
    public void Octets_are_dumped_sixteen_a_line() => Assert.Equal(
        "0000  68 65 6c 6c 6f 0a 00 ff  68 65 6c 6c 6f 0a 00 ff  hello···hello···\n0010  41                                                A\n",
        PacketDetails.Dump([.. "hello\n\0"u8, 0xFF, .. "hello\n\0"u8, 0xFF, 0x41]));

    [Fact]
    public void The_tree_names_each_fields_octets_for_the_page_to_light_up()
    {
        var item = Render<PacketDetails>(p => p.Add(d => d.Listed, PacketViews.Listed(PacketViews.Syn))).Find("[data-id='tcp.seq']");
        Assert.Equal(("24", "4", "treeitem"), (item.GetAttribute("data-at"), item.GetAttribute("data-length"), item.GetAttribute("role")));
    }
}
