using System.Collections.Immutable;
using System.Globalization;
using Playground.Client.Numbers;
using Playground.Contracts;

namespace Playground.Client.Play.Ladder;

/// <summary>The lifelines, side by side at equal distance.</summary>
public sealed class LadderLanes
{
    private readonly ImmutableArray<string> _hosts;
    private readonly ImmutableArray<HostView> _shown;

    /// <summary>The lifelines of a room's hosts.</summary>
    /// <param name="hosts">The hosts, the client's side first.</param>
    /// <param name="hasElsewhere">True for one more line, for addresses that no host has.</param>
    public LadderLanes(ImmutableArray<HostView> hosts, bool hasElsewhere)
    {
        (_hosts, _shown) = ([.. hosts.Select(host => host.Name)], hosts);
        HasElsewhere = hasElsewhere || hosts.Length < 2;
    }

    /// <summary>True when the last line is that of addresses that no host has.</summary>
    public bool HasElsewhere { get; }

    /// <summary>How many lines there are; at least two.</summary>
    public int Count => Math.Max(2, _hosts.Length + (HasElsewhere ? 1 : 0));

    /// <summary>True when these are the lines of those hosts.</summary>
    public bool Fit(ImmutableArray<HostView> hosts, bool hasElsewhere) =>
        HasElsewhere == (hasElsewhere || hosts.Length < 2) && _hosts.Length == hosts.Length
            && _hosts.Zip(hosts).All(pair => pair.First == pair.Second.Name);

    /// <summary>True when a row names somebody who is no host here.</summary>
    public bool IsStranger(LadderRow row) => row switch
    {
        SegmentRow segment => !_hosts.Contains(segment.From) || !_hosts.Contains(segment.To),
        IcmpRow error => (error.From.Length > 0 && !_hosts.Contains(error.From)) || !_hosts.Contains(error.To),
        _ => false,
    };

    /// <summary>Where a host's line stands, in percent from the left.</summary>
    public double Of(string host) => At(_hosts.IndexOf(host) is >= 0 and var index ? index : _hosts.Length);

    /// <summary>Where a line stands, in percent from the left.</summary>
    public double At(int index) => 100.0 * Math.Min(index, Count - 1) / (Count - 1);

    /// <summary>The class that gives a host's line, states and arrows their hue: there are two sides, and others.</summary>
    public string HueOf(string host) => _shown.HueOf(host);

    /// <summary>A share of the width as SVG writes it.</summary>
    public static string Percent(double share) => share.ToString("0.##", CultureInfo.InvariantCulture) + "%";
}
