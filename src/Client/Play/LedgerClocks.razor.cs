using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Playground.Contracts;
using Playground.Tcp;

namespace Playground.Client.Play;

/// <summary>
/// The timers of the reader's TCB. The browser lets the rings run by itself; here is only noticed when one has run out. Nothing is done then:
/// that is the reader's to decide.
/// </summary>
public sealed partial class LedgerClocks
{
    /// <summary>A view's clock may be off by so much, in real time, before the rings are set anew.</summary>
    private static readonly TimeSpan s_slack = TimeSpan.FromSeconds(0.4);

    private static readonly Kind s_retransmission = new("Resend", "Retransmission timer: again in {0}.", "A TCP would send it again now.", "RFC 6298 §5");
    private static readonly Kind s_acknowledgment = new("Acknowledge", "Delayed acknowledgment: due in {0}.", "A TCP would have acknowledged the text by now.", "RFC 9293 §3.8.6.3");
    private static readonly Kind s_persist = new("Probe", "Persist timer: a probe in {0}.", "A TCP with text to send would probe the window now.", "RFC 9293 §3.8.6.1");
    private static readonly Kind s_timeWait = new("2 MSL", "TIME-WAIT: over in {0}.", "A TCP would forget this connection now.", "RFC 9293 §3.10.8, TIME-WAIT TIMEOUT");

    private readonly List<Running> _running = [];
    private readonly RunningClock _clock = new();
    private (TimersView? Timers, double Speed, bool IsPaused)? _drawn;
    private bool _isStale;
    private int _set;

    /// <summary>The timers; none where the room tells of none.</summary>
    [Parameter, EditorRequired]
    public TimersView? Timers { get; set; }

    /// <summary>The room's time.</summary>
    [Parameter, EditorRequired]
    public ClockView Clock { get; set; } = default!;

    [Inject]
    private IStringLocalizer<Texts> L { get; set; } = default!;

    /// <summary>Stops waiting.</summary>
    public void Dispose() => _clock.Dispose();

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        var now = (Timers, Clock.Speed, Clock.IsPaused);
        var isOff = Math.Abs((Clock.Now - _clock.Now).TotalSeconds) > s_slack.TotalSeconds * Clock.Speed;
        _isStale = _drawn != now || isOff;
        if (!_isStale) return;
        _drawn = now;
        _clock.Set(Clock);
        _set++;
        Look();
    }

    /// <summary>A view in which no timer and no pace has changed leaves the rings to run.</summary>
    protected override bool ShouldRender() => _isStale;

    private void Look()
    {
        var now = _clock.Now;
        _running.Clear();
        foreach (var (kind, timer) in All())
        {
            if (timer is null) continue;
            var whole = (timer.Ends - timer.Began).TotalSeconds;
            var left = Math.Max(0, (timer.Ends - now).TotalSeconds);
            _running.Add(new Running(kind, timer, whole, left, StyleOf(whole, left)));
        }

        // The next one that runs out.
        var next = _running.Where(clock => !clock.IsOver).Select(clock => (Instant?)clock.Timer.Ends).MinBy(end => end?.Microseconds);
        _clock.WakeAt(next == Instant.Never ? null : next, stop => InvokeAsync(() =>
        {
            if (stop.IsCancellationRequested) return;
            _isStale = true;
            Look();
            StateHasChanged();
        }));
    }

    private IEnumerable<(Kind, TimerView?)> All() => Timers is null ? [] :
        [(s_retransmission, Timers.Retransmission), (s_acknowledgment, Timers.Acknowledgment), (s_persist, Timers.Persist), (s_timeWait, Timers.TimeWait)];

    /// <summary>How long the whole ring takes and how much of it is gone, in the reader's time; the last is where it stands still.</summary>
    private string StyleOf(double whole, double left)
    {
        var gone = Math.Clamp(1 - (left / whole), 0, 1);
        return string.Create(CultureInfo.InvariantCulture, $"--gone: {gone:0.####}; --whole: {whole / Clock.Speed:0.###}s; --since: -{gone * whole / Clock.Speed:0.###}s");
    }

    private static string Seconds(double seconds) => seconds switch
    {
        >= 100 => seconds.ToString("0", CultureInfo.InvariantCulture) + " s",
        >= 0.1 => seconds.ToString("0.0", CultureInfo.InvariantCulture) + " s",
        _ => (seconds * 1000).ToString("0", CultureInfo.InvariantCulture) + " ms",
    };

    /// <summary>What a timer is for: its name, how long it still has, what is said when it has run out, and where that stands.</summary>
    private sealed record Kind(string Name, string Within, string Over, string Reference);

    private sealed record Running(Kind Kind, TimerView Timer, double Whole, double Left, string Style)
    {
        public bool IsOver => Left <= 0;
    }
}
