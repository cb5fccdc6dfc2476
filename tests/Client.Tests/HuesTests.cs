using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Playground.Client.Numbers;
using Playground.Contracts;

namespace Playground.Tests;

/// <summary>The hosts' colours, as the theme has them: each its own, for whoever looks, and readable.</summary>
public partial class HuesTests
{
    /// <summary>Five times what is just told apart side by side, in Oklab.</summary>
    private const double Apart = 0.06;

    // Who sees all colours, and who is blind to red, to green, to blue (Machado, Oliveira and Fernandes 2009), on linear light.
    private static readonly double[][] s_eyes =
    [
        [1, 0, 0, 0, 1, 0, 0, 0, 1],
        [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
        [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881],
        [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.303900],
    ];

    private static readonly string[] s_hosts = ["client", "server", "client-2", "client-3", "client-4", "server-2", "server-3", "ink"];

    public static TheoryData<string> Themes => ["light", "dark", "projector"];

    [Fact]
    public void Each_host_that_a_link_takes_has_a_hue_of_its_own()
    {
        ImmutableArray<HostView> hosts =
        [
            .. new[] { "client", "server", "client-2", "client-3", "client-4", "server-2", "server-3", "attacker" }.Select(name =>
                new HostView(name, "192.0.2.1:1", HostDriver.Engine, null, false, null) { Role = name.StartsWith('c') ? SeatRole.Client : name.StartsWith('s') ? SeatRole.Server : SeatRole.Attacker }),
        ];
        Assert.All(Enum.GetValues<SeatRole>(), role => Assert.Equal(HostLimits.Of(role), hosts.Count(host => host.Role == role)));
        Assert.Equal(HostLooks.Hues.Remove("stray").Order(), hosts.Select(host => hosts.HueOf(host.Name)).Order());
        Assert.Equal("stray", hosts.HueOf("router"));
        var theme = File.ReadAllText(Path.Combine(Views.Sources(), "wwwroot", "theme.css"));
        Assert.All(HostLooks.Hues, hue => Assert.Contains($".{hue}, .ink-{hue} {{ --hue:", theme, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Themes))]
    public void No_two_hosts_look_alike_nor_like_a_reset_to_anybody(string theme)
    {
        var colours = Read(theme);
        foreach (var one in s_hosts)
        {
            foreach (var other in s_hosts.Append("bad").Where(other => string.CompareOrdinal(one, other) < 0))
            {
                Assert.All(s_eyes, eyes => Assert.True(
                    Distance(Seen(colours[one], eyes), Seen(colours[other], eyes)) > Apart, $"{theme}: {one} and {other} are {Distance(Seen(colours[one], eyes), Seen(colours[other], eyes)):0.000} apart."));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Themes))]
    public void Each_host_s_colour_is_readable_on_the_page_on_a_card_and_on_its_own_tint(string theme)
    {
        var colours = Read(theme);
        foreach (var host in s_hosts)
        {
            var tint = colours.TryGetValue(host + "-bg", out var own) ? own : Mixed(colours[host], colours["card"], 0.12);
            foreach (var ground in (double[][])[colours["bg"], colours["card"], tint])
                Assert.InRange(Contrast(colours[host], ground), theme == "projector" ? 7 : 4.5, 21);
        }
    }

    /// <summary>The theme's colours, each as red, green and blue from 0 to 1.</summary>
    private static Dictionary<string, double[]> Read(string theme)
    {
        var text = File.ReadAllText(Path.Combine(Views.Sources(), "wwwroot", "theme.css"));
        var colours = Pairs().Matches(text).ToDictionary(match => match.Groups[1].Value, match => Colour(match.Groups[theme == "dark" ? 3 : 2].Value));
        if (theme != "projector") return colours;
        var wall = text[text.IndexOf("[data-theme=projector] {", StringComparison.Ordinal)..];
        foreach (Match match in Singles().Matches(wall[..wall.IndexOf('}', StringComparison.Ordinal)])) colours[match.Groups[1].Value] = Colour(match.Groups[2].Value);
        return colours;
    }

    private static double[] Colour(string hex)
    {
        var digits = hex.Length == 3 ? string.Concat(hex.Select(c => new string(c, 2))) : hex;
        return [.. digits.Chunk(2).Select(two => int.Parse(two, NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0)];
    }

    private static double[] Mixed(double[] one, double[] other, double share) => [.. one.Zip(other, (a, b) => (a * share) + (b * (1 - share)))];

    private static double[] Linear(double[] colour) => [.. colour.Select(c => c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4))];

    /// <summary>The contrast of WCAG 2, from 1 to 21.</summary>
    private static double Contrast(double[] one, double[] other)
    {
        var (a, b) = (Luminance(one), Luminance(other));
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);

        static double Luminance(double[] colour) => Linear(colour) is [var r, var g, var b] ? (0.2126 * r) + (0.7152 * g) + (0.0722 * b) : 0;
    }

    /// <summary>The colour as those eyes see it, in Oklab.</summary>
    private static (double L, double A, double B) Seen(double[] colour, double[] eyes)
    {
        var light = Times(eyes, Linear(colour)).Select(c => Math.Max(0, c)).ToArray();
        double[] toCones = [0.4122214708, 0.5363325363, 0.0514459929, 0.2119034982, 0.6806995451, 0.1073969566, 0.0883024619, 0.2817188376, 0.6299787005];
        double[] toLab = [0.2104542553, 0.7936177850, -0.0040720468, 1.9779984951, -2.4285922050, 0.4505937099, 0.0259040371, 0.7827717662, -0.8086757660];
        var lab = Times(toLab, [.. Times(toCones, light).Select(Math.Cbrt)]);
        return (lab[0], lab[1], lab[2]);
    }

    private static double[] Times(double[] matrix, double[] vector) => [.. matrix.Chunk(3).Select(row => row.Zip(vector, (a, b) => a * b).Sum())];

    private static double Distance((double L, double A, double B) one, (double L, double A, double B) other) =>
        Math.Sqrt(Math.Pow(one.L - other.L, 2) + Math.Pow(one.A - other.A, 2) + Math.Pow(one.B - other.B, 2));

    [GeneratedRegex(@"--([\w-]+): light-dark\(#(\w+), #(\w+)\)")]
    private static partial Regex Pairs();

    [GeneratedRegex(@"--([\w-]+): #(\w+)")]
    private static partial Regex Singles();
}
