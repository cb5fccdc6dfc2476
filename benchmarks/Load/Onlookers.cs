using System.Diagnostics;
using System.Net.WebSockets;
using System.Text;
using Playground.Testing;

namespace Playground.Benchmarks;

/// <summary>
/// Many who watch a room and take what they are told without reading it. They run apart and stand back for whoever else wants the processor:
/// on a machine of their own, as they are outside a benchmark, they would cost the sender nothing.
/// </summary>
internal static class Onlookers
{
    // SignalR's JSON protocol: each message ends with a record separator.
    private const string Hello = "{\"protocol\":\"json\",\"version\":1}\u001e";
    private const string Ping = "{\"type\":6}\u001e";

    /// <summary>Half of what the server waits before it takes a silent client for gone.</summary>
    private static readonly TimeSpan s_pulse = TimeSpan.FromSeconds(15);

    /// <summary>Lets them watch from a process of their own, until it is disposed.</summary>
    public static Task<Apart> OpenAsync(Uri server, string room, int count) => Apart.OpenAsync("watch", server.ToString(), room, $"{count}");

    /// <summary>Watches, says so, and holds until the standard input ends.</summary>
    public static async Task HoldAsync(Uri server, string room, int count)
    {
        using (var self = Process.GetCurrentProcess()) self.PriorityClass = ProcessPriorityClass.Idle;
        using var gone = new CancellationTokenSource();
        var sockets = new List<ClientWebSocket>();
        for (var i = 0; i < count; i++) sockets.Add(await WatchAsync(server, room));
        var reading = sockets.ConvertAll(socket => ReadAsync(socket, gone.Token));
        var pinging = PingAsync(sockets, gone.Token);
        await Apart.HoldAsync();
        await gone.CancelAsync();
        await Task.WhenAll([.. reading, pinging]);
        sockets.ForEach(socket => socket.Dispose());
    }

    private static async Task<ClientWebSocket> WatchAsync(Uri server, string room)
    {
        using var visitor = new Visitor(server);
        var socket = new ClientWebSocket();
        socket.Options.Cookies = visitor.Cookies;
        await socket.ConnectAsync(new UriBuilder(new Uri(server, "/hubs/room")) { Scheme = Uri.UriSchemeWs }.Uri, CancellationToken.None);
        await SayAsync(socket, Hello, CancellationToken.None);
        await SayAsync(socket, $$"""{"type":4,"invocationId":"1","target":"Watch","arguments":["{{room}}"]}""" + '\u001e', CancellationToken.None);

        // The answer to the greeting, and the beginning of the first view: from here on they are in the room.
        var buffer = new byte[4096];
        for (var messages = 0; messages < 2;)
        {
            var part = await socket.ReceiveAsync(buffer, CancellationToken.None);
            if (part.MessageType == WebSocketMessageType.Close) throw new InvalidOperationException($"Nobody may watch: {socket.CloseStatusDescription}");
            if (part.EndOfMessage) messages++;
        }

        return socket;
    }

    private static async Task ReadAsync(ClientWebSocket socket, CancellationToken gone)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while ((await socket.ReceiveAsync(buffer, gone)).MessageType != WebSocketMessageType.Close)
            {
                // What it says is for people.
            }
        }
        catch (Exception e) when (gone.IsCancellationRequested && e is OperationCanceledException or WebSocketException)
        {
            // They have left; a receive or a send that is cancelled ends its socket for the other too.
        }
    }

    private static async Task PingAsync(List<ClientWebSocket> sockets, CancellationToken gone)
    {
        using var clock = new PeriodicTimer(s_pulse);
        try
        {
            while (await clock.WaitForNextTickAsync(gone))
            {
                foreach (var socket in sockets) await SayAsync(socket, Ping, gone);
            }
        }
        catch (Exception e) when (gone.IsCancellationRequested && e is OperationCanceledException or WebSocketException)
        {
            // They have left; a receive or a send that is cancelled ends its socket for the other too.
        }
    }

    private static Task SayAsync(ClientWebSocket socket, string what, CancellationToken cancel) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(what), WebSocketMessageType.Text, endOfMessage: true, cancel);
}
