using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Microsoft.JSInterop;
using Playground.Client.Numbers;
using Playground.Client.Widgets;
using Playground.Contracts;

namespace Playground.Client.Play.Packets;

/// <summary>The packets of a room, and their download.</summary>
public sealed partial class PacketList : IAsyncDisposable
{
    private readonly RoomPackets _room = new();
    private (ImmutableList<LadderRow> Rows, string? Seat, Sides Sides)? _drawn;
    private bool _isStale;
    private bool _isOut;
    private bool _hasChosen;
    private PageModule? _module;

    /// <summary>The room.</summary>
    [Parameter, EditorRequired]
    public RoomView View { get; set; } = default!;

    /// <summary>Whose numbers are whose.</summary>
    [Parameter, EditorRequired]
    public Sides Sides { get; set; } = default!;

    [Inject]
    private IStringLocalizer<Texts> L { get; set; } = default!;

    [Inject]
    private IJSRuntime JS { get; set; } = default!;

    private PageModule Module => _module ??= new(JS, "Play/Packets/PacketList");

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Module.DisposeAsync();

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        if (_drawn == (View.Rows, View.Seat, Sides)) return;
        // The first render comes by itself.
        var isFirst = _drawn is null;
        _drawn = (View.Rows, View.Seat, Sides);
        _isStale |= _room.Update(View, Sides) && !isFirst;
    }

    /// <summary>Typing a segment changes nothing here.</summary>
    protected override bool ShouldRender()
    {
        var isStale = _isStale;
        _isStale = false;
        return isStale;
    }

    private void Toggle() => (_isOut, _isStale) = (!_isOut, true);

    private void Open(ListedPacket? chosen) => (_hasChosen, _isStale) = (chosen is not null, true);

    private async Task DownloadAsync()
    {
        using var file = new DotNetStreamReference(new MemoryStream(PacketCapture.Write(_room.Packets, View.Seat ?? "link", L)));
        await Module.CallAsync("save", $"handshake-{View.Code}.pcapng", file);
    }
}
