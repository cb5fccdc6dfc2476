using Playground.Client.Numbers;
using Playground.Contracts;
using Playground.Ladder;
using Playground.Tcp;

namespace Playground.Client.Play.Composing;

/// <summary>What hands do to the draft.</summary>
public sealed partial class Composer
{
    private bool _isTyped, _isTouched;
    private SegmentDraft? _before;

    /// <summary>Switches a control bit.</summary>
    public Task ToggleAsync(ControlBits bit)
    {
        _focused = SegmentField.Bits;
        if (bit == ControlBits.Ack && !_bits.Has(bit) && !_bits.Has(ControlBits.Syn)) _target = SegmentField.Ack;
        return TypeAsync(_draft with { Flags = (_bits ^ bit).ToNames() }, SegmentField.Bits);
    }

    /// <summary>Lets the segment belong to another of the reader's connections.</summary>
    public Task TurnToAsync(ConnectionView connection)
    {
        ArgumentNullException.ThrowIfNull(connection);
        var port = _ends?.Hosts.Where(host => host.Name == connection.Peer).Select(host => host.Socket.Port.Number).FirstOrDefault();
        var own = _ends?.Default.Local.Port.Number;
        var (local, remote) = (DraftOnWire.PortOf(connection.Local), DraftOnWire.PortOf(connection.Remote));
        var peer = _ends?.Hosts.Any(host => host.Name == connection.Peer) == true ? connection.Peer : connection.Remote[..connection.Remote.LastIndexOf(':')];
        return TypeAsync(
            _draft with
            {
                Source = "",
                Destination = peer == _ends?.Peer ? "" : peer,
                SourcePort = local == own ? "" : $"{local}",
                DestinationPort = remote == port ? "" : $"{remote}",
            },
            SegmentField.Destination);
    }

    /// <summary>Takes over what somebody has typed. A field that is typed into is what counts, and no longer the raw bytes that it showed.</summary>
    private async Task TypeAsync(SegmentDraft draft, SegmentField field)
    {
        Take(draft.Raw.Length > 0 && _rawProblem is null ? draft with { Raw = "" } : draft);
        await OnTypedAsync(field);
    }

    private async Task TypeRawAsync(string text)
    {
        Take(DraftOnWire.FollowRaw(_draft with { Raw = text }, _source, _destination));
        _problems = [];
        await OnTypedAsync(SegmentField.Raw);
    }

    private async Task OnTypedAsync(SegmentField field)
    {
        (_isTyped, _isTouched, _review) = (true, true, null);
        _problems = _problems.RemoveAll(p => p.Field == field);
        _ = KeepSoonAsync(isTyping: true);

        // A key comes from outside, where nothing else would draw it.
        StateHasChanged();
        await DraftChanged.InvokeAsync(_draft);
    }

    /// <summary>Writes the payload in the other form; one that can't be read stays, and is told.</summary>
    private async Task TurnPayloadAsync()
    {
        if (DraftOnWire.PayloadOf(_draft, out var problem) is not { } octets)
        {
            _problems = _problems.RemoveAll(p => p.Field == SegmentField.Payload).Add(new FieldProblem(SegmentField.Payload, problem!));
            return;
        }

        var text = _draft.PayloadIsHex ? PayloadText.Print(octets.AsSpan()) : HexText.Print(octets.AsSpan());
        await TypeAsync(_draft with { Payload = text, PayloadIsHex = !_draft.PayloadIsHex }, SegmentField.Payload);
    }

    private async Task BringBackAsync()
    {
        if (_before is not { } before) return;
        _before = _draft;
        _problems = [];
        Take(before);
        await OnTypedAsync(SegmentField.Bits);
    }

    private Task AddAsync(int count) =>
        PutAsync(_target, unchecked((Digits.TryRead(TextOf(_target), out var number) ? number : 0) + (uint)count));

    private Task PutAsync(SegmentField field, uint number)
    {
        _focused = field;
        return TypeAsync(With(field, field is SegmentField.Seq or SegmentField.Ack ? Digits.Group(number) : $"{number}"), field);
    }

    private void Focus(SegmentField field)
    {
        _focused = field;
        if (TextOf(field) is not null) _target = field;
    }

    /// <summary>What is typed in a field that takes a number; none for any other.</summary>
    private string? TextOf(SegmentField field) => field switch
    {
        SegmentField.Seq => _draft.Seq,
        SegmentField.Ack => _draft.Ack,
        SegmentField.Window => _draft.Window,
        SegmentField.Urgent => _draft.Urgent,
        SegmentField.SourcePort => _draft.SourcePort,
        SegmentField.DestinationPort => _draft.DestinationPort,
        SegmentField.Checksum => _draft.Checksum,
        _ => null,
    };

    private SegmentDraft With(SegmentField field, string text) => field switch
    {
        SegmentField.Seq => _draft with { Seq = text },
        SegmentField.Ack => _draft with { Ack = text },
        SegmentField.Window => _draft with { Window = text },
        SegmentField.Urgent => _draft with { Urgent = text },
        SegmentField.SourcePort => _draft with { SourcePort = text },
        SegmentField.DestinationPort => _draft with { DestinationPort = text },
        SegmentField.Checksum => _draft with { Checksum = text },
        _ => _draft,
    };
}
