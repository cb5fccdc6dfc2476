using System.Text;
using Playground.Engine.Applications;
using Playground.Engine.Packets;
using Playground.Tcp;

namespace Playground.Tests.Packets;

/// <summary>What <c>docs/packets.md</c> shows is what runs here.</summary>
public class PacketPageTests
{
    private const string Indent = "        ";

    [Fact]
    public void The_example_asks_for_a_page_over_bytes()
    {
        // the example begins
        // Two hosts. In place of the server there could be any other stack, behind a tunnel device or a capture.
        var server = new PacketHost(HostAddress.Parse("192.0.2.80"), seed: 1);
        server.Serve(new Port(80), new HttpPage("<p>You are connected."));

        var client = new PacketHost(HostAddress.Parse("192.0.2.1"), seed: 2);
        var socket = new Socket(client);
        var now = Instant.Zero;
        socket.SetOptions(socket.Options with { ReceiveBuffer = 8192, NoDelay = true }, now);
        socket.Connect(new SocketAddress(server.Address, new Port(80)), now);

        var request = "GET / HTTP/1.1\r\nHost: 192.0.2.80\r\nConnection: close\r\n\r\n"u8.ToArray();
        var sent = 0;
        var answer = new StringBuilder();
        var buffer = new byte[1500];
        while (socket.Ending is null)
        {
            // What leaves one host arrives at the other; here at once and without loss.
            bool isBusy;
            do
            {
                isBusy = false;
                for (; client.TryDequeue(buffer, out var length); isBusy = true) server.Receive(buffer.AsSpan(0, length), now);
                for (; server.TryDequeue(buffer, out var length); isBusy = true) client.Receive(buffer.AsSpan(0, length), now);
            }
            while (isBusy);

            // The socket calls: nothing blocks, so ask what can be done now.
            if (socket.WasOpened && sent < request.Length) sent += socket.Send(request.AsSpan(sent), now).Octets;
            while (socket.Receive(buffer, now).Octets is > 0 and var count) answer.Append(Encoding.UTF8.GetString(buffer, 0, count));
            if (socket.IsAtEnd) socket.Close(now);

            // Then time goes on: to when a host has something to do.
            now = Instant.Earliest(client.PollAt, server.PollAt) is { } due && due > now ? due : now + TimeSpan.FromMilliseconds(1);
            client.Poll(now);
            server.Poll(now);
        }

        // the example ends
        Assert.StartsWith("HTTP/1.1 200 OK\r\n", answer.ToString(), StringComparison.Ordinal);
        Assert.EndsWith("\r\n\r\n<p>You are connected.", answer.ToString(), StringComparison.Ordinal);
        Assert.Equal(Engine.Endpoint.Ending.Closed, socket.Ending);
    }

    [Fact]
    public void The_example_on_the_page_is_this_one()
    {
        var lines = File.ReadAllLines(Path.Combine(Root(), "tests", "Engine.Tests", "Packets", "PacketPageTests.cs"))
            .SkipWhile(line => line != Indent + "// the example begins").Skip(1).TakeWhile(line => line != Indent + "// the example ends")
            .Select(line => line.StartsWith(Indent, StringComparison.Ordinal) ? line[Indent.Length..] : line);
        var page = File.ReadAllText(Path.Combine(Root(), "docs", "packets.md"));

        Assert.Contains("```csharp\n" + string.Join('\n', lines).TrimEnd() + "\n```", page, StringComparison.Ordinal);
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Playground.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException("The tests run somewhere below the folder of the solution.");
    }
}
