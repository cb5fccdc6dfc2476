using System.Collections.Immutable;
using Playground.Contracts;
using Playground.Tcp;

namespace Playground.Client.Play.Composing;

/// <summary>What the composer asks of the room: to check a draft, to send it, to keep it.</summary>
public sealed partial class Composer
{
    private static readonly SegmentField[] s_firstFields = [SegmentField.Bits, SegmentField.Seq, SegmentField.Ack, SegmentField.Source, SegmentField.Destination];
    private static readonly SegmentField[] s_headerFields =
        [SegmentField.SourcePort, SegmentField.DestinationPort, SegmentField.Urgent, SegmentField.Checksum];
    private static readonly string s_headerIds = string.Join(' ', s_headerFields.Select(IdOf));

    private bool _isSending;
    private ReviewView? _review;
    private SegmentDraft? _next, _kept;
    private CancellationTokenSource? _keeping;

    /// <summary>Sends the segment as it stands; who wants it checked hears first what is wrong with it, and sends it by a second press.</summary>
    public Task SendAsync() => IsOnAutopilot ? Task.CompletedTask : BusyAsync(async draft =>
    {
        if (Help >= Assistance.Check && _review is null && !await PassesAsync(draft)) return;
        var reply = await Ask(new SendSegment(draft));
        Tell(reply);
        if (!reply.IsDone) return;

        // On a phone the further fields lie over the ladder; a segment that was sent is to be seen there.
        (_showsMore, _review, _before, _isTyped, _kept) = (false, null, null, false, null);
    });

    /// <summary>Hands the host to the engine, or takes it back.</summary>
    public Task SwitchAutopilotAsync() => Ask(IsOnAutopilot ? new TakeBack() : new HandToEngine());

    private Task CheckAsync() => BusyAsync(async draft => await PassesAsync(draft));

    private async Task<bool> PassesAsync(SegmentDraft draft)
    {
        var reply = await Ask(new CheckDraft(draft));
        Tell(reply);
        _review = reply.Review;

        // Nothing is said about a segment in another's name: that is no slip.
        return reply.IsDone && reply.Review is null or { CouldBeSent: true };
    }

    private async Task BusyAsync(Func<SegmentDraft, Task> work)
    {
        if (_isSending) return;
        (_isSending, _isTouched) = (true, true);
        try
        {
            await work(Clean(_draft));
        }
        finally
        {
            _isSending = false;
            _ = KeepSoonAsync(isTyping: false);
            StateHasChanged();
        }
    }

    /// <summary>What is wrong is told at its field, and the field is opened where it is folded away.</summary>
    private void Tell(Reply reply)
    {
        _problems = reply.Refusal is { Kind: RefusalKind.BadField } refusal ? [.. refusal.Fields] : [];
        _opensOptions |= Has(SegmentField.Options);
        _opensHeader |= s_headerFields.Any(Has);
        _opensBytes |= Has(SegmentField.Raw);
        _showsMore |= _problems.Any(p => !s_firstFields.Contains(p.Field));
    }

    private bool Has(SegmentField field) => _problems.Any(p => p.Field == field);

    private async Task FillInAsync()
    {
        if (Help == Assistance.FillIn && NextSegment.Of(View, _draft) is { } next) await TypeAsync(next, SegmentField.Bits);
        _problems = [];
    }

    /// <summary>
    /// Tells the room what is typed: the first key at once, so that the others see somebody type, and then whatever has changed at each
    /// rest, until nothing has for the time of one.
    /// </summary>
    private async Task KeepSoonAsync(bool isTyping)
    {
        var isFirst = _keeping is null;
        StopKeeping();
        var keeping = _keeping = new CancellationTokenSource();
        var rest = keeping.Token;
        try
        {
            if (isFirst && isTyping) await KeepAsync();
            do
            {
                await Task.Delay(KeepAfter, rest);
            }
            while (await KeepAsync());
        }
        catch (OperationCanceledException)
        {
            // More was typed, or it was sent: this draft is history.
        }
        finally
        {
            if (_keeping == keeping) _keeping = null;
            keeping.Dispose();
        }
    }

    /// <summary>Keeps the draft, where the room does not have it yet.</summary>
    /// <returns>True when it was told.</returns>
    private async Task<bool> KeepAsync()
    {
        var draft = Clean(_draft);
        if (draft == _kept) return false;
        _kept = draft;
        var reply = await Ask(new KeepDraft(draft));
        if (reply.IsDone) return true;
        _kept = null;
        if (reply.Refusal is not { Kind: RefusalKind.BadField } refusal) return false;

        // What can't be kept would be gone with the page, so whoever typed it is told.
        _problems = _problems.AddRange(refusal.Fields.Where(problem => !Has(problem.Field)));
        StateHasChanged();
        return false;
    }

    private void StopKeeping()
    {
        _keeping?.Cancel();
        _keeping = null;
    }
}
