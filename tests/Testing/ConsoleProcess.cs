using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;

namespace Playground.Testing;

/// <summary>A process whose console is read line by line. None outlives the tests.</summary>
internal sealed class ConsoleProcess : IDisposable
{
    private static readonly ConcurrentDictionary<ConsoleProcess, bool> s_running = new();

    private readonly Lock _gate = new();
    private readonly Process _process;
    private readonly List<string> _lines = [];
    private readonly StringBuilder _errors = new();
    private TaskCompletionSource _news = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _isOver;

    static ConsoleProcess() => AppDomain.CurrentDomain.ProcessExit += (_, _) =>
    {
        foreach (var process in s_running.Keys) process._process.Kill();
    };

    public ConsoleProcess(ProcessStartInfo start)
    {
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.RedirectStandardInput = true;
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Hear(line.Data);
        _process.ErrorDataReceived += (_, line) => HearError(line.Data);
        _process.Start();
        s_running[this] = true;
        _process.StandardInput.Close();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public string Output
    {
        get
        {
            lock (_gate) return string.Join('\n', _lines);
        }
    }

    public string Errors
    {
        get
        {
            lock (_gate) return _errors.ToString();
        }
    }

    /// <summary>Waits for a line.</summary>
    /// <returns>The match; none when the process ended or the time was up without one.</returns>
    public async Task<Match?> SaysAsync(Regex pattern, TimeSpan patience)
    {
        var read = 0;
        using var enough = new CancellationTokenSource(patience);
        while (true)
        {
            Task news;
            lock (_gate)
            {
                for (; read < _lines.Count; read++)
                {
                    if (pattern.Match(_lines[read]) is { Success: true } match) return match;
                }

                if (_isOver) break;
                news = _news.Task;
            }

            await news.WaitAsync(enough.Token).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            if (enough.IsCancellationRequested) return null;
        }

        await EndAsync(patience);
        return null;
    }

    /// <summary>Waits for its end.</summary>
    public async Task<int> EndAsync(TimeSpan patience)
    {
        // Waits for both streams' ends as well.
        await _process.WaitForExitAsync().WaitAsync(patience);
        return _process.ExitCode;
    }

    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        s_running.TryRemove(this, out _);
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        s_running.TryRemove(this, out _);
        _process.Dispose();
    }

    private void Hear(string? line)
    {
        lock (_gate)
        {
            if (line is null) _isOver = true;
            else _lines.Add(line);
            _news.SetResult();
            _news = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    private void HearError(string? line)
    {
        if (line is null) return;
        lock (_gate) _errors.AppendLine(line);
    }
}
