using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Playground.Filters;

namespace Playground.Client.Play.Packets;

/// <summary>Holds the filter and the choice.</summary>
public sealed partial class PacketPane
{
    private DisplayFilter _filter = DisplayFilter.Everything;
    private List<ShownPacket> _shown = [];
    private IReadOnlyList<ListedPacket>? _drawn;
    private ListedPacket? _details;
    private int? _chosen;
    private bool _isStale;

    /// <summary>The packets, in order; another list each time one has changed.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<ListedPacket> Packets { get; set; } = [];

    /// <summary>The reader has chosen a packet, or none.</summary>
    [Parameter]
    public EventCallback<ListedPacket?> OnChosen { get; set; }

    /// <summary>True to keep the newest row in sight.</summary>
    [Parameter]
    public bool FollowsEnd { get; set; }

    /// <summary>What the times count from.</summary>
    [Parameter]
    public string? TimeMeans { get; set; }

    /// <summary>The beginning of the ids of its parts.</summary>
    [Parameter]
    public string Id { get; set; } = "packets";

    /// <summary>What stands before the filter.</summary>
    [Parameter]
    public RenderFragment? Head { get; set; }

    /// <summary>What stands behind it.</summary>
    [Parameter]
    public RenderFragment? Tools { get; set; }

    [Inject]
    private IStringLocalizer<Texts> L { get; set; } = default!;

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        // The first render comes by itself.
        _isStale = _drawn is not null;
        if (ReferenceEquals(_drawn, Packets)) return;
        _drawn = Packets;
        Show();
    }

    /// <inheritdoc/>
    protected override bool ShouldRender()
    {
        var isStale = _isStale;
        _isStale = false;
        return isStale;
    }

    private void Filter(DisplayFilter filter)
    {
        (_filter, _isStale) = (filter, true);
        Show();
    }

    private void Show()
    {
        _shown = [.. Packets.Where(listed => _filter.Matches(listed.Packet)).Select((listed, i) => new ShownPacket(i, listed))];
        Find();
        // A rewind may have taken the chosen packet away.
        if (_details is null) _chosen = null;
    }

    private void Find() => _details = _chosen is { } number ? Packets.FirstOrDefault(listed => listed.Packet.Number == number) : null;

    /// <summary>Chooses a packet by its number, or none.</summary>
    public async Task ChooseAsync(int? number)
    {
        (_chosen, _isStale) = (number, true);
        Find();
        await OnChosen.InvokeAsync(_details);
    }
}
