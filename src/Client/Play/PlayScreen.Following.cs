using System.Text.Json;
using Playground.Client.Numbers;
using Playground.Client.Play.Seats;
using Playground.Contracts;

namespace Playground.Client.Play;

/// <summary>How the page follows the room: what comes, what of it is news, and what happens when the browser is lost.</summary>
public sealed partial class PlayScreen
{
    /// <summary>Follows the room from here on, as the one tab of its reader that plays: who comes last holds the seat.</summary>
    private void Follow()
    {
        _following?.Cancel();
        _following = CancellationTokenSource.CreateLinkedTokenSource(_gone.Token);
        _ = FollowAsync(_me!, _following.Token);
    }

    /// <summary>
    /// A page whose browser is lost leaves the room, so that its reader counts as away, and comes back with it. One that played
    /// elsewhere meanwhile stays as it is: coming back late must not take the seat from the newer tab.
    /// </summary>
    private void OnConnection() => _ = InvokeAsync(() =>
    {
        if (_gone.IsCancellationRequested) return;
        if (!Connection.IsUp) _following?.Cancel();
        else if (!PlaysElsewhere) Follow();
    });

    private async Task FollowAsync(Participant me, CancellationToken gone)
    {
        try
        {
            await foreach (var view in Gateway.WatchAsync(me, Code, gone).WithCancellation(gone))
            {
                await InvokeAsync(() =>
                {
                    if (gone.IsCancellationRequested || (!Show(view) && _isLive)) return;
                    _isLive = true;
                    StateHasChanged();
                });
            }

            await InvokeAsync(() =>
            {
                _isUnknown = _view is null;
                StateHasChanged();
            });
        }
        catch (OperationCanceledException)
        {
            // The page was left.
        }
        catch (Exception problem)
        {
            await DispatchExceptionAsync(problem);
        }
    }

    /// <summary>Takes over a view.</summary>
    /// <returns>False when nothing else has changed than what people show each other, which is drawn by itself.</returns>
    private bool Show(RoomView view)
    {
        if (_view is not null && view.Version < _version) return false;
        var before = _view;
        _version = view.Version;
        _together.Set(view.Together);
        if (before is not null && IsSameRoom(before, view)) return false;
        _wasSolvedHere |= before is { Attempt.IsSolved: false } && view is { Attempt.IsSolved: true };
        _view = view;
        Keys?.Take(this, KeysOf(view));
        _draft ??= view.Draft;
        _along = null;
        Look(view);
        if (view.Together?.Lost is { } lost && before is not null && before.Together?.Lost != lost)
            _ = NoticeAsync(new Sentence("{0} gave the {1}'s seat free while you were away.", lost.By, lost.Host));
        return true;
    }

    /// <summary>The draft names the connection whose TCB and numbers are shown.</summary>
    private void Write(SegmentDraft draft)
    {
        _draft = draft;
        if (_view is not null) Look(_view);
    }

    private void Look(RoomView view)
    {
        _current = ViewEnds.ConnectionOf(view, _draft);
        var along = ViewEnds.Along(view, _draft);
        if (_along is null || (along.Ledger, along.Peer) != (_along.Ledger, _along.Peer)) _along = along;
        var source = ViewEnds.SourceOf(view, _draft);
        _forges = source != view.Seat;
        var sides = Sides.Of(_along, source);
        if (_sides != sides) _sides = sides;
    }

    /// <summary>
    /// True when a view fits into the message that a page begins with, which the circuit takes no more than 32 KiB of. The page of a longer
    /// ladder waits for the first live view instead.
    /// </summary>
    private static bool IsSmall(RoomView view) => view.Rows.Count < 50 && JsonSerializer.SerializeToUtf8Bytes(view).Length < 16_000;

    /// <summary>True when two views differ in nothing but the time and what people show each other.</summary>
    private static bool IsSameRoom(RoomView one, RoomView other) =>
        (one.Together?.PlaysElsewhere, one.Together?.Lost) == (other.Together?.PlaysElsewhere, other.Together?.Lost)
        && one.Hosts.SequenceEqual(other.Hosts) && one.Connections.SequenceEqual(other.Connections) && one.Books.SequenceEqual(other.Books)
        && one == other with
        {
            Version = one.Version,
            Clock = other.Clock with { Now = one.Clock.Now },
            Hosts = one.Hosts,
            Connections = one.Connections,
            Books = one.Books,
            Together = one.Together,
        };
}
