using System.Text;
using Playground.Engine.Endpoint;
using Playground.Tcp;

namespace Playground.Engine.Applications;

/// <summary>
/// A small HTTP/1.1 server (RFC 9112) with one page, at <c>/</c>: a request may be typed by hand, an octet a segment, and what is
/// wrong with it is said in a plain sentence. Connections persist, and requests may follow each other without waiting.
/// </summary>
/// <remarks>There is no Date in its answers: "An origin server without a clock MUST NOT generate a Date header field" (RFC 9110 §6.6.1).</remarks>
/// <param name="page">The page, HTML in UTF-8; it must not change.</param>
public sealed class HttpPage(ReadOnlyMemory<byte> page) : IApplication
{
    private readonly HttpRequestReader _reader = new();
    private readonly byte[] _input = new byte[512];
    private int _at;
    private int _end;
    private bool _closes;
    private ReadOnlyMemory<byte> _rest;

    /// <summary>A server with a page given as text.</summary>
    public HttpPage(string page) : this(Encoding.UTF8.GetBytes(page))
    {
    }

    /// <inheritdoc/>
    public IApplication ForConnection() => new HttpPage(page);

    /// <inheritdoc/>
    public void OnText(Connection connection, Instant now, Outbox outbox) => GoOn(connection, now, outbox);

    /// <inheritdoc/>
    public void OnWritable(Connection connection, Instant now, Outbox outbox) => GoOn(connection, now, outbox);

    /// <inheritdoc/>
    public void OnPeerClosed(Connection connection, Instant now, Outbox outbox) => GoOn(connection, now, outbox);

    /// <summary>Sends what there is to send, then reads on; nothing more is read while an answer waits for room.</summary>
    private void GoOn(Connection connection, Instant now, Outbox outbox)
    {
        ArgumentNullException.ThrowIfNull(connection);
        while (TrySendRest(connection, now, outbox))
        {
            if (_closes)
            {
                // What comes after the last answer is read and thrown away, or a reset could overtake the answer (RFC 9112 §9.6).
                connection.Discard(now, outbox);
                connection.Close(now, outbox);
                return;
            }

            if (_at == _end && !TryFill(connection, now, outbox)) return;
            if (_at < _end) Read();
        }
    }

    private bool TrySendRest(Connection connection, Instant now, Outbox outbox)
    {
        if (!_rest.IsEmpty) _rest = _rest[connection.Send(_rest, now, outbox).Octets..];
        return _rest.IsEmpty;
    }

    private bool TryFill(Connection connection, Instant now, Outbox outbox)
    {
        (_at, _end) = (0, connection.Receive(_input, now, outbox).Octets);
        if (_end > 0) return true;
        if (!connection.IsAtEnd) return false;
        if (_reader.IsInside) _rest = Refusal(HttpRefusals.EndedEarly, hasContent: true, closes: true);
        return _closes = true;
    }

    private void Read()
    {
        _at += _reader.Read(_input.AsSpan(_at.._end), out var request);
        if (request is not { } read) return;
        _closes = read.Closes;
        _rest = Answer(read);
    }

    private byte[] Answer(in HttpRequest request)
    {
        var refusal = request.Refusal ?? request switch
        {
            { Method: "GET" or "HEAD", Path: "/" } => null,
            { Method: "GET" or "HEAD" } => HttpRefusals.NoPage,
            { Method: "POST" or "PUT" or "DELETE" or "CONNECT" or "OPTIONS" or "TRACE" or "PATCH" } => HttpRefusals.OtherMethod,
            _ => (HttpRefusal?)HttpRefusals.UnknownMethod,
        };
        return refusal is { } why
            ? Refusal(why, !request.IsHead, request.Closes)
            : Message("200 OK", "text/html; charset=utf-8", page.Span, !request.IsHead, request.Closes);
    }

    private static byte[] Refusal(HttpRefusal refusal, bool hasContent, bool closes)
    {
        var reason = refusal.Status switch
        {
            400 => "Bad Request",
            404 => "Not Found",
            405 => "Method Not Allowed\r\nAllow: GET, HEAD",
            411 => "Length Required",
            414 => "URI Too Long",
            431 => "Request Header Fields Too Large",
            501 => "Not Implemented",
            _ => "HTTP Version Not Supported",
        };
        return Message($"{refusal.Status} {reason}", "text/plain; charset=utf-8", Encoding.UTF8.GetBytes(refusal.Sentence + "\n"), hasContent, closes);
    }

    private static byte[] Message(string status, string type, ReadOnlySpan<byte> content, bool hasContent, bool closes)
    {
        var head = $"HTTP/1.1 {status}\r\nContent-Type: {type}\r\nContent-Length: {content.Length}\r\n"
            + $"Connection: {(closes ? "close" : "keep-alive")}\r\n\r\n";
        return [.. Encoding.ASCII.GetBytes(head), .. hasContent ? content : default];
    }
}
