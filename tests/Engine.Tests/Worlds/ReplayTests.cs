using System.Diagnostics;
using System.Text;
using Playground.Engine;
using Playground.Engine.Links;
using Playground.Engine.Worlds;
using Playground.Tcp;
using Playground.Tests.Stands;
using Playground.Wire;

namespace Playground.Tests.Worlds;

/// <summary>The same log gives the same bytes: run twice, in two processes, at any speed.</summary>
public class ReplayTests
{
    private const string BytesOfThisProcess = "PLAYGROUND_REPLAY";

    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    private static readonly LinkSetup s_rough = new()
    {
        Loss = 0.1, Duplication = 0.2, Reordering = 0.2, Corruption = 0.1, Jitter = TimeSpan.FromMilliseconds(30), Rate = 500_000, Queue = 4, Mtu = 600,
        Script = [new("server", 2, LinkAction.Lose), new("client", 3, LinkAction.Hold) { For = TimeSpan.FromSeconds(2) }],
    };

    private static readonly WorldSetup s_setup = new()
    {
        Hosts =
        [
            .. Setups.Engines.Hosts,
            new HostSetup { Name = "person", Role = HostRole.Client, Socket = new(HostAddress.Parse("192.0.2.7"), new Port(50007)) },
            new HostSetup { Name = "mallory", Role = HostRole.Attacker, Socket = new(HostAddress.Parse("192.0.2.66"), new Port(6)), IsOnPath = true },
        ],
        Link = s_rough,
    };

    [Fact]
    public void The_same_log_gives_the_same_bytes_at_any_speed()
    {
        var atOnce = Fold(seed: 7);

        Assert.Equal(atOnce, Fold(seed: 7));
        Assert.Equal(atOnce, Fold(seed: 7, step: TimeSpan.FromMicroseconds(333)));
        Assert.Equal(atOnce, Fold(seed: 7, step: TimeSpan.FromMilliseconds(50)));
        Assert.NotEqual(atOnce, Fold(seed: 8));
    }

    [Fact]
    public async Task Another_process_folds_the_same_log_to_the_same_bytes()
    {
        var bytes = Fold(seed: 7);
        if (Environment.GetEnvironmentVariable(BytesOfThisProcess) is { } path)
        {
            // This is the other process.
            await File.WriteAllBytesAsync(path, bytes, TestContext.Current.CancellationToken);
            return;
        }

        path = Path.GetTempFileName();
        try
        {
            await RunAgainAsync(path);
            Assert.Equal(bytes, await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken));
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>Runs the test above in a process of its own, where strings have other hash codes and addresses are elsewhere.</summary>
    private static async Task RunAgainAsync(string path)
    {
        string[] arguments =
        [
            "exec", typeof(ReplayTests).Assembly.Location,
            "-method", $"{typeof(ReplayTests).FullName}.{nameof(Another_process_folds_the_same_log_to_the_same_bytes)}",
        ];
        var start = new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment[BytesOfThisProcess] = path;
        using var process = Process.Start(start)!;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(s_patience);
        try
        {
            var output = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(patience.Token), process.StandardError.ReadToEndAsync(patience.Token));
            await process.WaitForExitAsync(patience.Token);
            Assert.True(process.ExitCode == 0, string.Join('\n', output));
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
    }

    /// <summary>Folds a long log of everything that can be done in a world, and writes down all that happened.</summary>
    /// <param name="step">The steps in which time comes; none for one step from each input to the next.</param>
    private static byte[] Fold(ulong seed, TimeSpan? step = null)
    {
        var world = new World(s_setup, seed);
        var dice = new Dice(99);
        for (var i = 0; i < 150; i++)
        {
            var next = world.Now + TimeSpan.FromMicroseconds(dice.Below(400_000));
            while (step is { } small && world.Now + small < next) world.Advance(world.Now + small);
            world.Advance(next);
            Do(world, dice);
        }

        world.Advance(world.Now + TimeSpan.FromMinutes(10));
        var kinds = world.Trace.Select(happened => happened.GetType()).Distinct().Count();
        Assert.True(kinds == 9, $"the log brings about {kinds} kinds of events, and there are 9");
        return Bytes(world);
    }

    private static void Do(World world, Dice dice)
    {
        var (person, server) = (world.Setup.Find("person")!.Socket, world.Setup.Find("server")!.Socket);
        var tcb = world.TcbOf("person");
        var text = new byte[dice.Below(700)];
        var chance = (int)dice.Below(1000);
        switch (dice.Below(9))
        {
            case 0:
                world.Send("person", Segment(ControlBits.Syn, new SeqNumber(1000), default));
                break;
            case 1 or 2 or 3:
                world.Send("person", Segment(ControlBits.Ack, tcb.SndNxt, tcb.RcvNxt) with { Payload = text });
                break;
            case 4:
                world.Send("mallory", Segment(chance < 500 ? ControlBits.Rst : ControlBits.Syn, tcb.SndNxt + (uint)chance, tcb.RcvNxt) with { Source = Pair.ClientSocket });
                break;
            case 5:
                world.Call(chance < 500 ? "client" : "server", chance % 2 == 0 ? new CloseCall() : new AbortCall());
                break;
            case 7:
                world.Call("client", new SendCall(text));
                break;
            case 6:
                world.Call("client", new OpenCall(IsActive: true, Local: new Port((ushort)(40_000 + chance))));
                break;
            default:
                world.SetLink(s_rough with { Loss = chance / 3000.0, Delay = TimeSpan.FromMilliseconds(chance / 10) });
                break;
        }

        Segment Segment(ControlBits bits, SeqNumber seq, SeqNumber ack) =>
            new() { Source = person, Destination = server, Bits = bits, Seq = seq, Ack = ack, Window = 60_000 };
    }

    private static byte[] Bytes(World world)
    {
        using var bytes = new MemoryStream();
        foreach (var happened in world.Trace)
        {
            bytes.Write(Encoding.UTF8.GetBytes(happened.ToString()!));
            var segment = happened switch
            {
                SegmentSent sent => sent.Segment,
                SegmentArrived arrived => arrived.Segment,
                _ => (Segment?)null,
            };
            if (segment is { } packet) bytes.Write(IpCodec.Encode(packet));
        }

        return bytes.ToArray();
    }
}
