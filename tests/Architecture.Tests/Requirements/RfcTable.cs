namespace Playground.Tests.Requirements;

/// <summary>Every requirement of RFC 9293 by section. One that is met says nothing more: its tests say that they show it.</summary>
internal static partial class RfcTable
{
    public static RfcSection[] Sections { get; } = [.. Segments, .. Sending, .. Interfaces];

    public static IEnumerable<Requirement> All => Sections.SelectMany(section => section.Requirements);
}
