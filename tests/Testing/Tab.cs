using System.Collections.Concurrent;
using System.Text;
using Microsoft.Playwright;

namespace Playground.Testing;

/// <summary>A page in a browser, and all that it said and heard.</summary>
public sealed class Tab : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> _complaints = new();
    private readonly ConcurrentQueue<string> _console = new();
    private readonly ConcurrentQueue<string> _foreign = new();
    private readonly ConcurrentQueue<byte[]> _sent = new();
    private readonly ConcurrentQueue<byte[]> _received = new();
    private readonly ConcurrentQueue<Task<byte[]>> _documents = new();

    private Tab(Uri server, IPage page)
    {
        Server = server;
        Page = page;
        page.Console += (_, message) => Note(message);
        page.PageError += (_, error) => _complaints.Enqueue(error);
        page.Request += (_, request) => NoteAddress(request.Url);
        page.RequestFinished += (_, request) =>
        {
            if (request.ResourceType is "document" or "fetch" or "xhr") _documents.Enqueue(BodyAsync(request));
        };
        page.WebSocket += (_, socket) =>
        {
            NoteAddress(socket.Url);
            socket.FrameSent += (_, frame) => _sent.Enqueue(Bytes(frame));
            socket.FrameReceived += (_, frame) => _received.Enqueue(Bytes(frame));
        };
    }

    /// <summary>The server that the page belongs to.</summary>
    public Uri Server { get; }

    /// <summary>The page.</summary>
    public IPage Page { get; }

    /// <summary>Everything in its console.</summary>
    public IReadOnlyCollection<string> Console => _console;

    /// <summary>Errors and warnings in its console, and exceptions that nobody caught: none in a page that works.</summary>
    public IReadOnlyCollection<string> Complaints => _complaints;

    /// <summary>Requests to other hosts: none, ever.</summary>
    public IReadOnlyCollection<string> RequestsElsewhere => _foreign;

    /// <summary>The frames that it sent over its WebSockets.</summary>
    public IReadOnlyCollection<byte[]> Sent => _sent;

    /// <summary>The frames that it received over its WebSockets.</summary>
    public IReadOnlyCollection<byte[]> Received => _received;

    /// <summary>The bodies of the pages that it loaded, and of what they fetched.</summary>
    public async Task<IReadOnlyCollection<byte[]>> DocumentsAsync() => await Task.WhenAll(_documents);

    /// <summary>True when this text came over a WebSocket, in any frame, however well hidden in the page.</summary>
    public bool Heard(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return _received.Any(frame => frame.AsSpan().IndexOf(bytes) >= 0);
    }

    /// <summary>Goes to a path on the server.</summary>
    public async Task GoAsync(string path = "/") => await Page.GotoAsync(new Uri(Server, path).ToString());

    /// <summary>Opens another page of the same person. It closes with this one.</summary>
    public async Task<Tab> AnotherAsync() => await OpenAsync(Server, Page.Context);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await Page.Context.CloseAsync();

    /// <summary>Opens a page that has nothing loaded yet.</summary>
    internal static async Task<Tab> OpenAsync(Uri server, IBrowserContext context) => new(server, await context.NewPageAsync());

    private static async Task<byte[]> BodyAsync(IRequest request)
    {
        try
        {
            return await request.ResponseAsync() is { } response ? await response.BodyAsync() : [];
        }
        catch (PlaywrightException)
        {
            // A redirect has no body, and the browser forgets those of a page that was left.
            return [];
        }
    }

    private static byte[] Bytes(IWebSocketFrame frame) => frame.Binary ?? Encoding.UTF8.GetBytes(frame.Text ?? "");

    private void Note(IConsoleMessage message)
    {
        _console.Enqueue(message.Text);
        if (message.Type is "error" or "warning") _complaints.Enqueue(message.Text);
    }

    private void NoteAddress(string address)
    {
        var url = new Uri(address);
        if (url.Scheme is "http" or "https" or "ws" or "wss" && url.Authority != Server.Authority) _foreign.Enqueue(address);
    }
}
