using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Localization;
using Microsoft.JSInterop;
using Playground.Client.Widgets;

namespace Playground.Client.Play.Packets;

/// <summary>A packet and its place among those shown.</summary>
/// <param name="Index">The place, from 0.</param>
/// <param name="Listed">The packet.</param>
public sealed record ShownPacket(int Index, ListedPacket Listed);

/// <summary>The rows, and the keys that go through them.</summary>
public sealed partial class PacketTable : IAsyncDisposable
{
    private const int RowHeight = 24;
    private const int Page = 10;

    private IReadOnlyList<ShownPacket>? _drawn;
    private int? _drawnChosen;
    private int _active = -1;
    private bool _isStale;
    private bool _isToReveal;
    private ElementReference _table;
    private PageModule? _module;

    /// <summary>The packets, in order; another list each time one has changed.</summary>
    [Parameter, EditorRequired]
    public List<ShownPacket> Shown { get; set; } = [];

    /// <summary>The number of the chosen packet; none for none.</summary>
    [Parameter]
    public int? Chosen { get; set; }

    /// <summary>Another packet is chosen, or none.</summary>
    [Parameter]
    public EventCallback<int?> ChosenChanged { get; set; }

    /// <summary>What stands in place of rows where there are none.</summary>
    [Parameter]
    public string Nothing { get; set; } = "";

    /// <summary>What the times count from.</summary>
    [Parameter]
    public string? TimeMeans { get; set; }

    /// <summary>True to keep the newest row in sight while the reader is at the end.</summary>
    [Parameter]
    public bool FollowsEnd { get; set; }

    /// <summary>The list's id, from which those of its rows are made.</summary>
    [Parameter]
    public string Id { get; set; } = "packet-list";

    [Inject]
    private IStringLocalizer<Texts> L { get; set; } = default!;

    [Inject]
    private IJSRuntime JS { get; set; } = default!;

    private PageModule Module => _module ??= new(JS, "Play/Packets/PacketTable");

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Module.DisposeAsync();

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        // The first render comes by itself.
        _isStale |= _drawn is not null && (!ReferenceEquals(_drawn, Shown) || _drawnChosen != Chosen);
        _isToReveal |= _drawnChosen != Chosen && Chosen is not null;
        (_drawn, _drawnChosen) = (Shown, Chosen);
        // The numbers rise, so that the chosen one is found quickly among twenty thousand.
        _active = Chosen is null || Shown.Count == 0 ? -1 : Find(Chosen.Value);
    }

    /// <summary>What happens elsewhere on the page changes nothing here.</summary>
    protected override bool ShouldRender()
    {
        var isStale = _isStale;
        _isStale = false;
        return isStale;
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender) await Module.ReachAsync("listen", _table);
        if (_isToReveal && _active >= 0) await Module.CallAsync("reveal", _table, _active, RowHeight);
        else if (FollowsEnd) await Module.CallAsync("follow", _table);
        _isToReveal = false;
    }

    private int Find(int number)
    {
        var (low, high) = (0, Shown.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var there = Shown[middle].Listed.Packet.Number;
            if (there == number) return middle;
            if (there < number) low = middle + 1;
            else high = middle - 1;
        }

        return -1;
    }

    private string? WordFor(PacketKind kind) => kind.Word() is { Length: > 0 } word ? L[word].Value : null;

    private string RowId(ShownPacket shown) => $"{Id}-{shown.Listed.Packet.Number}";

    private Task ChooseAsync(int index) => ChosenChanged.InvokeAsync(Shown[index].Listed.Packet.Number);

    private Task OnKeyAsync(KeyboardEventArgs key)
    {
        if (key.CtrlKey || key.AltKey || key.MetaKey || Shown.Count == 0) return Task.CompletedTask;
        var last = Shown.Count - 1;
        int? to = key.Key switch
        {
            "ArrowDown" => _active + 1,
            "ArrowUp" => _active < 0 ? last : _active - 1,
            "PageDown" => _active + Page,
            "PageUp" => _active - Page,
            "Home" => 0,
            "End" => last,
            _ => null,
        };
        if (key.Key == "Escape" && Chosen is not null) return ChosenChanged.InvokeAsync(null);
        return to is { } index ? ChooseAsync(Math.Clamp(index, 0, last)) : Task.CompletedTask;
    }
}
