using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Playground.Client.Play.Packets;
using Playground.Contracts;
using Playground.Tcp;

namespace Playground.Client.Captures;

/// <summary>Shows a capture; the ladder follows what is chosen in the list.</summary>
public sealed partial class CaptureView
{
    private OpenedCapture? _drawn;
    private List<Sentence> _remarks = [];
    private List<ListedPacket> _remarkable = [];
    private OpenedConnection _connection = default!;
    private RoomView? _ladder;
    private PacketPane? _pane;
    private int _stream;
    private int _from;
    private int _count;
    private bool _isRelative = true;

    /// <summary>The capture.</summary>
    [Parameter, EditorRequired]
    public OpenedCapture Opened { get; set; } = default!;

    [Inject]
    private IStringLocalizer<Texts> L { get; set; } = default!;

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        if (ReferenceEquals(_drawn, Opened)) return;
        _drawn = Opened;
        var leftOut = Opened.Reading.LeftOut.Select(left => new Sentence(
            "Frames left out: {0}, the first is number {1}. {2}", $"{left.Count}", $"{left.First}", L[left.Why.Text, [.. left.Why.Arguments]]));
        _remarks = [.. Opened.Reading.Remarks(), .. leftOut];
        _remarkable = [.. Opened.Remarkable];
        _ladder = null;
        if (!Opened.Connections.IsEmpty) Show(0, 0);
    }

    private void Show(int stream, int from)
    {
        (_stream, _from, _connection) = (stream, from, Opened.Connections[stream]);
        _count = OpenedCapture.Fitting(_connection, from);
        _ladder = OpenedCapture.View(_connection, from, L["in the capture"]);
    }

    private void ChangeStream(ChangeEventArgs typed)
    {
        if (int.TryParse(typed.Value?.ToString(), out var stream)) Show(Math.Clamp(stream, 0, Opened.Connections.Length - 1), 0);
    }

    private void Later() => Show(_stream, _from + _count);

    private void Earlier() => Show(_stream, Math.Max(0, _from - OpenedCapture.LadderSegments));

    private Task Choose(int number) => _pane?.ChooseAsync(number) ?? Task.CompletedTask;

    private void OnChosen(ListedPacket? chosen)
    {
        if (chosen is null) return;
        var stream = chosen.Packet.Analysis.Stream;
        var place = Opened.Connections[stream].Packets.IndexOf(chosen);
        var isInSight = stream == _stream && place >= _from && place < _from + _count;
        if (!isInSight) Show(stream, place / OpenedCapture.LadderSegments * OpenedCapture.LadderSegments);
    }

    private static string? ReferenceOf(ListedPacket listed) =>
        MarkTexts.ReferenceOf(listed.Packet.Analysis.Marks) ?? (listed.Packet.Segment.Checksum is null ? null : RfcRule.ChecksumWrong.Text().Reference);

    private string Meaning(ListedPacket listed)
    {
        var marks = MarkTexts.Of(listed.Packet.Analysis.Marks).Select(says => L[says.Text].Value);
        return string.Join(' ', listed.Packet.Segment.Checksum is null ? marks : marks.Append(L["Its checksum is wrong."].Value));
    }
}
