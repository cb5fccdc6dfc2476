using Playground.Engine.Endpoint;
using Playground.Tcp;
using Playground.Tests.Stands;
using Playground.Wire;
using static Playground.Tcp.RfcRule;

namespace Playground.Tests.Endpoint;

/// <summary>RFC 7413 §4.2 between two hosts: text with the SYN, and the way back to the usual handshake.</summary>
public class FastOpenHandshakeTests
{
    private readonly FastOpenPair _pair = new();

    [Fact]
    public void The_first_syn_asks_for_a_cookie_and_the_syn_ack_brings_it()
    {
        var syn = _pair.Call("hello");
        Assert.True(syn is { Payload.IsEmpty: true, Options.FastOpen: { IsDefault: false, IsEmpty: true } });

        var (rule, synAck) = _pair.ToServer(syn);

        Assert.Equal((FastOpenGivesCookie, 8), (rule, synAck.Options.FastOpen.Length));
        _pair.ExchangeFrom(synAck);
        Assert.Equal("hello", _pair.HeardByServer.Text);
        Assert.True(_pair.Client.FastOpenCache.TryFind(Pair.ServerSocket.Host, out var entry));
        Assert.Equal(synAck.Options.FastOpen, entry.Cookie);
        Assert.Equal((ushort?)1460, entry.Mss);
    }

    [Fact]
    public void Text_with_a_good_cookie_is_delivered_before_the_handshake_is_complete()
    {
        _pair.GetCookie();

        var syn = _pair.Call("hello");
        var (rule, synAck) = _pair.ToServer(syn);

        Assert.Equal((FastOpenTakesText, "hello"), (rule, _pair.HeardByServer.Text));
        Assert.Equal((syn.Seq + 6, true), (synAck.Ack, synAck.Options.FastOpen.IsDefault));
        var half = _pair.Server.Connections[synAck.Connection];
        Assert.Equal(TcpState.SynReceived, half.Tcb.State);
        Assert.Empty(_pair.HeardByServer.Heard);

        var ack = Assert.Single(_pair.ToClient(synAck));
        Assert.Equal((syn.Seq + 6, 0), (ack.Seq, ack.Payload.Length));
        Assert.Equal(SynReceivedEstablishes, _pair.Server.OnSegment(ack, _pair.Now, _pair.Outbox).Rule);
        Assert.Equal((TcpState.Established, "hello"), (half.Tcb.State, _pair.HeardByServer.Text));
        Assert.Equal(["opened"], _pair.HeardByServer.Heard);
    }

    [Fact]
    public void A_syn_carries_what_one_segment_may_and_the_rest_follows()
    {
        _pair.GetCookie();
        var text = new string('a', 1444) + new string('b', 2000);

        var syn = _pair.Call(text);

        // The MSS of 1460 less 4 octets of MSS option and 12 of cookie option.
        Assert.Equal(1444, syn.Payload.Length);
        _pair.ExchangeFrom(_pair.ToServer(syn).Answer);
        Assert.Equal(text, _pair.HeardByServer.Text);
    }

    [Fact]
    public void With_every_option_the_header_of_a_syn_with_a_cookie_is_still_full_at_most()
    {
        _pair.Client = new Host(Pair.ClientSocket.Host, new SipHash(1, 2), HostProfile.Rfc9293 with { FastOpen = true });
        _pair.Client.FastOpenCache.Remember(Pair.ServerSocket.Host, [.. new byte[16]], 536);

        var syn = _pair.Call(new string('a', 2000));

        Assert.Equal((SegmentOptions.MaxLength, 496), (OptionsCodec.Length(syn.Options), syn.Payload.Length));
    }

    [Fact]
    public void A_cookie_of_another_key_is_refused_and_the_text_comes_again_after_the_handshake()
    {
        _pair.GetCookie();
        _pair.Serve(FastOpenPair.On, key: 99);

        var syn = _pair.Call("hello");
        var (rule, synAck) = _pair.ToServer(syn);

        Assert.Equal((FastOpenRefusesCookie, syn.Seq + 1, 8), (rule, synAck.Ack, synAck.Options.FastOpen.Length));
        Assert.Equal("", _pair.HeardByServer.Text);
        var again = _pair.ToClient(synAck).Single(segment => segment.Payload.Length > 0);
        Assert.Equal(syn.Seq + 1, again.Seq);
        _pair.ExchangeFrom(again);
        Assert.Equal("hello", _pair.HeardByServer.Text);
        Assert.Equal(FastOpenTakesText, _pair.ToServer(_pair.Call("hello", 2)).Rule);
    }

