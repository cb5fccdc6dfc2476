using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Playground.Engine.Endpoint;
using Playground.Engine.Judging;
using Playground.Engine.Links;
using Playground.Engine.Museum;
using Playground.Engine.Worlds;
using Playground.Ladder;
using Playground.Server.Rooms;
using Playground.Tcp;
using Playground.Wire;
using YamlDotNet.RepresentationModel;

namespace Playground.Server.Challenges;

/// <summary>Reads what a challenge begins with: its hosts, their link, and what is fresh.</summary>
internal static class SetupReader
{
    private static readonly ImmutableDictionary<string, LinkAction> s_touches = ImmutableDictionary.CreateRange(
    [
        KeyValuePair.Create("lose", LinkAction.Lose), KeyValuePair.Create("hold", LinkAction.Hold), KeyValuePair.Create("twice", LinkAction.Duplicate),
        KeyValuePair.Create("damage", LinkAction.Corrupt), KeyValuePair.Create("overtake", LinkAction.Swap),
    ]);

    /// <summary>Draws what is fresh.</summary>
    /// <param name="instead">What a drill draws otherwise; none for nothing.</param>
    public static void Draw(YamlMap? fresh, YamlMap? instead, FreshValues values)
    {
        foreach (var name in fresh?.Keys ?? []) Draw(instead?.Has(name) == true ? instead : fresh!, name, values);
        foreach (var name in instead?.Keys ?? [])
        {
            if (fresh?.Has(name) != true) instead!.Fail(name, "a drill draws only what the challenge draws.");
        }
    }

    /// <summary>The hosts: those that the file names, and a client and a server in any case; the role's is the learner's.</summary>
    public static ImmutableArray<ChallengeHost> Hosts(YamlMap setup, string role)
    {
        var named = setup.Map("hosts");
        var names = ImmutableArray.Create("client", "server").AddRange((named?.Keys ?? []).Where(name => name is not ("client" or "server")));
        foreach (var name in names.Where(name => !MatchHost.IsName(name))) named!.Fail(name, "a host is called client, server or attacker, and a second one client-2 or server-2.");
        names = [.. names.Where(MatchHost.IsName)];
        var hosts = names.Select(name => Host(named?.Map(name), name, role)).ToImmutableArray();
        named?.End();
        return hosts;
    }

    /// <summary>The link.</summary>
    public static LinkSetup Link(YamlMap? link)
    {
        if (link is null) return new LinkSetup();
        var from = link.Map("from");
        var setup = new LinkSetup
        {
            Delay = link.Milliseconds("delay-ms", 60_000, 40),
            Loss = link.Decimal("loss", 0, 1, 0),
            Duplication = link.Decimal("duplication", 0, 1, 0),
            Reordering = link.Decimal("reordering", 0, 1, 0),
            Corruption = link.Decimal("corruption", 0, 1, 0),
            Mtu = link.Number("mtu", 68, 65_535, 1500),
            Script = [.. link.Maps("touches").Select(Touch)],
            ByHost = (from?.Keys ?? []).ToImmutableDictionary(host => host, host => Path(from!.Map(host)!)),
        };
        link.End();
        return setup;
    }

