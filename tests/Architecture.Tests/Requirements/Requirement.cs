namespace Playground.Tests.Requirements;

/// <summary>One ReqID of RFC 9293 Appendix B.</summary>
/// <param name="Id">The id as the RFC writes it: <c>MUST-3</c>, <c>SHLD-31</c>, <c>MAY-18</c>, <c>REC-1</c>.</param>
/// <param name="Asks">What it asks, in one sentence of our own.</param>
internal sealed record Requirement(string Id, string Asks)
{
    /// <summary>Why no test shows it, in a sentence: it lies outside this TCP or, of what a TCP MAY do, it is not done.</summary>
    public string? Outside { get; init; }

    /// <summary>What stands beside the tests, in a sentence: a part of it that lies outside, or how it is met.</summary>
    public string? Beside { get; init; }

    /// <summary>MUST, SHLD, MAY or REC.</summary>
    public string Kind => Id[..Id.IndexOf('-', StringComparison.Ordinal)];

    /// <summary>True when a TCP that does nothing about it is no worse for it.</summary>
    public bool IsOptional => Kind == "MAY";
}

/// <summary>The requirements of one section of RFC 9293, in the order of its text.</summary>
internal sealed record RfcSection(string Number, string Title, Requirement[] Requirements);
