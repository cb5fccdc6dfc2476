using System.Text.Json;
using Playground.Contracts;
using Playground.Tcp;

namespace Playground.Tests.Rooms;

/// <summary>Whatever was asked of a room: folded again from its log, it is what it was.</summary>
public sealed class FoldTests : IAsyncLifetime
{
    private readonly Table _table = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _table.DisposeAsync();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(9)]
    public async Task A_room_folded_from_its_log_shows_every_seat_what_the_live_one_showed(int seed)
    {
        var random = new Random(seed);
        OpenRoom what = (seed % 3) switch { 0 => new OpenChallenge("plus-one"), 1 => new OpenSandbox(), _ => new OpenSandbox(WithFriend: true) };
        string[] before;
        Participant[] people;
        RoomCode room;
        await using (var one = await _table.OpenAsync(what))
        await using (var other = _table.Enter(one.Room, Table.Anybody("Kind Otter")))
        await using (var watcher = _table.Enter(one.Room))
        {
            Place[] places = [one, other, watcher];
            for (var i = 0; i < 80; i++)
            {
                var place = places[random.Next(2)];
                await place.AskAsync(Some(random, await place.NowAsync()));
                _table.Play(random.NextDouble() * 0.1);
            }

            await PauseAsync(one, other);
            before = await TellAsync(places);
            (room, people) = (one.Room, [.. places.Select(place => place.Who)]);
        }

        for (var i = 0; i < 400 && _table.Registry.Count > 0; i++)
        {
            _table.Time.Advance(TimeSpan.FromSeconds(31));
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }

        Assert.Equal(0, _table.Registry.Count);
        await using var again = _table.Enter(room, people[0]);
        await using var otherAgain = _table.Enter(room, people[1]);
        await using var watcherAgain = _table.Enter(room, people[2]);
        Assert.Equal(before, await TellAsync([again, otherAgain, watcherAgain]));
    }

    private static async Task<string[]> TellAsync(IEnumerable<Place> places)
    {
        var told = new List<string>();
        foreach (var place in places)
        {
            var view = await place.NowAsync();
            told.Add(JsonSerializer.Serialize(new
            {
                view.Seat, view.Clock, view.Rows, view.Ledger, view.Draft, view.DraftStamp, view.CanRewind, view.Attempt, view.Link,
                Hosts = view.Hosts.Select(host => host with { IsAway = false }),
            }));
        }

        return [.. told];
    }

    private async Task PauseAsync(Place one, Place other)
    {
        _table.Time.Advance(TimeSpan.FromSeconds(2));
        if ((await one.AskAsync(new PauseClock())).IsDone || (await other.AskAsync(new PauseClock())).IsDone) return;
        await one.DoAsync(new TakeSeat("client"));
        await one.DoAsync(new PauseClock());
    }

    private static RoomAsk Some(Random random, RoomView view) => random.Next(27) switch
    {
        0 => new Rewind(),
        1 => new PauseClock(),
        2 or 3 => new ResumeClock(),
        4 when random.Next(3) == 0 => new StartOver(),
        5 => new TakeSeat("server"),
        6 => new TakeSeat("client"),
        7 when view.Attempt is null => new LeaveSeat(),
        8 => new KeepDraft(new SegmentDraft { Seq = $"half {random.Next()}" }),
        9 => new TakeHint(),
        10 => new RewindTo(new Instant((long)(view.Clock.Now.Microseconds * random.NextDouble()))),
        11 => new SetPace(SetPace.Paces[random.Next(SetPace.Paces.Count)]),
        12 => new StepClock(),
        13 => new SetLink(new LinkSettings { DelayMs = random.Next(200), JitterMs = random.Next(50), LossPercent = random.Next(50), CorruptionPercent = random.Next(20) }, random.Next(2) == 0 ? null : "server"),
        14 => new TouchNext((LinkTouch)random.Next(5), random.Next(2) == 0 ? null : "client"),
        15 => new AddHost((SeatRole)random.Next(3), IsEngine: random.Next(2) == 0),
        16 => new RemoveHost(view.Hosts[^1].Name),
        17 => new SwapSeats(view.Hosts[random.Next(view.Hosts.Length)].Name, IsWanted: random.Next(4) > 0),
        18 => new TakeSeat(view.Hosts[^1].Name),
        19 or 20 when view.Attempt is null => new HandToEngine(),
        21 when view.Attempt is null => new TakeBack(),
        _ => new SendSegment(Segment(random, view) with { Destination = view.Hosts[random.Next(view.Hosts.Length)].Name }),
    };

    /// <summary>Sometimes what an honest TCP would send, sometimes anything.</summary>
    private static SegmentDraft Segment(Random random, RoomView view)
    {
        var heard = view.Rows.OfType<SegmentRow>().LastOrDefault(row => !row.IsMine)?.Segment;
        if (heard is null) return new SegmentDraft { Flags = "SYN", Seq = $"{random.Next()}" };
        var length = (uint)heard.Payload.Length + (heard.Flags.Contains("SYN", StringComparison.Ordinal) ? 1u : 0);
        return random.Next(4) switch
        {
            0 => new SegmentDraft { Flags = ((ControlBits)random.Next(256)).ToNames(), Seq = $"{random.Next()}", Ack = $"{random.Next()}" },
            1 => new SegmentDraft { Flags = "SYN, ACK", Seq = "300", Ack = $"{unchecked(heard.Seq + length)}" },
            2 => new SegmentDraft { Flags = "ACK", Seq = $"{heard.Ack}", Ack = $"{unchecked(heard.Seq + length)}", Payload = "Hello" },
            _ => new SegmentDraft { Flags = "ACK", Seq = $"{heard.Ack}", Ack = $"{unchecked(heard.Seq + length)}" },
        };
    }
}