    [Fact]
    public void A_server_that_knows_no_fast_open_gets_the_text_once_and_is_not_tried_again()
    {
        _pair.GetCookie();
        _pair.Serve(HostProfile.Plain);

        var (rule, synAck) = _pair.ToServer(_pair.Call("hello"));
        Assert.True(synAck.Options.FastOpen.IsDefault);
        _pair.ExchangeFrom(synAck);

        Assert.Equal((ListenTakesSyn, "hello"), (rule, _pair.HeardByServer.Text));
        Assert.False(_pair.Client.FastOpenCache.TryFind(Pair.ServerSocket.Host, out _));
        Assert.True(_pair.Call("hello", 2).Payload.IsEmpty);
    }

    [Fact]
    public void A_syn_sent_again_is_an_ordinary_one_and_the_text_follows_it()
    {
        _pair.GetCookie();
        var first = _pair.Call("hello");

        var second = _pair.Repeat(_pair.Client);

        Assert.Equal((first.Seq, true, true), (second.Seq, second.Payload.IsEmpty, second.Options.FastOpen.IsDefault));
        _pair.ExchangeFrom(_pair.ToServer(second).Answer);
        Assert.Equal("hello", _pair.HeardByServer.Text);
        Assert.False(_pair.Client.FastOpenCache.TryFind(Pair.ServerSocket.Host, out _));
    }

    [Fact]
    public void When_the_syn_ack_is_lost_the_text_is_still_delivered_once()
    {
        _pair.GetCookie();
        _pair.ToServer(_pair.Call("hello"));
        var plain = _pair.Repeat(_pair.Client);
        Assert.Equal(SequenceOutside, _pair.ToServer(plain).Rule);

        var synAck = _pair.Repeat(_pair.Server);

        Assert.Equal(plain.Seq + 6, synAck.Ack);
        _pair.ExchangeFrom(synAck);
        Assert.Equal(("hello", TcpState.Established), (_pair.HeardByServer.Text, _pair.Client.Connections[plain.Connection].Tcb.State));
    }

    [Fact]
    public void Beyond_the_backlog_there_is_no_fast_open_and_the_text_comes_with_the_syn_cookie()
    {
        _pair.GetCookie();
        _pair.Serve(FastOpenPair.On with { Backlog = 1 });
        var stranger = new Segment { Source = new(HostAddress.Parse("192.0.2.99"), new(5)), Destination = Pair.ServerSocket, Bits = ControlBits.Syn };
        _pair.ToServer(stranger);

        var (rule, synAck) = _pair.ToServer(_pair.Call("hello"));

        Assert.Equal((ListenSendsSynCookie, ""), (rule, _pair.HeardByServer.Text));
        _pair.ExchangeFrom(synAck);
        Assert.Equal("hello", _pair.HeardByServer.Text);
    }

    [Fact]
    public void A_fin_with_the_text_goes_the_usual_way()
    {
        _pair.GetCookie();
        var syn = _pair.Call("hello") with { Bits = ControlBits.Syn | ControlBits.Fin };

        var (rule, synAck) = _pair.ToServer(syn);

        Assert.Equal((ListenTakesSyn, "", syn.Seq + 1), (rule, _pair.HeardByServer.Text, synAck.Ack));
    }

    [Fact]
    public void Without_text_a_known_cookie_is_of_no_use()
    {
        _pair.GetCookie();
        Assert.True(_pair.Call("").Options.FastOpen.IsDefault);
    }

    [Fact]
    public void A_host_without_fast_open_neither_asks_nor_gives()
    {
        var asking = _pair.Call("hello");
        _pair.Serve(HostProfile.Plain);
        _pair.Client = new Host(Pair.ClientSocket.Host, new SipHash(1, 2), HostProfile.Plain);

        var (rule, synAck) = _pair.ToServer(asking);
        Assert.Equal((ListenTakesSyn, true), (rule, synAck.Options.FastOpen.IsDefault));
        var syn = _pair.Call("hello", 2);
        Assert.True(syn.Payload.IsEmpty && syn.Options.FastOpen.IsDefault);
        _pair.ExchangeFrom(_pair.ToServer(syn).Answer);
        Assert.Equal("hello", _pair.HeardByServer.Text);
    }

