using System.IO.Pipelines;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Features;

namespace Playground.Testing;

/// <summary>A WebSocket as the pair of pipes that SignalR's client reads and writes.</summary>
internal sealed class WebSocketConnection : ConnectionContext
{
    private static readonly TimeSpan s_farewell = TimeSpan.FromSeconds(2);

    private readonly WebSocket _socket;
    private readonly Pipe _received = new();
    private readonly Pipe _toSend = new();
    private readonly CancellationTokenSource _closed = new();
    private readonly Task _pumps;

    public WebSocketConnection(WebSocket socket)
    {
        _socket = socket;
        Transport = new Ends(_received.Reader, _toSend.Writer);
        ConnectionClosed = _closed.Token;
        _pumps = Task.WhenAll(ReceiveAsync(), SendAsync());
    }

    public override IDuplexPipe Transport { get; set; }

    public override string ConnectionId { get; set; } = Guid.NewGuid().ToString("N");

    public override IFeatureCollection Features { get; } = new FeatureCollection();

    public override IDictionary<object, object?> Items { get; set; } = new Dictionary<object, object?>();

    public override CancellationToken ConnectionClosed { get; set; }

    public override void Abort(ConnectionAbortedException abortReason) => _socket.Abort();

    public override async ValueTask DisposeAsync()
    {
        await _toSend.Writer.CompleteAsync();
        await _received.Reader.CompleteAsync();
        if (await Task.WhenAny(_pumps, Task.Delay(s_farewell)) != _pumps) _socket.Abort();
        await _pumps;
        _socket.Dispose();
        _closed.Dispose();
        await base.DisposeAsync();
    }

    private async Task ReceiveAsync()
    {
        try
        {
            while (true)
            {
                var part = await _socket.ReceiveAsync(_received.Writer.GetMemory(4096), CancellationToken.None);
                if (part.MessageType == WebSocketMessageType.Close) break;
                _received.Writer.Advance(part.Count);
                if ((await _received.Writer.FlushAsync()).IsCompleted) break;
            }
        }
        catch (WebSocketException)
        {
            // The server is gone: for the reader, the end of what it said.
        }
        finally
        {
            await _received.Writer.CompleteAsync();
            await _closed.CancelAsync();
            _toSend.Reader.CancelPendingRead();
        }
    }

    private async Task SendAsync()
    {
        try
        {
            while (await _toSend.Reader.ReadAsync() is { IsCanceled: false } batch)
            {
                foreach (var part in batch.Buffer) await _socket.SendAsync(part, WebSocketMessageType.Text, endOfMessage: false, CancellationToken.None);
                if (!batch.Buffer.IsEmpty) await _socket.SendAsync(ReadOnlyMemory<byte>.Empty, WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
                _toSend.Reader.AdvanceTo(batch.Buffer.End);
                if (batch.IsCompleted) break;
            }

            if (_socket.State == WebSocketState.Open) await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
        }
        catch (Exception e) when (e is WebSocketException or ObjectDisposedException)
        {
            // Nobody is left to hear it; the receiving side says so.
        }
        finally
        {
            await _toSend.Reader.CompleteAsync();
        }
    }

    private sealed class Ends(PipeReader input, PipeWriter output) : IDuplexPipe
    {
        public PipeReader Input => input;

        public PipeWriter Output => output;
    }
}
