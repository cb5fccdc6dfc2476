using System.Collections.Immutable;
using System.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Microsoft.JSInterop;
using Playground.Client.Widgets;

namespace Playground.Client.Play.Packets;

/// <summary>The details of a packet and its octets.</summary>
public sealed partial class PacketDetails : IAsyncDisposable
{
    /// <summary>The most octets that are shown.</summary>
    public const int MostOctets = 4096;

    private const int PerLine = 16;

    private ListedPacket? _drawn;
    private ImmutableArray<DetailNode> _layers = [];
    private string _octets = "";
    private int _count;
    private bool _isStale;
    private ElementReference _root;
    private PageModule? _module;

    /// <summary>The packet.</summary>
    [Parameter, EditorRequired]
    public ListedPacket Listed { get; set; } = default!;

    [Inject]
    private IStringLocalizer<Texts> L { get; set; } = default!;

    [Inject]
    private IJSRuntime JS { get; set; } = default!;

    private PageModule Module => _module ??= new(JS, "Play/Packets/PacketDetails");

    /// <summary>Octets as a hex dump, sixteen a line: their place, their digits, their characters.</summary>
    public static string Dump(ReadOnlySpan<byte> octets)
    {
        var text = new StringBuilder();
        for (var at = 0; at < octets.Length; at += PerLine)
        {
            var line = octets[at..Math.Min(octets.Length, at + PerLine)];
            text.Append($"{at:x4}  ");
            for (var i = 0; i < PerLine; i++) text.Append(i < line.Length ? $"{line[i]:x2} " : "   ").Append(i == 7 ? " " : "");
            text.Append(' ');
            foreach (var octet in line) text.Append(octet is >= 0x20 and < 0x7F ? (char)octet : '·');
            text.Append('\n');
        }

        return text.ToString();
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Module.DisposeAsync();

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        _isStale = !ReferenceEquals(_drawn, Listed);
        if (!_isStale) return;
        _drawn = Listed;
        _layers = Dissection.Of(Listed, L);
        _count = Math.Min(Listed.Packet.Octets.Length, MostOctets);
        _octets = Dump(Listed.Packet.Octets.Span[.._count]);
    }

    /// <summary>What happens elsewhere on the page changes nothing here.</summary>
    protected override bool ShouldRender() => _isStale;

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender) => await Module.CallAsync("tie", _root);
}
