using System.Text;
using Playground.Engine.Endpoint;
using Playground.Engine.Packets;
using Playground.Tcp;
using Playground.Tests.Stands;

namespace Playground.Tests.Packets;

/// <summary>The socket options, by what goes over the cable.</summary>
public class SocketOptionTests
{
    private readonly Cable _cable = Cable.Between("192.0.2.1", "192.0.2.2");

    private Instant Now => _cable.Now;

    [Fact]
    public void The_options_are_in_the_SYN_of_either_side()
    {
        _cable.Listen(options => options with { MaximumSegmentSize = 600, ReceiveBuffer = 5000 });
        var client = new Socket(_cable.One);
        client.SetOptions(client.Options with { MaximumSegmentSize = 1000, ReceiveBuffer = 2000 }, Now);
        client.Connect(_cable.Remote, Now);
        _cable.Run();

        Assert.Equal(((ushort?)1000, (ushort)2000), (_cable.Trace[0].Options.MaximumSegmentSize, _cable.Trace[0].Window));
        Assert.Equal(((ushort?)600, (ushort)5000), (_cable.Trace[1].Options.MaximumSegmentSize, _cable.Trace[1].Window));
    }

    [Fact]
    public void A_send_takes_what_the_buffer_has_room_for()
    {
        var (client, server) = _cable.Open(options => options with { SendBuffer = 1000 });

        Assert.Equal(new CallResult(1000, CallError.InsufficientResources), client.Send(new byte[1500], Now));
        Assert.Equal(0, client.SendRoom);
        _cable.Run(1);

        Assert.Equal((1000, 1000), (client.SendRoom, server.Unread));
    }

    [Fact]
    public void Without_delay_small_texts_do_not_wait_for_each_other()
    {
        var (client, _) = _cable.Open();
        Assert.Equal(1, TextsAfter(() => Say(client, "a", "b", "c")));
        _cable.Run(10);

        client.SetOptions(client.Options with { NoDelay = true }, Now);

        Assert.Equal(3, TextsAfter(() => Say(client, "a", "b", "c")));
    }

    [Fact]
    public void Keep_alive_can_be_switched_on_and_off_while_the_connection_is_open()
    {
        var (client, _) = _cable.Open();
        _cable.Trace.Clear();
        _cable.Run(1000);
        Assert.Empty(_cable.Trace);

        client.SetOptions(client.Options with { KeepAlive = TimeSpan.FromSeconds(60) }, Now);
        _cable.Run(150);
        Assert.InRange(_cable.Trace.Count, 2, 8);

        client.SetOptions(client.Options with { KeepAlive = null }, Now);
        _cable.Trace.Clear();
        _cable.Run(1000);
        Assert.Empty(_cable.Trace);
    }

    [Fact]
    public void The_user_timeout_counts_while_the_connection_is_open_and_for_the_SYN()
    {
        var (client, _) = _cable.Open();
        client.SetOptions(client.Options with { UserTimeout = TimeSpan.FromSeconds(5) }, Now);
        _cable.Loses = _ => true;
        client.Send("text"u8, Now);
        var caller = new Socket(_cable.One);
        caller.SetOptions(caller.Options with { UserTimeout = TimeSpan.FromSeconds(5) }, Now);
        caller.Connect(_cable.Remote, Now);

        _cable.Run(4.9);
        Assert.Equal((null, null), (client.Ending, caller.Ending));
        _cable.Run(0.2);

        Assert.Equal((Ending.TimedOut, Ending.TimedOut), (client.Ending, caller.Ending));
    }

    [Fact]
    public void A_larger_receive_buffer_opens_the_window_and_a_smaller_one_takes_nothing_back()
    {
        var (client, server) = _cable.Open(options => options with { ReceiveBuffer = 2000 });
        server.Send(new byte[5000], Now);
        _cable.Run(1);
        Assert.Equal(2000, client.Unread);

        client.SetOptions(client.Options with { ReceiveBuffer = 9000 }, Now);
        _cable.Run(1);
        Assert.Equal(5000, client.Unread);

        var window = client.Status!.Value.Tcb.RcvWnd;
        client.SetOptions(client.Options with { ReceiveBuffer = 10 }, Now);
        Assert.Equal(window, client.Status!.Value.Tcb.RcvWnd);
    }

    [Fact]
    public void Options_out_of_range_are_refused_at_once()
    {
        var options = SocketOptions.Of(_cable.One.Profile);

        Assert.Throws<ArgumentOutOfRangeException>(() => options with { ReceiveBuffer = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => options with { SendBuffer = 1 << 30 });
        Assert.Throws<ArgumentOutOfRangeException>(() => options with { MaximumSegmentSize = 65536 });
    }

    private int TextsAfter(Action action)
    {
        _cable.Trace.Clear();
        action();
        return _cable.Trace.Count(segment => segment.Payload.Length > 0);
    }

    // All that leaves at once, before anything is acknowledged.
    private void Say(Socket socket, params string[] texts)
    {
        foreach (var text in texts) socket.Send(Encoding.ASCII.GetBytes(text), Now);
        _cable.Loses = _ => true;
        _cable.Run();
        _cable.Loses = _ => false;
    }
}
