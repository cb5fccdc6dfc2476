using System.Buffers;
using System.Text;

namespace Playground.Engine.Applications;

/// <summary>
/// Reads one request after the other from octets that come in any pieces (RFC 9112 §2.2). It keeps one line and a few fields, whatever
/// comes; the content of a request is passed over.
/// </summary>
internal sealed class HttpRequestReader
{
    /// <summary>The most octets of a request line and its fields together. RFC 9112 §3 wants request lines of 8000 to be taken.</summary>
    public const int MaxHead = 16 * 1024;

    private static readonly SearchValues<char> s_token =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    private static readonly SearchValues<char> s_noHost = SearchValues.Create(" \t/?#@\\,");

    private byte[] _line = new byte[128];
    private int _length;
    private int _head;
    private long _content;
    private Head _read;

    /// <summary>True when the head of a request has begun and not ended.</summary>
    public bool IsInside => _head > 0;

    /// <summary>Takes octets, up to the last one of a request's head.</summary>
    /// <param name="octets">The octets after those taken last.</param>
    /// <param name="request">The request when its head is complete, or can't be one; none while more must come.</param>
    /// <returns>How many were taken.</returns>
    public int Read(ReadOnlySpan<byte> octets, out HttpRequest? request)
    {
        request = null;
        var taken = (int)Math.Min(_content, octets.Length);
        _content -= taken;
        while (taken < octets.Length && request is null) request = Take(octets[taken++]);
        return taken;
    }

    private HttpRequest? Take(byte octet)
    {
        if (octet != '\n')
        {
            if (++_head > MaxHead) return Refuse(_read.HasRequestLine ? HttpRefusals.HeadTooLong : HttpRefusals.RequestLineTooLong);
            if (_length == _line.Length) Array.Resize(ref _line, 2 * _length);
            _line[_length++] = octet;
            return null;
        }

        // "A recipient MAY recognize a single LF as a line terminator and ignore any preceding CR" (§2.2).
        if (_length > 0 && _line[_length - 1] == '\r') _length--;
        var line = Encoding.Latin1.GetString(_line, 0, _length);
        _length = 0;
        if (line.Length == 0 && !_read.HasRequestLine)
        {
            // "SHOULD ignore at least one empty line (CRLF) received prior to the request-line" (§2.2).
            _head = 0;
            return null;
        }

        if (line.Length == 0) return End();
        return (_read.HasRequestLine ? ReadField(line) : ReadRequestLine(line)) is { } refusal ? Refuse(refusal) : null;
    }

    /// <summary>§3, on word boundaries as §3 allows: any blanks between the three words.</summary>
    private HttpRefusal? ReadRequestLine(string line)
    {
        var words = line.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        if (words.Length != 3 || line[0] is ' ' or '\t' || line.Any(c => c is < ' ' and not '\t' or > '~')) return HttpRefusals.NoRequestLine;
        var (method, target, version) = (words[0], words[1], words[2]);
        if (version.Length != 8 || !version.StartsWith("HTTP/", StringComparison.Ordinal) || !char.IsAsciiDigit(version[5])
            || version[6] != '.' || !char.IsAsciiDigit(version[7]))
            return HttpRefusals.NoVersion;
        if (version[5] != '1') return HttpRefusals.OtherVersion;
        if (!IsToken(method)) return HttpRefusals.NoRequestLine;
        if (PathOf(method, target) is not { } path) return HttpRefusals.NoTarget;
        _read = new Head { Method = method, Path = path, HasRequestLine = true, IsOld = version[7] == '0' };
        return null;
    }

    /// <summary>§3.2: the origin form, <c>/path?query</c>, or the absolute form, which a server has to accept too.</summary>
    private static string? PathOf(string method, string target)
    {
        if (target.StartsWith("http://", StringComparison.OrdinalIgnoreCase))
        {
            var end = target.AsSpan(7).IndexOfAny('/', '?');
            target = end < 0 ? "/" : target[(7 + end)..];
            if (target[0] == '?') target = '/' + target;
        }

        // CONNECT and OPTIONS have forms of their own, and are refused for their method.
        if (target[0] != '/') return method is "GET" or "HEAD" ? null : target;
        return target.Split('?')[0];
    }

    /// <summary>§5: <c>field-name ":" OWS field-value OWS</c>.</summary>
    private HttpRefusal? ReadField(string line)
    {
        if (line[0] is ' ' or '\t') return HttpRefusals.Folded;
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0 || !IsToken(line[..colon]) || line.AsSpan().ContainsAny('\r', '\0')) return HttpRefusals.NoField;
        var (name, value) = (line[..colon], line[(colon + 1)..].Trim(' ', '\t'));
        if (Is(name, "Host"))
        {
            if (_read.HasHost || value.AsSpan().ContainsAny(s_noHost)) return HttpRefusals.BadHost;
            _read.HasHost = true;
        }
        else if (Is(name, "Content-Length"))
        {
            if (!TryReadLength(value, out var length) || (_read.Content is { } other && other != length)) return HttpRefusals.BadLength;
            _read.Content = length;
        }
        else if (Is(name, "Transfer-Encoding"))
        {
            _read.IsCoded = true;
        }
        else if (Is(name, "Connection"))
        {
            _read.Closes |= value.Split(',').Any(option => Is(option.Trim(' ', '\t'), "close"));
        }
        else if (Is(name, "Expect"))
        {
            // The answer comes before the content, and whether that follows then is open (RFC 9110 §10.1.1).
            _read.Closes = true;
        }

        return null;
    }

    private HttpRequest End()
    {
        var head = _read;
        (_read, _head, _content) = (default, 0, head.Content ?? 0);
        HttpRefusal? refusal = head.IsCoded ? HttpRefusals.NoLength : !head.HasHost && !head.IsOld ? HttpRefusals.NoHost : null;
        return new HttpRequest(head.Method, head.Path, head.Closes || head.IsOld || head.IsCoded, refusal);
    }

    /// <summary>Where the next request would begin can't be told any more, so the connection ends.</summary>
    private HttpRequest Refuse(HttpRefusal refusal) => new(_read.Method ?? "", "", Closes: true, refusal);

    private static bool IsToken(string text) => text.Length > 0 && !text.AsSpan().ContainsAnyExcept(s_token);

    private static bool Is(string name, string other) => name.Equals(other, StringComparison.OrdinalIgnoreCase);

    private static bool TryReadLength(string value, out long length)
    {
        length = 0;
        const int most = 18;
        return value.Length is > 0 and <= most && value.All(char.IsAsciiDigit) && long.TryParse(value, out length);
    }

    private record struct Head
    {
        public string Method { get; init; }

        public string Path { get; init; }

        public bool HasRequestLine { get; init; }

        public bool IsOld { get; init; }

        public bool HasHost { get; set; }

        public bool IsCoded { get; set; }

        public bool Closes { get; set; }

        public long? Content { get; set; }
    }
}
