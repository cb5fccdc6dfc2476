namespace Playground.Engine.Applications;

/// <summary>A request as far as a server of pages wants to know it.</summary>
/// <param name="Method">The method as it was written; empty where the request line can't be read.</param>
/// <param name="Path">The path of the target, without a query.</param>
/// <param name="Closes">True when the connection ends with the answer.</param>
/// <param name="Refusal">What is wrong with it; none for a good request.</param>
internal readonly record struct HttpRequest(string Method, string Path, bool Closes, HttpRefusal? Refusal = null)
{
    /// <summary>True when the answer has no content (RFC 9110 §9.3.2).</summary>
    public bool IsHead => Method == "HEAD";
}

/// <summary>Why a request is not answered with a page.</summary>
/// <param name="Status">The status code (RFC 9110 §15).</param>
/// <param name="Sentence">What to do about it, in plain words.</param>
internal readonly record struct HttpRefusal(int Status, string Sentence);
