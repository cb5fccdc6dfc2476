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

    /// <summary>Reads the sides off a view.</summary>
    public static Sides Of(RoomView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        var left = view.Hosts[0].Name;
        var right = view.Hosts.Length > 1 ? view.Hosts[1].Name : "";
        return new Sides(left, right, IsnOf(view, left), IsnOf(view, right));
    }

    /// <summary>The side of a host.</summary>
    public Side Of(string host) => host == Left ? Side.Client : Side.Server;

    /// <summary>The ISN of a side.</summary>
    public uint? Isn(Side side) => side == Side.Client ? LeftIsn : RightIsn;

    /// <summary>The side that a number most likely comes from; none where it is far from both ISNs.</summary>
    public Side? Guess(uint number)
    {
        var (left, right) = (Distance(LeftIsn, number), Distance(RightIsn, number));
        if (Math.Min(left, right) > Reach) return null;
        return left <= right ? Side.Client : Side.Server;
    }

    /// <summary>A number of a side counted from its ISN; none while that is unknown or the number has nothing to do with it.</summary>
    public int? Relative(Side side, uint number)
    {
        if (Isn(side) is not { } isn || Distance(isn, number) > Reach) return null;
        return unchecked((int)(number - isn));
    }

    private static uint Distance(uint? isn, uint number) => isn is { } from ? unchecked(number - (from - Slip)) : uint.MaxValue;

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
