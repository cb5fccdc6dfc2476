namespace Playground.Engine.Applications;

/// <summary>What is said to somebody whose request can't be answered with a page: what to type instead.</summary>
internal static class HttpRefusals
{
    public static HttpRefusal NoRequestLine { get; } =
        new(400, "This is no HTTP request. It begins with a line of three words: a method, a path and a version, such as GET / HTTP/1.1");

    public static HttpRefusal NoVersion { get; } =
        new(400, "The first line has to end with the version, in capitals: GET / HTTP/1.1");

    public static HttpRefusal NoTarget { get; } =
        new(400, "The second word of the first line is a path, and a path begins with a slash: GET / HTTP/1.1");

    public static HttpRefusal Folded { get; } =
        new(400, "A header line can't begin with a blank. (RFC 9112, section 5.2)");

    public static HttpRefusal NoField { get; } =
        new(400, "A header line is a name, a colon right after it, and a value, such as Host: example.com");

    public static HttpRefusal BadHost { get; } =
        new(400, "A request has one Host line, and it names one host, such as Host: example.com");

    public static HttpRefusal NoHost { get; } =
        new(400, "An HTTP/1.1 request needs a Host line before its empty line, such as Host: example.com (RFC 9112, section 3.2)");

    public static HttpRefusal BadLength { get; } =
        new(400, "Content-Length is one number of octets, in decimal digits.");

    public static HttpRefusal EndedEarly { get; } =
        new(400, "The request ended too early: after its header lines comes an empty line.");

    public static HttpRefusal NoPage { get; } =
        new(404, "There is no such page here. The only one is at /");

    public static HttpRefusal OtherMethod { get; } =
        new(405, "This page can only be read: ask for it with GET or HEAD.");

    public static HttpRefusal NoLength { get; } =
        new(411, "This server reads no encoded content: say its size with Content-Length.");

    public static HttpRefusal RequestLineTooLong { get; } =
        new(414, "The first line is too long for this server.");

    public static HttpRefusal HeadTooLong { get; } =
        new(431, "The header lines are too long for this server.");

    public static HttpRefusal UnknownMethod { get; } =
        new(501, "This server doesn't know that method. It knows GET and HEAD, in capitals.");

    public static HttpRefusal OtherVersion { get; } =
        new(505, "This server speaks HTTP/1.1 only: GET / HTTP/1.1");
}
