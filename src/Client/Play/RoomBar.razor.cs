using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Playground.Client.Play.Attempts;
using Playground.Client.Play.Seats;
using Playground.Client.Play.Steering;
using Playground.Contracts;

namespace Playground.Client.Play;

/// <summary>The room: its seats, its code, its clock.</summary>
public sealed partial class RoomBar
{
    private ShareDialog? _share;
    private HostsDialog? _hosts;
    private TimeControls? _time;
    private bool _isOpen;

    /// <summary>The room.</summary>
    [Parameter, EditorRequired]
    public RoomView View { get; set; } = default!;

    /// <summary>Asks the room.</summary>
    [Parameter, EditorRequired]
    public Func<RoomAsk, Task<Reply>> Ask { get; set; } = default!;

    /// <summary>Another room is to be opened.</summary>
    [Parameter]
    public EventCallback<OpenRoom> OnOpen { get; set; }

    [Inject]
    private IStringLocalizer<Texts> L { get; set; } = default!;

    /// <summary>The seat to try next: the one the reader does not sit at.</summary>
    private string Other => View.Seat == "server" ? "client" : "server";

    private Task<Reply> TurnClockAsync() => Ask(View.Clock.IsPaused ? new ResumeClock() : new PauseClock());

    /// <summary>Lets time run so many steps faster.</summary>
    internal Task RunAsync(int step) => _time!.RunAsync(step);

    /// <summary>An attempt is played to its end: over again means a new one, or the same drill anew.</summary>
    private Task StartOverAsync() =>
        View.Attempt is { } attempt ? OnOpen.InvokeAsync(Onward.Again(attempt)) : Ask(new StartOver());

    private bool CanTake(HostView host) => View.Seat is null && View.Attempt is null && host.Driver != HostDriver.Person && !host.IsOnAutopilot;

    private string WhoIs(HostView host) => host switch
    {
        _ when host.Name == View.Seat => L["you"],
        { IsOnAutopilot: true } => L["{0}, on autopilot", host.Person!],
        { Driver: HostDriver.Engine } => L["the engine"],
        { Driver: HostDriver.Person } => host.Person ?? L["somebody"],
        _ => L["nobody yet"],
    };

    private async Task Choose(Func<Task> what)
    {
        _isOpen = false;
        await what();
    }
}
