using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Playground.Contracts;

namespace Playground.Client.Play.Steering;

/// <summary>The link's controls.</summary>
public sealed partial class LinkCard
{
    private static readonly Dial[] s_dials =
    [
        new("Delay", 1000, 10, "ms", link => link.DelayMs, (link, value) => link with { DelayMs = value }),
        new("Jitter", 500, 10, "ms", link => link.JitterMs, (link, value) => link with { JitterMs = value }),
        new("Lost", 100, 1, "%", link => link.LossPercent, (link, value) => link with { LossPercent = value }),
        new("Twice", 100, 1, "%", link => link.DuplicationPercent, (link, value) => link with { DuplicationPercent = value }),
        new("Overtaken", 100, 1, "%", link => link.ReorderingPercent, (link, value) => link with { ReorderingPercent = value }),
        new("Damaged", 100, 1, "%", link => link.CorruptionPercent, (link, value) => link with { CorruptionPercent = value }),
    ];

    private static readonly Touch[] s_touches =
    [
        new(LinkTouch.Lose, '1', "Lose the next", "The next segment never arrives"),
        new(LinkTouch.Hold, '2', "Hold the next", "The next segment arrives about {0} s late by your clock: {1} ms of the link's time"),
        new(LinkTouch.Duplicate, '3', "Send it twice", "The next segment arrives twice"),
        new(LinkTouch.Corrupt, '4', "Damage the next", "A bit of the next segment is flipped on the way"),
        new(LinkTouch.Swap, '5', "Swap the next two", "The next segment is overtaken by the one after it"),
    ];

    private string? _from;
    private (LinkView? Link, string? Seat, string? From, bool IsOpen, double Speed)? _drawn;
    private bool _isStale, _isOpen;

    /// <summary>The room; its <see cref="RoomView.Link"/> is there.</summary>
    [Parameter, EditorRequired]
    public RoomView View { get; set; } = default!;

    /// <summary>Asks the room.</summary>
    [Parameter, EditorRequired]
    public Func<RoomAsk, Task<Reply>> Ask { get; set; } = default!;

    [Inject]
    private IStringLocalizer<Texts> L { get; set; } = default!;

    private bool CanAsk => View.Seat is not null;

    /// <summary>Both ways, or the segments of one host.</summary>
    private IEnumerable<string?> Ways => [null, .. View.Hosts.Select(host => host.Name)];

    private LinkSettings Current => View.Link is not { } link ? new() : _from is not null && link.ByHost.TryGetValue(_from, out var own) ? own : link.All;

    /// <summary>All that the card is drawn from.</summary>
    private (LinkView? Link, string? Seat, string? From, bool IsOpen, double Speed) Shows => (View.Link, View.Seat, _from, _isOpen, View.Clock.Speed);

    private string Brief => View.Link is not { } link ? ""
        : link.ByHost.IsEmpty ? L["{0} ms, {1} % lost", Number(link.All.DelayMs), Number(link.All.LossPercent)] : L["each way its own"];

    /// <summary>What a key does to the next segment; none for another key.</summary>
    public static LinkTouch? OfKey(string key) => s_touches.FirstOrDefault(touch => key.Length == 1 && touch.Key == key[0])?.What;

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        _isStale = _drawn != Shows;
        _drawn = Shows;
    }

    /// <inheritdoc/>
    protected override bool ShouldRender()
    {
        // A click here changes _from or _isOpen and comes without new parameters.
        var isStale = _isStale || _drawn != Shows;
        (_isStale, _drawn) = (false, Shows);
        return isStale;
    }

    private string Meant(Touch touch)
    {
        if (touch.What != LinkTouch.Hold) return L[touch.Means];
        var held = LinkTouches.HoldMs(View.Clock.Speed, Current.DelayMs);
        return L[touch.Means, Number(Math.Round(held / 1000 / View.Clock.Speed, 1)), Number(held)];
    }

    private static string Number(double value) => value.ToString(CultureInfo.InvariantCulture);

    private string Shown(Dial dial) => $"{Number(dial.Get(Current))} {dial.Unit}";

    private async Task SetAsync(Dial dial, object? typed)
    {
        if (!double.TryParse(typed as string, CultureInfo.InvariantCulture, out var value)) return;
        await Ask(new SetLink(dial.With(Current, value), _from));
    }

    private sealed record Dial(string Name, int Most, int Step, string Unit, Func<LinkSettings, double> Get, Func<LinkSettings, double, LinkSettings> With);

    private sealed record Touch(LinkTouch What, char Key, string Name, string Means);
}