    /// <summary>
    /// An exhibit of octets: the segments of a ladder as they go over the link, one of them with a bit flipped on the way. What its checksum would
    /// have to be, as it came, is called <c>${octets.checksum}</c>.
    /// </summary>
    public static string? Octets(YamlMap? map, FreshValues values)
    {
        if (map is null) return null;
        var (client, server) = (MatchHost.OfName("client").ToSetup(false).Socket with { Port = new Port(50_000) }, MatchHost.OfName("server").ToSetup(false).Socket);
        var lines = Ladder(map, "ladder", ["client", "server"])?.Segments.ToList() ?? [];
        var damaged = map.Number("damaged", 1, Math.Max(1, lines.Count), 1);
        var text = new StringBuilder();
        for (var i = 0; i < lines.Count; i++)
        {
            var isClients = lines[i].From.Name == "client";
            if (!lines[i].TryResolve(ImmutableDictionary<string, SeqNumber>.Empty, isClients ? new(client, server) : new(server, client), out var segment))
            {
                map.Fail("ladder", "no symbols here: octets need numbers.");
                return null;
            }

            var octets = TcpCodec.Encode(segment);
            if (i + 1 == damaged)
            {
                values.Damage(octets);
                values.Set("octets.checksum", TcpCodec.RightChecksum(octets, segment.Source.Host, segment.Destination.Host));
            }

            text.Append(CultureInfo.InvariantCulture, $"{i + 1}  {segment.Source.Host} → {segment.Destination.Host}   {octets.Length} octets\n");
            foreach (var row in octets.Chunk(16)) text.Append("   ").Append(HexText.Print(row)).Append('\n');
        }

        map.End();
        return text.ToString();
    }

    /// <summary>A ladder of the file; none where there is none. What is wrong in it is told at its own line.</summary>
    public static LadderTrace? Ladder(YamlMap map, string key, ImmutableArray<string> hosts)
    {
        if (map.Text(key) is not { } text) return null;
        var first = YamlReading.FirstLine(map.Node(key)!);
        if (!LadderTrace.TryParse(text, out var trace, out var problems))
        {
            foreach (var problem in problems) map.Reading.Fail(first + problem.Line - 1, problem.Sentence);
            return null;
        }

        var unknown = trace.Segments.SelectMany(line => new[] { line.From.Name, line.To.Name }).Concat(trace.Segments.Select(line => line.Forges?.Name).OfType<string>()
            .Where(name => !HostAddress.TryParse(name, out _))).FirstOrDefault(name => !hosts.Contains(name));
        if (unknown is not null)
            map.Reading.Fail(first + text.AsSpan(0, text.IndexOf(unknown, StringComparison.Ordinal)).Count('\n'), $"There is no host '{unknown}'. The hosts are {string.Join(", ", hosts)}.");
        return unknown is null ? trace : null;
    }

    private static void Draw(YamlMap fresh, string name, FreshValues values)
    {
        if (fresh.Node(name) is YamlSequenceNode)
        {
            if (fresh.Texts(name) is { IsEmpty: false } texts) values.Draw(name, texts);
            return;
        }

        var range = fresh.Text(name)?.Split("..") ?? [];
        if (range.Length == 2 && long.TryParse(range[0], out var from) && long.TryParse(range[1], out var to) && from <= to && to - from <= uint.MaxValue) values.Draw(name, from, to);
        else fresh.Fail(name, "a range of numbers belongs here, 20..400, or a list of texts.");
    }

    private static ChallengeHost Host(YamlMap? map, string name, string role)
    {
        if (map is null) return Usual(name, role);
        var driver = map.OneOf("driver", "engine", "script") == "script" ? ChallengeDriver.Script : ChallengeDriver.Engine;
        if (name == role && map.Has("driver")) map.Fail("driver", "this host is the learner's.");
        var host = new ChallengeHost(name, name == role ? ChallengeDriver.Learner : driver)
        {
            Profile = Profile(map),
            Application = map.OneOf("application", "discard", "echo", "http", "none") switch
            {
                "echo" => HostApplication.Echo,
                "http" => HostApplication.Http,
                "none" => HostApplication.None,
                _ => HostApplication.Discard,
            },
            Page = map.Text("page"),
            OpensAtStart = map.Flag("opens", role != Challenge.Observer),
            IsOnPath = map.Flag("on-path", false),
            Exhibit = Exhibit(map),
        };
        map.End();
        return host;
    }

    private static ExhibitName? Exhibit(YamlMap map) =>
        map.OneOf("exhibit-stack", [.. Enum.GetValues<ExhibitName>().Select(name => name.ToName())]) is { } text && ExhibitNames.TryParse(text, out var name) ? name : null;

