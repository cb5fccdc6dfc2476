using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Reflection;
using System.Text.RegularExpressions;

namespace Playground.Testing;

/// <summary>The built server as a process of its own: to be started, killed and started again on the same port and data.</summary>
public sealed partial class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly string[] _arguments;
    private ConsoleProcess _process;

    private ServerProcess(Uri address, DataFolder data, string[] arguments, ConsoleProcess process)
    {
        Address = address;
        Data = data;
        _arguments = arguments;
        _process = process;
    }

    /// <summary>Where it listens, the same after each start.</summary>
    public Uri Address { get; }

    /// <summary>The folder it runs in, with its database.</summary>
    public DataFolder Data { get; }

    /// <summary>What it has written to the console since its last start.</summary>
    public string Output => _process.Output;

    /// <summary>Starts a server on a free port with a folder of its own, and waits until it answers.</summary>
    public static async Task<ServerProcess> StartAsync(params string[] arguments)
    {
        var data = new DataFolder();
        while (true)
        {
            var address = FreeAddress();
            var process = Launch(data, address, arguments);
            if (await process.SaysAsync(Ready(), s_patience) is not null) return new ServerProcess(address, data, arguments, process);
            // Somebody else may have taken the port since it was found free; anything else is the test's business.
            if (process.Errors.Contains("in use", StringComparison.Ordinal)) continue;
            data.Dispose();
            throw new InvalidOperationException($"The server did not start: {process.Errors}{process.Output}");
        }
    }

    /// <summary>Runs a server that is expected to refuse, until it ends.</summary>
    /// <returns>Its exit code and what it wrote to both streams.</returns>
    public static async Task<(int ExitCode, string Output, string Errors)> RunToEndAsync(DataFolder data, Uri address, params string[] arguments)
    {
        using var process = Launch(data, address, arguments);
        return (await process.EndAsync(s_patience), process.Output, process.Errors);
    }

    /// <summary>An address of this machine that nobody listens on.</summary>
    public static Uri FreeAddress()
    {
        while (true)
        {
            // Below the range from which the system takes ports for outgoing connections, so that it is still free after a kill.
            var port = Random.Shared.Next(20_000, 32_000);
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
                return new Uri($"http://127.0.0.1:{port}");
            }
            catch (SocketException e) when (e.SocketErrorCode is SocketError.AddressAlreadyInUse or SocketError.AccessDenied)
            {
                continue;
            }
        }
    }

    /// <summary>The setup link that it printed; none when it had an instructor.</summary>
    public async Task<Uri?> SetupLinkAsync() =>
        await _process.SaysAsync(Link(), TimeSpan.FromSeconds(10)) is { } line ? new Uri(line.Groups[1].Value) : null;

    /// <summary>Ends it as a power cut ends a program: SIGKILL, no farewell.</summary>
    public Task KillAsync() => _process.KillAsync();

    /// <summary>Starts it again on the same port and data, and waits until it answers.</summary>
    public async Task RestartAsync()
    {
        await _process.KillAsync();
        _process.Dispose();
        _process = Launch(Data, Address, _arguments);
        if (await _process.SaysAsync(Ready(), s_patience) is null)
            throw new InvalidOperationException($"The server did not start again: {_process.Errors}{_process.Output}");
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _process.KillAsync();
        _process.Dispose();
        Data.Dispose();
    }

    private static ConsoleProcess Launch(DataFolder data, Uri address, string[] arguments)
    {
        var server = typeof(ServerProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "ServerAssembly").Value!;
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            WorkingDirectory = data.Path,
        };
        foreach (var argument in (string[])[server, "--urls", address.ToString(), "--Storage:Path", data.Database, .. arguments]) start.ArgumentList.Add(argument);
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("ASPNETCORE_", StringComparison.Ordinal)).ToList()) start.Environment.Remove(name);

        // As in the tests' own processes: a server that lives for seconds earns nothing from counting how its code runs.
        start.Environment["DOTNET_TieredPGO"] = "0";
        return new ConsoleProcess(start);
    }

    [GeneratedRegex("^Handshake Playground is at ")]
    private static partial Regex Ready();

    [GeneratedRegex(@"(http\S+/setup\?token=\S+)")]
    private static partial Regex Link();
}
