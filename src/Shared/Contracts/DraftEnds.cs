using System.Collections.Immutable;
using Playground.Ladder;
using Playground.Tcp;

namespace Playground.Contracts;

/// <summary>A host as a draft names it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Socket">Its address, and the port that it has where a draft names none.</param>
public readonly record struct DraftHost(string Name, SocketAddress Socket);

/// <summary>Who a draft can go to, and in whose name: read here for the room and for the page alike.</summary>
/// <param name="Host">The sender's host; one of <paramref name="Hosts"/>.</param>
/// <param name="Peer">The host it goes to where a draft names none; one of them too.</param>
/// <param name="Hosts">The hosts on the link.</param>
/// <param name="MayForge">True for an attacker: any IPv4 address may stand at either end.</param>
public sealed record DraftEnds(string Host, string Peer, ImmutableArray<DraftHost> Hosts, bool MayForge)
{
    /// <summary>The most characters of a host's name or address that are read.</summary>
    public const int Longest = 100;

    /// <summary>The sockets of a draft that names none, the sender's first.</summary>
    public FourTuple Default => new(Named(Host)!.Value.Socket, Named(Peer)!.Value.Socket);

    /// <summary>Reads a draft, its ends and then all that <see cref="DraftReader"/> reads between them.</summary>
    /// <param name="draft">The draft; none, and missing fields, count as empty.</param>
    /// <param name="segment">The segment; default when refused.</param>
    /// <param name="problems">What TCP can't carry or may not go there, one for each field; empty when the draft was read.</param>
    public bool TryRead(SegmentDraft? draft, out Segment segment, out ImmutableArray<FieldProblem> problems)
    {
        draft ??= new SegmentDraft();
        var wrong = ImmutableArray.CreateBuilder<FieldProblem>();
        DraftReader.TryRead(draft, Read(draft, wrong), out segment, out problems);
        problems = [.. wrong, .. problems];
        if (!problems.IsEmpty) segment = default;
        return problems.IsEmpty;
    }

    /// <summary>The sockets between which a draft goes, before any port that it names itself.</summary>
    /// <param name="draft">The draft.</param>
    /// <param name="wrong">What is wrong is added here, and that end is the usual one.</param>
    public FourTuple Read(SegmentDraft draft, ImmutableArray<FieldProblem>.Builder wrong)
    {
        ArgumentNullException.ThrowIfNull(draft);
        ArgumentNullException.ThrowIfNull(wrong);
        var usual = Default;
        return new(End(draft.Source, SegmentField.Source, usual.Local, wrong), End(draft.Destination, SegmentField.Destination, usual.Remote, wrong));
    }

    /// <summary>A draft with the ends of a segment by name, or by address where no host has it; nothing where they are the usual ones.</summary>
    public SegmentDraft Name(SegmentDraft draft, in Segment segment)
    {
        ArgumentNullException.ThrowIfNull(draft);
        var usual = Default;
        return draft with { Source = NameOf(segment.Source.Host, usual.Local.Host), Destination = NameOf(segment.Destination.Host, usual.Remote.Host) };
    }

    /// <summary>The name of the host with that address; the address where there is none.</summary>
    public string NameOf(HostAddress address)
    {
        foreach (var host in Hosts)
        {
            if (host.Socket.Host == address) return host.Name;
        }

        return address.ToString();
    }

    private string NameOf(HostAddress address, HostAddress usual) => address == usual ? "" : NameOf(address);

    private SocketAddress End(string text, SegmentField field, SocketAddress usual, ImmutableArray<FieldProblem>.Builder wrong)
    {
        var typed = text.Trim();
        if (typed.Length == 0) return usual;
        var isKnown = HostAddress.TryParse(typed, out var address);
        var host = Named(isKnown ? NameOf(address) : typed);
        if (Problem(field, typed, host, isKnown && address.IsV4) is not { } problem) return host?.Socket ?? usual with { Host = address };
        wrong.Add(new(field, problem));
        return usual;
    }

    private Sentence? Problem(SegmentField field, string typed, DraftHost? host, bool isV4) =>
        MayForge ? host is null && !isV4 ? new("'{0}' is neither a host of this link nor an IPv4 address.", NumberText.Cut(typed)) : null
        : field == SegmentField.Source ? host?.Name == Host ? null : new("Only an attacker can send in another host's name.")
        : host is null ? new("There is no host '{0}' on this link.", NumberText.Cut(typed))
        : host.Value.Name == Host ? new("A segment goes to another host than its own.") : null;

    private DraftHost? Named(string name)
    {
        foreach (var host in Hosts)
        {
            if (host.Name == name) return host;
        }

        return null;
    }
}
