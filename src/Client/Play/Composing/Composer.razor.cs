using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Playground.Client.Numbers;
using Playground.Client.Play.Seats;
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

    private static readonly ControlBits[] s_rareBits = [ControlBits.Cwr, ControlBits.Ece];

    private SegmentDraft _draft = new();
    private ControlBits _bits;
    private byte[]? _bytes;
    private int? _length;
    private Sentence? _rawProblem;
    private long? _stamp;
    private Side _side;
    private DraftEnds? _ends;
    private string _hosts = "", _source = "", _destination = "";
    private ImmutableArray<ScreenNumber> _numbers = [];
    private ImmutableArray<FieldProblem> _problems = [];
    private SegmentField _target = SegmentField.Seq;
    private SegmentField? _focused;
    private bool _showsMore, _opensOptions, _opensHeader, _opensBytes;
    private bool _isUnchanged;
    private object? _drawn;

    /// <summary>The room.</summary>
    [Parameter, EditorRequired]
    public RoomView View { get; set; } = default!;

    /// <summary>Whose numbers are whose.</summary>
    [Parameter, EditorRequired]
    public Sides Sides { get; set; } = default!;

    /// <summary>True once the page is live: before that nothing here can have the focus.</summary>
    [Parameter]
    public bool IsLive { get; set; } = true;

    /// <summary>True to count sequence numbers from the ISNs.</summary>
    [Parameter]
    public bool IsRelative { get; set; }

    /// <summary>The numbers are to be counted the other way.</summary>
    [Parameter]
    public EventCallback<bool> IsRelativeChanged { get; set; }

    /// <summary>Asks the room.</summary>
    [Parameter, EditorRequired]
    public Func<RoomAsk, Task<Reply>> Ask { get; set; } = default!;

    /// <summary>The draft has changed.</summary>
    [Parameter]
    public EventCallback<SegmentDraft> DraftChanged { get; set; }

    /// <summary>Another level of help was chosen, or is known from an earlier visit.</summary>
    [Parameter]
    public EventCallback<Assistance> OnHelp { get; set; }

    /// <summary>How long typing rests before the draft is kept.</summary>
    [Parameter]
    public TimeSpan KeepAfter { get; set; } = TimeSpan.FromMilliseconds(400);

    [Inject]
    private IStringLocalizer<Texts> L { get; set; } = default!;

    private bool IsOnAutopilot => View.IsOnAutopilot;

    /// <summary>True until the reader has sent something: what a challenge's prologue has sent was not their doing.</summary>
    private bool IsFirst => View.Attempt is { } attempt ? attempt is { Sends: 0, IsSolved: false } : !View.Rows.Any(row => row is SegmentRow { IsMine: true });

    /// <summary>True where the first tier is played: there it is shown what is to be filled in next, and never with what.</summary>
    private bool Guides => View.Attempt is { IsSolved: false, Challenge.Tier: 1 } && Help >= Assistance.Explain;

    /// <summary>The first part that is still empty; none where none is, or nobody asked for help.</summary>
    private SegmentField? Wanted => !Guides ? null
        : _bits == ControlBits.None ? SegmentField.Bits
        : string.IsNullOrWhiteSpace(_draft.Seq) ? SegmentField.Seq
        : _bits.Has(ControlBits.Ack) && string.IsNullOrWhiteSpace(_draft.Ack) ? SegmentField.Ack
        : null;

    private string? SeqAside =>
        Help == Assistance.Off ? null
        : _bits.Has(ControlBits.Syn) && Sides.Isn(_side) is null ? L["any number will do"].Value
        : Wanted == SegmentField.Seq ? L["the first octet of this segment"].Value
        : OtherWay(_side, _draft.Seq);

    private string? AckAside =>
        Help == Assistance.Off ? null
        : !_bits.Has(ControlBits.Ack) ? L["ACK is off: not read"].Value
        : Wanted == SegmentField.Ack ? L["the number you expect next"].Value
        : OtherWay(_side.Other(), _draft.Ack);

    private string OptionsBrief =>
        _draft.Options.Length == 0 ? L["none"] : DraftOnWire.LengthOfOptions(_draft.Options) is { } octets ? L["{0} of 40 bytes", octets] : L["not readable yet"];

    private string TargetName => _target switch
    {
        SegmentField.Seq => L["seq"],
        SegmentField.Ack => L["ack"],
        _ => L[FieldName(_target)],
    };

    /// <summary>The right checksum is the learner's to work out, unless they have asked to be checked.</summary>
    private string? ChecksumAside =>
        string.IsNullOrWhiteSpace(_draft.Checksum) ? null
        : Help >= Assistance.Check && _bytes is not null ? L["right: {0}", $"0x{DraftOnWire.RightChecksum(_bytes, _source, _destination):x4}"].Value
        : L["by hand"].Value;

    /// <inheritdoc/>
    public override Task SetParametersAsync(ParameterView parameters)
    {
        var isSet = base.SetParametersAsync(parameters);

        // Only what the room tells can leave the composer as it is; what hands do is always drawn.
        _isUnchanged = false;
        return isSet;
    }

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        _ends = ViewEnds.Of(View);
        _hosts = string.Join(' ', View.Hosts.Select(host => host.Name));
        Address(_draft);
        var numbers = ScreenNumbers.Of(View);
        if (!numbers.SequenceEqual(_numbers)) _numbers = numbers;
        var drawn = (_numbers, Sides, _source, _destination, View.Seat, _hosts, View.DraftStamp, View.Attempt is null, IsFirst, IsLive, IsRelative,
            View.Ledger, View.Rows.Count, IsOnAutopilot);
        _isUnchanged = drawn.Equals(_drawn);
        _drawn = drawn;

        // What was said about the draft was said about another position.
        if (!_isUnchanged && !_isSending) _review = null;
        if (_stamp == View.DraftStamp)
        {
            await FollowAsync();
            return;
        }

        StopKeeping();
        var given = View.Draft ?? new SegmentDraft();
        if (_isTyped && _stamp is not null && Clean(_draft) != given) _before = _draft;
        (_stamp, _problems, _review, _isTyped, _isTouched, _kept) = (View.DraftStamp, [], null, false, false, null);
        Take(given);
        _target = !(Guides && given.Seq.Length == 0) && (_bits.Has(ControlBits.Ack) || Sides.Isn(_side.Other()) is not null) ? SegmentField.Ack : SegmentField.Seq;
        await DraftChanged.InvokeAsync(_draft);
    }

    /// <summary>
    /// A composer that nobody has touched shows what was typed elsewhere: in another tab, or in the page before this one, whose last
    /// word comes late.
    /// </summary>
    private async Task FollowAsync()
    {
        _next = NextSegment.Of(View, _draft);
        if (_isTouched || View.Draft is not { } kept || kept == _draft) return;
        _isUnchanged = false;
        Take(kept);
        await DraftChanged.InvokeAsync(_draft);
    }

    /// <summary>A room in which nothing has changed that is shown here leaves the composer alone.</summary>
    protected override bool ShouldRender() => !_isUnchanged;

    private void Take(SegmentDraft draft)
    {
        _draft = draft;
        Address(draft);
        _bits = ControlBitNames.TryParse(draft.Flags, out var bits) ? bits : ControlBits.None;
        _length = DraftOnWire.PayloadOf(draft, out _)?.Length;
        _bytes = DraftOnWire.Of(Clean(draft), _source, _destination);
        _rawProblem = DraftOnWire.ProblemOfRaw(draft, _source, _destination);
        _next = NextSegment.Of(View, draft);
    }

    /// <summary>Whose the numbers are, and the sockets that the draft goes between where it names no ports.</summary>
    private void Address(SegmentDraft draft)
    {
        var source = ViewEnds.SourceOf(View, draft);
        _side = Sides.Of(source ?? "");
        var ends = _ends?.Read(draft, ImmutableArray.CreateBuilder<FieldProblem>());
        (_source, _destination) = (ends?.Local.ToString() ?? "", ends?.Remote.ToString() ?? "");
    }

    private uint? BaseOf(Side side) => IsRelative ? Sides.Isn(side) : null;

    /// <summary>The same number counted the other way: from the ISN while the field shows it as on the wire, and the reverse.</summary>
    private string? OtherWay(Side side, string typed)
    {
        if (!Digits.TryRead(typed, out var number)) return null;
        if (IsRelative) return Sides.Isn(side) is null ? L["raw: the first number is not known yet"] : L["raw {0}", Digits.Group(number)];
        return Sides.Relative(side, number) is { } relative ? L["relative {0}", relative].Value : null;
    }

    private Sentence? Problem(SegmentField field) => _problems.FirstOrDefault(p => p.Field == field)?.Problem;

    private IEnumerable<(SegmentField Field, string Label, string Value, string Hint)> HeaderFields() =>
    [
        (SegmentField.SourcePort, L["Source port"], _draft.SourcePort, $"{DraftOnWire.PortOf(_source)}"),
        (SegmentField.DestinationPort, L["Destination port"], _draft.DestinationPort, $"{DraftOnWire.PortOf(_destination)}"),
        (SegmentField.Urgent, L["Urgent pointer"], _draft.Urgent, "0"),
        (SegmentField.Checksum, L["Checksum"], _draft.Checksum, L["automatic"]),
    ];

    private static string FieldName(SegmentField field) => field switch
    {
        SegmentField.Bits => "control bits",
        SegmentField.Raw => "raw bytes",
        SegmentField.Source => "source",
        SegmentField.Destination => "destination",
        _ => HeaderParts.Fixed.Append(HeaderParts.Options).Append(HeaderParts.Payload).First(part => part.Field == field).Label,
    };

    private static string IdOf(SegmentField field) =>
        field == SegmentField.Raw ? "raw" : HeaderParts.Fixed.Append(HeaderParts.Options).Append(HeaderParts.Payload).First(part => part.Field == field).Name;

    /// <summary>The draft as a program would have typed it: the gaps between the digits are for people.</summary>
    private static SegmentDraft Clean(SegmentDraft draft) =>
        draft with { Seq = Digits.Strip(draft.Seq), Ack = Digits.Strip(draft.Ack), Window = Digits.Strip(draft.Window) };
}
