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
    private SegmentDraft? _next;
    private CancellationTokenSource? _keeping;

    /// <summary>Sends the segment as it stands; who wants it checked hears first what is wrong with it, and sends it by a second press.</summary>
    public Task SendAsync() => IsOnAutopilot ? Task.CompletedTask : BusyAsync(async draft =>
    {
        if (Help >= Assistance.Check && _review is null && !await PassesAsync(draft)) return;
        var reply = await Ask(new SendSegment(draft));
        Tell(reply);
        if (!reply.IsDone) return;

        // On a phone the further fields lie over the ladder; a segment that was sent is to be seen there.
        (_showsMore, _review, _before, _isTyped) = (false, null, null, false);
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
            _ = KeepSoonAsync();
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

    private async Task KeepSoonAsync()
    {
        StopKeeping();
        var keeping = _keeping = new CancellationTokenSource();
        try
        {
            await Task.Delay(KeepAfter, keeping.Token);
            if (_keeping == keeping) _keeping = null;
            var reply = await Ask(new KeepDraft(Clean(_draft)));
            if (reply.Refusal is not { Kind: RefusalKind.BadField } refusal) return;

            // What can't be kept would be gone with the page, so whoever typed it is told.
            _problems = _problems.AddRange(refusal.Fields.Where(problem => !Has(problem.Field)));
            StateHasChanged();
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
}
