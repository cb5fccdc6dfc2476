using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Microsoft.JSInterop;
using Playground.Client.Numbers;
using Playground.Contracts;
using Playground.Tcp;

namespace Playground.Client.Play.Composing;

/// <summary>
/// The segment that the reader is making. What is typed stays here and is told to the room after a pause; the room's draft is
/// taken over only when its stamp says that the room itself has set it.
/// </summary>
public sealed partial class Composer : IAsyncDisposable
{
    /// <summary>
    /// What a field takes at most, so that no paste is longer than a circuit's message, which would end the page. More than the room
    /// takes, so that it is the room that says what is too long.
    /// </summary>
    public const int MostCharacters = 200;

    private const int MostCharactersOfOptions = 1_500;
    private const int MostCharactersOfPayload = 7_000;

    private static readonly SegmentField[] s_plainFields =
        [SegmentField.Window, SegmentField.Payload, SegmentField.Options, SegmentField.Checksum];

    private SegmentDraft _draft = new();
    private ControlBits _bits;
    private byte[]? _bytes;
    private int _length;
    private long? _stamp;
    private Side _side;
    private string _source = "", _destination = "";
    private ImmutableArray<uint> _numbers = [];
    private ImmutableArray<FieldProblem> _problems = [];
    private SegmentField _target = SegmentField.Seq;
    private SegmentField? _focused;
    private bool _isSending;
    private bool _showsMore;
    private bool _hasOffered;
    private ElementReference _sendButton;
    private CancellationTokenSource? _keeping;

    /// <summary>The room.</summary>
    [Parameter, EditorRequired]
    public RoomView View { get; set; } = default!;

    /// <summary>Whose numbers are whose.</summary>
    [Parameter, EditorRequired]
    public Sides Sides { get; set; } = default!;

    /// <summary>True once the page is live: before that nothing here can have the focus.</summary>
    [Parameter]
    public bool IsLive { get; set; } = true;

    /// <summary>Asks the room.</summary>
    [Parameter, EditorRequired]
    public Func<RoomAsk, Task<Reply>> Ask { get; set; } = default!;

    /// <summary>The draft has changed.</summary>
    [Parameter]
    public EventCallback<SegmentDraft> DraftChanged { get; set; }

    /// <summary>How long typing rests before the draft is kept.</summary>
    [Parameter]
    public TimeSpan KeepAfter { get; set; } = TimeSpan.FromMilliseconds(400);

    [Inject]
    private IStringLocalizer<Texts> L { get; set; } = default!;

    [Inject]
    private IJSRuntime JS { get; set; } = default!;

    private bool IsFirst => !View.Rows.Any(row => row is SegmentRow { IsMine: true });

    private string? SeqAside =>
        _bits.Has(ControlBits.Syn) && Sides.Isn(_side) is null ? L["any number will do"] : Relative(_side, _draft.Seq);

    private string? AckAside => _bits.Has(ControlBits.Ack) ? Relative(_side.Other(), _draft.Ack) : L["ACK is off: not read"];

    /// <summary>Switches a control bit.</summary>
    public Task ToggleAsync(ControlBits bit)
    {
        _focused = SegmentField.Bits;
        if (bit == ControlBits.Ack && !_bits.Has(bit) && !_bits.Has(ControlBits.Syn)) _target = SegmentField.Ack;
        return TypeAsync(_draft with { Flags = (_bits ^ bit).ToNames() }, SegmentField.Bits);
    }

    /// <summary>Sends the segment as it stands.</summary>
    public async Task SendAsync()
    {
        if (_isSending) return;
        _isSending = true;
        StopKeeping();
        try
        {
            var reply = await Ask(new SendSegment(Clean(_draft)));
            _problems = reply.Refusal is { Kind: RefusalKind.BadField } refusal ? [.. refusal.Fields] : [];

            // On a phone the further fields lie over the ladder; a segment that was sent is to be seen there.
            _showsMore = _problems.Any(p => s_plainFields.Contains(p.Field));
        }
        finally
        {
            _isSending = false;
            StateHasChanged();
        }
    }

