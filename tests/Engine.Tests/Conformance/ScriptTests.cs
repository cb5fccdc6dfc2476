namespace Playground.Tests.Conformance;

/// <summary>Scripted exchanges as a conformance suite would play them, with a host as it comes, over both IP versions and across the wrap of the numbers.</summary>
public class ScriptTests
{
    private static readonly string[] s_files =
    [
        "opening", "handshakes", "receiving", "overlaps", "sending", "timeouts", "repairs", "selective", "windows", "patience",
        "closing", "waiting", "guards", "options",
    ];

    private static readonly Dictionary<string, Script> s_scripts = s_files.SelectMany(Script.OfFile).ToDictionary();

    public static TheoryData<string> Titles() => new(s_scripts.Keys);

    [Theory]
    [MemberData(nameof(Titles))]
    public void A_host_does_as_the_script_says(string title)
    {
        Player.Play(s_scripts[title], isV4: true, peerIss: 1000, seed: 1);
        Player.Play(s_scripts[title], isV4: true, peerIss: uint.MaxValue - 1500, seed: 2);
        Player.Play(s_scripts[title], isV4: false, peerIss: int.MaxValue - 300, seed: 3);
    }

    [Theory]
    [InlineData("> S 0", "nothing left")]
    [InlineData("connect", "left that the script does not expect")]
    [InlineData("connect\n> S 0\n+1 quiet", "left unexpectedly")]
    [InlineData("connect\n> S 1", "S 0")]
    [InlineData("connect\n> S 0 <mss 3>", "sackOK")]
    [InlineData("connect\n> S 0\nstate LISTEN", "SYN-SENT")]
    [InlineData("connect\n> S 0\n+0.9 > S 0", "nothing left")]
    [InlineData("connect\n> S 0\n+1.1 > S 0", "left unexpectedly")]
    public void What_the_script_does_not_say_fails(string lines, string why)
    {
        var script = new Script("wrong", "", lines.Split('\n'));
        var failure = Assert.ThrowsAny<Exception>(() => Player.Play(script, isV4: true, peerIss: 0, seed: 1));
        Assert.Contains(why, failure.Message, StringComparison.Ordinal);
    }
}
