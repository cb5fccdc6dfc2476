using System.Collections.Immutable;
using Playground.Contracts;
using Playground.Tcp;

namespace Playground.Client.Numbers;

/// <summary>Whose number is whose in a room, as far as its reader can tell: from the SYNs on screen and the reader's own ledger.</summary>
/// <param name="Left">The host of the client's side.</param>
/// <param name="Right">The host of the server's side.</param>
/// <param name="LeftIsn">The number the client's side began with.</param>
/// <param name="RightIsn">The number the server's side began with.</param>
public sealed record Sides(string Left, string Right, uint? LeftIsn, uint? RightIsn)
{
    /// <summary>A number this far past an ISN still counts as that side's.</summary>
    private const uint Reach = 1 << 26;

    /// <summary>A number a little before an ISN is a slip of that side's, not a new number.</summary>
    private const uint Slip = 16;

    /// <summary>Where there are more hosts than two, the sides of the other pairs that have said a SYN to each other; else none.</summary>
    private readonly ImmutableArray<Sides> _others = [];

    private readonly bool _isCrowd;

    private Sides(string left, string right, uint? leftIsn, uint? rightIsn, ImmutableArray<Sides> others)
        : this(left, right, leftIsn, rightIsn)
    {
        (_others, _isCrowd) = (others, true);
    }

    /// <summary>Reads the sides off a view: the reader's and that of the host at the other end of their connection; the first two for who watches.</summary>
    /// <param name="view">The room.</param>
    /// <param name="source">The host in whose name an attacker sends; none for the reader's own.</param>
    public static Sides Of(RoomView view, string? source = null)
    {
        ArgumentNullException.ThrowIfNull(view);
        var hosts = view.Hosts;
        var (left, right) = (hosts[0].Name, hosts.Length > 1 ? hosts[1].Name : "");
        if (hosts.Length <= 2) return new Sides(left, right, IsnOf(view, left), IsnOf(view, right));
        if ((source ?? view.Seat) is { } own && view.Peer is { } peer && hosts.Any(host => host.Name == own) && hosts.Any(host => host.Name == peer) && own != peer)
            (left, right) = InOrder(view, own, peer);
        var pairs = PairsOf(view);
        var spoken = pairs.GetValueOrDefault((left, right));
        return new Sides(
            left, right, spoken.Left ?? FromLedger(view, left, right), spoken.Right ?? FromLedger(view, right, left),
            [.. pairs.Where(pair => pair.Key != (left, right)).Select(pair => new Sides(pair.Key.Left, pair.Key.Right, pair.Value.Left, pair.Value.Right))]);
    }

    /// <summary>Compares by content, those of the other pairs one by one.</summary>
    public bool Equals(Sides? other) =>
        other is not null && (Left, Right, LeftIsn, RightIsn, _isCrowd) == (other.Left, other.Right, other.LeftIsn, other.RightIsn, other._isCrowd)
            && _others.SequenceEqual(other._others);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Left, Right, LeftIsn, RightIsn, _others.Length);

    /// <summary>The side of a host.</summary>
    public Side Of(string host) => host == Left ? Side.Client : Side.Server;

    /// <summary>The side of a host; none for one that is neither.</summary>
    public Side? SideOf(string host) => host == Left ? Side.Client : host == Right ? Side.Server : null;

    /// <summary>The sides of two hosts, and their ISNs on that connection; none where they said no SYN to each other.</summary>
    public Sides? Between(string from, string to) =>
        !_isCrowd || IsOf(from, to) ? this : _others.FirstOrDefault(pair => pair.IsOf(from, to));

    /// <summary>The ISN of a side.</summary>
    public uint? Isn(Side side) => side == Side.Client ? LeftIsn : RightIsn;

    /// <summary>The side that a number most likely comes from; none where it is far from every ISN.</summary>
    public Side? Guess(uint number)
    {
        var (side, nearest) = Nearest(number);
        foreach (var pair in _others)
        {
            var (other, distance) = pair.Nearest(number);
            if (distance < nearest) (side, nearest) = (other, distance);
        }

        return nearest > Reach ? null : side;
    }

    /// <summary>A number of a side counted from its ISN; none while that is unknown or the number has nothing to do with it.</summary>
    public int? Relative(Side side, uint number)
    {
        if (Isn(side) is not { } isn || Distance(isn, number) > Reach) return null;
        return unchecked((int)(number - isn));
    }

    private bool IsOf(string from, string to) => (from == Left && to == Right) || (from == Right && to == Left);

    private (Side Side, uint Distance) Nearest(uint number)
    {
        var (left, right) = (Distance(LeftIsn, number), Distance(RightIsn, number));
        return left <= right ? (Side.Client, left) : (Side.Server, right);
    }

    private static uint Distance(uint? isn, uint number) => isn is { } from ? unchecked(number - (from - Slip)) : uint.MaxValue;

    /// <summary>Two hosts, the client's side first; an attacker takes the place that the other leaves.</summary>
    private static (string Left, string Right) InOrder(RoomView view, string one, string other)
    {
        var swaps = Rank(one) > Rank(other);
        return swaps ? (other, one) : (one, other);

        int Rank(string host) => view.RoleOf(host) switch
        {
            SeatRole.Client => 0,
            SeatRole.Attacker => 1,
            SeatRole.Server => 2,
        };
    }

    /// <summary>For every two hosts the numbers of the last SYNs that they said to each other.</summary>
    private static SortedDictionary<(string Left, string Right), (uint? Left, uint? Right)> PairsOf(RoomView view)
    {
        var pairs = new SortedDictionary<(string Left, string Right), (uint? Left, uint? Right)>();
        foreach (var row in view.Rows)
        {
            if (row is not SegmentRow segment || segment.To.Length == 0 || !FlagsOf(segment).Has(ControlBits.Syn)) continue;
            var pair = InOrder(view, segment.From, segment.To);
            var known = pairs.GetValueOrDefault(pair);
            pairs[pair] = pair.Left == segment.From ? known with { Left = segment.Segment.Seq } : known with { Right = segment.Segment.Seq };
        }

        return pairs;
    }

    private static uint? FromLedger(RoomView view, string host, string peer) =>
        view.Seat == host ? view.Ledger?.Iss : view.Seat == peer ? view.Ledger?.Irs : null;

    private static uint? IsnOf(RoomView view, string host)
    {
        for (var i = view.Rows.Count - 1; i >= 0; i--)
        {
            if (view.Rows[i] is SegmentRow row && row.From == host && FlagsOf(row).Has(ControlBits.Syn)) return row.Segment.Seq;
        }

        return view.Seat is null ? null : view.Seat == host ? view.Ledger?.Iss : view.Ledger?.Irs;
    }

    private static ControlBits FlagsOf(SegmentRow row) =>
        ControlBitNames.TryParse(row.Segment.Flags, out var bits) ? bits : ControlBits.None;
}
