using System.Text.RegularExpressions;

namespace Playground.Client.Rfc;

/// <summary>A place in an RFC, as verdicts name it: <c>RFC 9293 §3.10.7.4, fifth, SYN-RECEIVED</c>.</summary>
/// <param name="Number">The RFC.</param>
/// <param name="Section">The section.</param>
/// <param name="Step">The step and the state, parted by commas; empty for the whole section.</param>
public sealed partial record RfcReference(int Number, string Section, string Step)
{
    /// <summary>The RFC whose text the page holds.</summary>
    public const int Own = 9293;

    /// <summary>True for a place in the text that the page holds.</summary>
    public bool IsOwn => Number == Own;

    /// <summary>Where the RFC Editor keeps it.</summary>
    public string Address => $"https://www.rfc-editor.org/rfc/rfc{Number}#section-{Section}";

    /// <summary>A place in RFC 9293.</summary>
    public static RfcReference Of(string section, string step = "") => new(Own, section, step);

    /// <summary>Reads a reference; none where the text is not one.</summary>
    public static RfcReference? Read(string? text) => Form().Match(text ?? "") is { Success: true } read
        ? new RfcReference(int.Parse(read.Groups[1].Value), read.Groups[2].Value, read.Groups[3].Value)
        : null;

    /// <inheritdoc/>
    public override string ToString() => Step.Length == 0 ? $"RFC {Number} §{Section}" : $"RFC {Number} §{Section}, {Step}";

    [GeneratedRegex(@"^RFC (\d{3,5}) §([A-Z\d]+(?:\.\d+)*)(?:, (.+))?$")]
    private static partial Regex Form();
}