    [Fact]
    public void What_the_server_says_to_the_early_text_goes_out_when_the_handshake_is_complete()
    {
        _pair.GetCookie();
        _pair.Serve(FastOpenPair.On, application: new Echo());

        var (_, synAck) = _pair.ToServer(_pair.Call("hello"));

        _pair.ExchangeFrom(synAck);
        Assert.Equal("hello", _pair.HeardByClient.Text);
    }

    [Fact]
    public void A_server_that_heard_early_text_hears_of_the_end_too()
    {
        _pair.GetCookie();
        var (_, synAck) = _pair.ToServer(_pair.Call("hello"));

        var reset = new Segment { Source = synAck.Destination, Destination = synAck.Source, Bits = ControlBits.Rst, Seq = synAck.Ack };

        Assert.Equal(ResetReturnsToListen, _pair.Server.OnSegment(reset, _pair.Now, _pair.Outbox).Rule);
        Assert.Equal(["Refused"], _pair.HeardByServer.Heard);
    }

    [Fact]
    public void Both_calling_at_once_with_text_end_in_one_connection()
    {
        _pair.GetCookie();
        _pair.Server = new Host(Pair.ServerSocket.Host, new SipHash(3, 4), FastOpenPair.On);
        _pair.Server.FastOpenCache.Remember(Pair.ClientSocket.Host, [1, 2, 3, 4], 1460);
        var fromClient = _pair.Call("from client");
        _pair.Server.Open(Pair.ServerSocket.Port, fromClient.Source, _pair.HeardByServer, _pair.Now, _pair.Outbox, text: Stand.Text("from server"));
        var fromServer = Assert.Single(_pair.Drain());

        _pair.ExchangeFrom([fromClient, fromServer]);

        Assert.Equal(("from server", "from client"), (_pair.HeardByClient.Text, _pair.HeardByServer.Text));
    }

    [Fact]
    public void A_text_too_long_for_the_send_buffer_is_taken_in_part()
    {
        var host = new Host(Pair.ClientSocket.Host, new SipHash(1, 2), HostProfile.Plain with { SendBuffer = 3 });

        var opened = host.Open(null, Pair.ServerSocket, _pair.HeardByClient, _pair.Now, _pair.Outbox, text: Stand.Text("hello"));

        Assert.Equal((CallError.InsufficientResources, 3, TcpState.SynSent), (opened.Error, opened.Octets, opened.Connection!.Tcb.State));
    }

    [Fact]
    public void The_text_of_a_syn_that_reopens_TIME_WAIT_is_taken_too()
    {
        _pair.GetCookie();
        _pair.ExchangeFrom(_pair.ToServer(_pair.Call("one", 2)).Answer);
        var old = _pair.Server.Connections.Values.Single(connection => connection.Tuple.Remote.Port.Number == 2);
        _pair.Server.Close(old, _pair.Now, _pair.Outbox);
        _pair.ExchangeFrom(_pair.Drain());
        _pair.Client.Close(_pair.Client.Connections[old.Tuple.Reversed], _pair.Now, _pair.Outbox);
        _pair.ExchangeFrom(_pair.Drain());
        Assert.Equal(TcpState.TimeWait, old.Tcb.State);
        _pair.Now += TimeSpan.FromSeconds(1);

        var (rule, synAck) = _pair.ToServer(_pair.Call("two", 2));

        Assert.Equal((TimeWaitReopens, "onetwo"), (rule, _pair.HeardByServer.Text));
        _pair.ExchangeFrom(synAck);
        Assert.Equal("onetwo", _pair.HeardByServer.Text);
    }

    private sealed class Echo : IApplication
    {
        public void OnText(Connection connection, Instant now, Outbox outbox)
        {
            var text = new byte[connection.Unread];
            connection.Receive(text, now, outbox);
            connection.Send(text, now, outbox);
            connection.Close(now, outbox);
        }
    }
}
