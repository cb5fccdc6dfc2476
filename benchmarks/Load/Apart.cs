using System.Diagnostics;

namespace Playground.Benchmarks;

/// <summary>A part of this program that runs as a process of its own, so that what it costs is not counted as somebody else's.</summary>
internal sealed class Apart : IDisposable
{
    private readonly Process _process;

    private Apart(Process process) => _process = process;

    /// <summary>Starts it and waits until it says that it is open.</summary>
    /// <param name="arguments">What this program is started with.</param>
    public static async Task<Apart> OpenAsync(params string[] arguments)
    {
        var process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        if (await process.StandardOutput.ReadLineAsync() != "open") throw new InvalidOperationException($"{string.Join(' ', arguments)} did not open.");
        return new Apart(process);
    }

    /// <summary>In that process: says that it is open, and holds until it is no longer wanted.</summary>
    public static async Task HoldAsync()
    {
        Console.WriteLine("open");
        await Console.In.ReadToEndAsync();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }
}