    /// <summary>What was typed last is kept, even when the page goes away in the middle of a word.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_keeping is null) return;
        StopKeeping();
        await Ask(new KeepDraft(Clean(_draft)));
    }

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        _side = Sides.Of(View.Seat ?? "");
        _numbers = ScreenNumbers.Of(View);
        _source = View.Hosts.FirstOrDefault(h => h.Name == View.Seat)?.Socket ?? "";
        _destination = View.Hosts.FirstOrDefault(h => h.Name != View.Seat)?.Socket ?? "";
        if (_stamp == View.DraftStamp) return;
        _stamp = View.DraftStamp;
        StopKeeping();
        _problems = [];
        Take(View.Draft ?? new SegmentDraft());
        _target = _bits.Has(ControlBits.Ack) || _numbers.Length > 1 ? SegmentField.Ack : SegmentField.Seq;
        await DraftChanged.InvokeAsync(_draft);
    }

    /// <summary>The one glowing button has the focus at first, so that Enter is enough.</summary>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_hasOffered || !IsLive) return;
        _hasOffered = true;
        if (!IsFirst) return;
        try
        {
            await using var module = await JS.InvokeAsync<IJSObjectReference>(
                "import", "./_content/Playground.Client/Play/Composing/Composer.razor.js");
            await module.InvokeVoidAsync("offerFocus", _sendButton);
        }
        catch (JSDisconnectedException)
        {
            // Nobody is left to press it.
        }
    }

    private async Task TypeAsync(SegmentDraft draft, SegmentField field)
    {
        Take(draft);
        _problems = _problems.RemoveAll(p => p.Field == field);
        _ = KeepSoonAsync();
        await DraftChanged.InvokeAsync(_draft);
    }

    private void Take(SegmentDraft draft)
    {
        _draft = draft;
        _bits = ControlBitNames.TryParse(draft.Flags, out var bits) ? bits : ControlBits.None;
        _length = DraftOnWire.LengthOf(draft.Payload);
        _bytes = DraftOnWire.Of(Clean(draft), _source, _destination);
    }

    private Task PickAsync(uint number) => PutAsync(number);

    private Task AddAsync(int count)
    {
        var typed = _target == SegmentField.Seq ? _draft.Seq : _draft.Ack;
        return PutAsync(unchecked((Digits.TryRead(typed, out var number) ? number : 0) + (uint)count));
    }

    private Task PutAsync(uint number)
    {
        _focused = _target;
        var text = Digits.Group(number);
        return TypeAsync(_target == SegmentField.Seq ? _draft with { Seq = text } : _draft with { Ack = text }, _target);
    }

    private void Focus(SegmentField field)
    {
        _focused = field;
        if (field is SegmentField.Seq or SegmentField.Ack) _target = field;
    }

    private async Task KeepSoonAsync()
    {
        StopKeeping();
        var keeping = _keeping = new CancellationTokenSource();
        try
        {
            await Task.Delay(KeepAfter, keeping.Token);
            if (_keeping == keeping) _keeping = null;
            await Ask(new KeepDraft(Clean(_draft)));
        }
        catch (OperationCanceledException)
        {
            // More was typed, or it was sent: this draft is history.
        }
        finally
        {
            keeping.Dispose();
        }
    }

    private void StopKeeping()
    {
        _keeping?.Cancel();
        _keeping = null;
    }

    private string? Relative(Side side, string typed) =>
        Digits.TryRead(typed, out var number) && Sides.Relative(side, number) is { } relative ? L["relative {0}", relative].Value : null;

    private Sentence? Problem(SegmentField field) => _problems.FirstOrDefault(p => p.Field == field)?.Problem;

    /// <summary>The draft as a program would have typed it: the gaps between the digits are for people.</summary>
    private static SegmentDraft Clean(SegmentDraft draft) =>
        draft with { Seq = Digits.Strip(draft.Seq), Ack = Digits.Strip(draft.Ack), Window = Digits.Strip(draft.Window) };
}
