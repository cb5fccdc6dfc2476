using System.Text;
using Playground.Engine.Applications;
using Playground.Engine.Endpoint;
using Playground.Engine.Packets;
using Playground.Tcp;
using Playground.Tests.Stands;

namespace Playground.Tests.Packets;

/// <summary>The socket calls, between two hosts that exchange nothing but bytes.</summary>
public class SocketTests
{
    private readonly Cable _cable = Cable.Between("192.0.2.1", "192.0.2.2");

    private Instant Now => _cable.Now;

    private SocketAddress Remote => _cable.Remote;

    [Theory]
    [InlineData("192.0.2.1", "192.0.2.2", 0)]
    [InlineData("2001:db8::1", "2001:db8::2", 0)]
    [InlineData("192.0.2.1", "192.0.2.2", 7)]
    [InlineData("2001:db8::1", "2001:db8::2", 7)]
    public void Text_goes_both_ways_and_both_ends_close(string one, string other, int lostOfEach)
    {
        var cable = Cable.Between(one, other);
        cable.Loses = n => lostOfEach > 0 && n % lostOfEach == 0;
        var listener = cable.Listen(options => options with { ReceiveBuffer = 3000 });
        var client = new Socket(cable.One);
        Assert.Equal(CallError.None, client.Connect(cable.Remote, cable.Now).Error);
        cable.Run(10);
        Assert.True(listener.TryAccept(out var server));

        var question = Numbers(50_000);
        var answer = Numbers(20_000);
        Assert.Equal(question, Carry(cable, client, server, question));
        Assert.Equal(answer, Carry(cable, server, client, answer));
        client.Shutdown(cable.Now);
        cable.Run(10);
        Assert.True(server.IsAtEnd);
        server.Shutdown(cable.Now);
        cable.Run(1000);

        Assert.Equal((Ending.Closed, Ending.Closed), (client.Ending, server.Ending));
        Assert.Empty(cable.One.Connections);
        Assert.Empty(cable.Other.Connections);
    }

    [Fact]
    public void A_port_where_nobody_listens_refuses()
    {
        var socket = new Socket(_cable.One);
        socket.Connect(Remote, Now);
        Assert.Equal(TcpState.SynSent, socket.State);

        _cable.Run();

        Assert.Equal((TcpState.Closed, Ending.Refused, false), (socket.State, socket.Ending, socket.WasOpened));
        Assert.Equal(CallError.NoConnection, socket.Send("text"u8, Now).Error);
    }

    [Theory]
    [InlineData("224.0.0.1", 80)]
    [InlineData("127.0.0.1", 80)]
    [InlineData("2001:db8::1", 80)]
    [InlineData("192.0.2.2", 0)]
    public void An_open_to_what_is_no_other_host_is_an_error(string address, ushort port) =>
        Assert.Equal(CallError.BadRemote, new Socket(_cable.One).Connect(new(HostAddress.Parse(address), new(port)), Now).Error);

    [Fact]
    public void A_connection_exists_once()
    {
        var socket = new Socket(_cable.One);
        Assert.Equal(CallError.None, socket.Connect(Remote, Now, new Port(5000)).Error);

        Assert.Equal(CallError.Exists, socket.Connect(Remote, Now, new Port(5001)).Error);
        Assert.Equal(CallError.Exists, new Socket(_cable.One).Connect(Remote, Now, new Port(5000)).Error);
        Assert.Equal(CallError.None, new Socket(_cable.One).Connect(Remote, Now).Error);
    }

    [Fact]
    public void What_has_come_can_be_read_after_the_connection_is_gone()
    {
        var (client, server) = _cable.Open();
        server.Send("last words"u8, Now);
        server.Shutdown(Now);
        _cable.Run(1);
        client.Shutdown(Now);
        _cable.Run(1000);
        Assert.Equal((TcpState.Closed, Ending.Closed), (client.State, client.Ending));

        Assert.Equal("last words", Read(client));
        Assert.True(client.IsAtEnd);
        Assert.Equal(CallError.Closing, client.Receive(new byte[1], Now).Error);
    }

    [Fact]
    public void A_close_that_loses_text_resets()
    {
        var (client, server) = _cable.Open();
        server.Send("unheard"u8, Now);
        _cable.Run();

        client.Close(Now);
        _cable.Run();

        Assert.Equal((Ending.Aborted, Ending.Reset), (client.Ending, server.Ending));
    }

    [Fact]
    public void Text_that_comes_after_a_close_is_answered_with_a_reset()
    {
        var (client, server) = _cable.Open();
        client.Close(Now);
        _cable.Run();
        Assert.Equal(TcpState.CloseWait, server.State);

        server.Send("too late"u8, Now);
        _cable.Run();

        Assert.Equal((Ending.Aborted, Ending.Reset), (client.Ending, server.Ending));
    }