    /// <summary>A host of which the file says nothing: honest, and silent where the learner only answers questions.</summary>
    public static ChallengeHost Usual(string name, string role) =>
        new(name, name == role ? ChallengeDriver.Learner : ChallengeDriver.Engine) { OpensAtStart = role != Challenge.Observer };

    private static HostProfile Profile(YamlMap map)
    {
        var basis = map.OneOf("profile", "plain", "rfc9293", "rfc793") switch
        {
            "rfc9293" => HostProfile.Rfc9293,
            "rfc793" => HostProfile.Rfc793,
            _ => HostProfile.Plain,
        };
        return basis with
        {
            Sack = map.Flag("sack", basis.Sack),
            Timestamps = map.Flag("timestamps", basis.Timestamps),
            WindowShift = map.Node("window-shift") is not null ? (byte)map.Number("window-shift", 0, 14, 0) : basis.WindowShift,
            ScalesWindow = map.Flag("window-scale", basis.ScalesWindow),
            FastOpen = map.Flag("fast-open", basis.FastOpen),
            FastOpenCookie = Cookie(map),
            Nagle = map.Flag("nagle", basis.Nagle),
            ResistsBlindAttacks = map.Flag("rfc5961", basis.ResistsBlindAttacks),
            SynCookies = map.Flag("syn-cookies", basis.SynCookies),
            Backlog = map.Number("backlog", 1, 10_000, basis.Backlog),
            FirstIsn = map.Sequence("isn") ?? basis.FirstIsn,
            IsnStep = map.Node("isn-step") is not null ? (uint)map.Number("isn-step", 0, int.MaxValue, 0) : basis.IsnStep,
            ReceiveBuffer = map.Number("receive-buffer", 1, (1 << 30) - 1, basis.ReceiveBuffer),
            Mtu = map.Number("mtu", 68, 65_535, basis.Mtu),
        };
    }

    private static ulong? Cookie(YamlMap map)
    {
        if (map.Text("cookie") is not { } text) return null;
        if (HexText.TryParse(text, out var octets, out _) && octets.Length == sizeof(ulong)) return BinaryPrimitives.ReadUInt64BigEndian(octets.AsSpan());
        map.Fail("cookie", $"eight octets in hex belong here, 0x0102030405060708, not '{text}'.");
        return null;
    }

    private static LinkPath Path(YamlMap map)
    {
        var path = new LinkPath
        {
            Delay = map.Milliseconds("delay-ms", 60_000, 40),
            Loss = map.Decimal("loss", 0, 1, 0),
            Duplication = map.Decimal("duplication", 0, 1, 0),
            Reordering = map.Decimal("reordering", 0, 1, 0),
            Corruption = map.Decimal("corruption", 0, 1, 0),
            Mtu = map.Number("mtu", 68, 65_535, 1500),
        };
        map.End();
        return path;
    }

    private static LinkRule Touch(YamlMap map)
    {
        var action = s_touches.Keys.FirstOrDefault(map.Has);
        if (action is null) map.Fail("touches", $"each says one of {string.Join(", ", s_touches.Keys.Order(StringComparer.Ordinal))}, and the host that sends.");
        var rule = new LinkRule(action is null ? null : map.Required(action), map.Number("nth", 1, 1000, 1), action is null ? LinkAction.Lose : s_touches[action])
        {
            With = Bits(map, "with"),
            Without = Bits(map, "without"),
            WithText = map.Flag("with-text", false),
            For = map.Milliseconds("for-ms", 600_000, 0),
        };
        map.End();
        return rule;
    }

    private static ControlBits Bits(YamlMap map, string key)
    {
        if (map.Text(key) is not { } text) return default;
        if (!ControlBitNames.TryParse(text, out var bits)) map.Fail(key, $"'{text}' names no control bits.");
        return bits;
    }
}
