using System.Text.Json;
using FsCheck.Fluent;
using Playground.Tcp;

namespace Playground.Tests.Tcp;

public class HostAddressTests
{
    [Theory]
    [InlineData("192.0.2.1", true)]
    [InlineData("0.0.0.0", true)]
    [InlineData("2001:db8::1", false)]
    [InlineData("::", false)]
    [InlineData("::1", false)]
    public void An_address_prints_as_it_is_usually_written(string text, bool isV4)
    {
        var address = HostAddress.Parse(text);

        Assert.Equal(text, address.ToString());
        Assert.Equal(isV4, address.IsV4);
        Assert.Equal(isV4 ? 4 : 16, address.WireLength);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("192.0.2")]
    [InlineData("010.0.0.1")]
    [InlineData("0xC0.0.2.1")]
    [InlineData(" 192.0.2.1")]
    [InlineData("192.0.2.1:80")]
    [InlineData("[2001:db8::1]")]
    [InlineData("[2001:db8::1]:80")]
    [InlineData("fe80::1%1")]
    [InlineData("2001:db8::1/64")]
    [InlineData("localhost")]
    public void What_only_looks_like_an_address_is_refused(string? text)
    {
        Assert.False(HostAddress.TryParse(text, out var address));
        Assert.Equal(default, address);
    }

    [Fact]
    public void Any_address_comes_back_from_its_octets_and_from_its_text() =>
        Gen.OneOf(Some.V4, Some.V6).Check(address =>
        {
            var octets = new byte[address.WireLength];
            address.WriteTo(octets);
            return HostAddress.FromBytes(octets) == address && HostAddress.Parse(address.ToString()) == address;
        });

    [Fact]
    public void An_IPv4_address_in_its_mapped_form_is_that_address() =>
        Assert.Equal(HostAddress.Parse("192.0.2.1"), HostAddress.Parse("::ffff:192.0.2.1"));

    [Fact]
    public void The_default_is_the_IPv6_address_of_all_zeros() => Assert.Equal(HostAddress.Parse("::"), default);

    [Theory]
    [InlineData("192.0.2.1", "remote")]
    [InlineData("1.0.0.0", "remote")]
    [InlineData("126.255.255.255", "remote")]
    [InlineData("128.0.0.0", "remote")]
    [InlineData("223.255.255.255", "remote")]
    [InlineData("240.0.0.1", "remote")]
    [InlineData("255.255.255.254", "remote")]
    [InlineData("169.254.1.1", "remote")]
    [InlineData("2001:db8::1", "remote")]
    [InlineData("fe80::1", "remote")]
    [InlineData("feff::1", "remote")]
    [InlineData("::2", "remote")]
    [InlineData("1::1", "remote")]
    [InlineData("0.0.0.0", "unspecified")]
    [InlineData("::", "unspecified")]
    [InlineData("0.0.0.1", "")]
    [InlineData("0.255.255.255", "")]
    [InlineData("127.0.0.0", "loopback")]
    [InlineData("127.0.0.1", "loopback")]
    [InlineData("127.255.255.255", "loopback")]
    [InlineData("::1", "loopback")]
    [InlineData("224.0.0.0", "multicast")]
    [InlineData("239.255.255.255", "multicast")]
    [InlineData("ff00::", "multicast")]
    [InlineData("ff02::1", "multicast")]
    [InlineData("255.255.255.255", "broadcast")]
    [InlineData("::ffff:255.255.255.255", "broadcast")]
    [InlineData("ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "multicast")]
    public void An_address_is_of_one_kind_and_only_that_of_a_single_other_host_can_be_remote(string text, string kind)
    {
        var address = HostAddress.Parse(text);
        (bool Is, string Kind)[] kinds =
        [
            (address.IsMulticast, "multicast"), (address.IsBroadcast, "broadcast"), (address.IsUnspecified, "unspecified"),
            (address.IsLoopback, "loopback"), (address.CanBeRemote, "remote"),
        ];

        Assert.Equal(kind, string.Join(' ', kinds.Where(k => k.Is).Select(k => k.Kind)));
    }

    [Fact]
    public void An_address_has_4_or_16_octets() => Assert.Throws<ArgumentException>(() => HostAddress.FromBytes(new byte[5]));

    [Fact]
    public void A_socket_and_a_connection_print_as_they_are_usually_written()
    {
        var connection = new FourTuple(new(HostAddress.Parse("192.0.2.1"), new(49152)), new(HostAddress.Parse("2001:db8::1"), new(80)));

        Assert.Equal("192.0.2.1:49152 → [2001:db8::1]:80", connection.ToString());
        Assert.Equal("[2001:db8::1]:80 → 192.0.2.1:49152", connection.Reversed.ToString());
    }

    [Theory]
    [InlineData("192.0.2.1:49152")]
    [InlineData("[2001:db8::1]:80")]
    public void A_connection_comes_back_from_json_as_it_went(string remote)
    {
        var split = remote.LastIndexOf(':');
        var socket = new SocketAddress(HostAddress.Parse(remote[..split].Trim('[', ']')), new(ushort.Parse(remote[(split + 1)..])));
        var connection = new FourTuple(socket, new(HostAddress.Parse("192.0.2.7"), new(7)));

        Assert.Equal(connection, JsonSerializer.Deserialize<FourTuple>(JsonSerializer.Serialize(connection)));
        Assert.Equal("\"192.0.2.1\"", JsonSerializer.Serialize(HostAddress.Parse("192.0.2.1")));
    }

    [Theory]
    [InlineData("5")]
    [InlineData("null")]
    [InlineData("\"192.0.2\"")]
    [InlineData("{}")]
    public void Json_that_is_no_address_is_refused(string json) =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<HostAddress>(json));
}