    [Fact]
    public void A_close_that_loses_nothing_is_orderly()
    {
        var (client, server) = _cable.Open();
        client.Close(Now);
        _cable.Run();
        server.Close(Now);
        _cable.Run(1000);

        Assert.Equal((Ending.Closed, Ending.Closed), (client.Ending, server.Ending));
    }

    [Fact]
    public void Urgent_text_is_announced_until_it_was_read()
    {
        var (client, server) = _cable.Open();
        client.Send("ab!"u8, Now, isUrgent: true);
        _cable.Run();
        Assert.Equal(3u, server.UrgentAhead);
        client.Shutdown(Now);
        _cable.Run();
        Assert.Equal(3u, server.UrgentAhead);

        server.Receive(new byte[2], Now);
        Assert.Equal(1u, server.UrgentAhead);
        server.Receive(new byte[2], Now);
        Assert.Equal(0u, server.UrgentAhead);
    }

    [Fact]
    public void With_Fast_Open_a_connection_is_accepted_with_the_text_of_its_SYN()
    {
        var profile = HostProfile.Rfc9293 with { FastOpen = true };
        var (client, server) = (new PacketHost(HostAddress.Parse("192.0.2.1"), 1, profile), new PacketHost(HostAddress.Parse("192.0.2.2"), 2, profile));
        var listener = new ListeningSocket(server);
        listener.Listen(Cable.Port);
        var remote = new SocketAddress(server.Address, Cable.Port);

        // The first brings the cookie home.
        new Socket(client).Connect(remote, Now);
        for (var i = 0; i < 2; i++) Cross(client, server);
        Assert.True(listener.TryAccept(out _));
        new Socket(client).Connect(remote, Now, text: "early"u8);
        Carry(client, server);

        Assert.True(listener.TryAccept(out var accepted));
        Assert.Equal((TcpState.SynReceived, false, 5), (accepted.State, accepted.WasOpened, accepted.Unread));
        Cross(server, client);
        Assert.Equal((TcpState.Established, true), (accepted.State, accepted.WasOpened));
        Assert.Equal(0, listener.Waiting);
    }

    [Fact]
    public void More_connections_than_may_wait_are_reset()
    {
        var listener = _cable.Listen(backlog: 2);
        var clients = Enumerable.Range(0, 3).Select(_ => new Socket(_cable.One)).ToList();
        foreach (var client in clients)
        {
            client.Connect(Remote, Now);
            _cable.Run();
        }

        Assert.Equal([null, null, Ending.Reset], clients.Select(client => client.Ending));
        Assert.Equal(2, listener.Waiting);
    }

    [Fact]
    public void A_listener_that_closes_resets_what_waits_and_leaves_what_was_accepted()
    {
        var listener = _cable.Listen();
        var (accepted, waiting, late) = (new Socket(_cable.One), new Socket(_cable.One), new Socket(_cable.One));
        accepted.Connect(Remote, Now);
        waiting.Connect(Remote, Now);
        _cable.Run();
        Assert.True(listener.TryAccept(out _));

        listener.Close(Now);
        late.Connect(Remote, Now);
        _cable.Run();

        Assert.Equal([null, Ending.Reset, Ending.Refused], new[] { accepted, waiting, late }.Select(socket => socket.Ending));
        Assert.Equal(CallError.NoConnection, listener.Close(Now));
        Assert.Equal(CallError.None, _cable.Other.Serve(Cable.Port, new Echo()));
        Assert.Equal(CallError.Exists, new ListeningSocket(_cable.Other).Listen(Cable.Port));
    }

    private static byte[] Numbers(int count) => [.. Enumerable.Range(0, count).Select(i => (byte)((i * 31) ^ (i >> 8)))];

    private static byte[] Carry(Cable cable, Socket from, Socket to, byte[] text)
    {
        var heard = new List<byte>();
        var piece = new byte[1000];
        for (var (sent, round) = (0, 0); heard.Count < text.Length; round++)
        {
            Assert.True(round < 2000, $"{heard.Count} of {text.Length} octets came");
            sent += from.Send(text.AsSpan(sent), cable.Now).Octets;
            cable.Run(1);
            while (to.Receive(piece, cable.Now).Octets is > 0 and var count) heard.AddRange(piece[..count]);
        }

        return [.. heard];
    }

    private string Read(Socket socket)
    {
        var text = new byte[socket.Unread];
        Assert.Equal(text.Length, socket.Receive(text, Now).Octets);
        return Encoding.ASCII.GetString(text);
    }

    private void Cross(PacketHost one, PacketHost other)
    {
        Carry(one, other);
        Carry(other, one);
    }

    private void Carry(PacketHost from, PacketHost to)
    {
        var buffer = new byte[1500];
        while (from.TryDequeue(buffer, out var length)) to.Receive(buffer.AsSpan(0, length), Now);
    }
}
