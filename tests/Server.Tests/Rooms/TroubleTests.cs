using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Playground.Contracts;
using Playground.Server.Rooms;
using Playground.Tcp;

namespace Playground.Tests.Rooms;

/// <summary>What a room does while the database takes nothing, or takes long.</summary>
public sealed class TroubleTests : IAsyncLifetime
{
    private readonly Table _table = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _table.DisposeAsync();

    [Fact]
    public async Task What_could_not_be_written_is_refused_and_did_not_happen()
    {
        await using var me = await _table.OpenAsync();
        await RefuseAsync("INSERT ON Inputs", "NEW.Kind = 'SegmentMade'");
        var reply = await me.AskAsync(Syn(5));
        Assert.Equal(RefusalKind.NotWritten, reply.Refusal?.Kind);
        Assert.Empty((await me.NowAsync()).Rows);
        await AllowAsync();
        await me.SendAsync(ControlBits.Syn, 5);
        _table.Play(0.1);
        await me.HearsAsync("server", ControlBits.SynAck);
    }

    [Fact]
    public async Task A_draft_that_could_not_be_written_is_refused_too()
    {
        await using var me = await _table.OpenAsync();
        await RefuseAsync("INSERT ON Drafts");
        Assert.Equal(RefusalKind.NotWritten, (await me.AskAsync(new KeepDraft(new SegmentDraft()))).Refusal?.Kind);
    }

    [Fact]
    public async Task Changing_seats_happens_as_a_whole_or_not_at_all()
    {
        await using var me = await _table.OpenAsync();
        await RefuseAsync("INSERT ON Inputs", "NEW.Kind = 'SatDown'");
        var before = await Database.QueryAsync(_table.Database, "SELECT COUNT(*) FROM Inputs");
        Assert.NotNull((await me.AskAsync(new TakeSeat("server"))).Refusal);
        Assert.Equal(before, await Database.QueryAsync(_table.Database, "SELECT COUNT(*) FROM Inputs"));
        Assert.Equal("client", (await me.NowAsync()).Seat);
        await AllowAsync();
        await me.DoAsync(new TakeSeat("server"));
        Assert.Equal("server", (await me.NowAsync()).Seat);
    }

    [Fact]
    public async Task Time_goes_on_by_itself_once_it_can_be_written_again()
    {
        await using var me = await _table.OpenAsync();
        await me.SendAsync(ControlBits.Syn, 5);
        await RefuseAsync("INSERT ON Inputs", "NEW.Kind = 'TimePassed'");
        _table.Play(0.05);
        await me.NowAsync();
        await AllowAsync();
        for (var i = 0; i < 20; i++)
        {
            _table.Time.Advance(TimeSpan.FromSeconds(1));
            await me.NowAsync();
        }

        await me.HearsAsync("server", ControlBits.SynAck);
    }

    [Fact]
    public async Task Points_that_could_not_be_entered_are_entered_later()
    {
        await using var me = await _table.OpenAsync(new OpenChallenge("plus-one"));
        var synAck = (await me.HearsAsync("server", ControlBits.SynAck)).Segment;
        await RefuseAsync("UPDATE ON Attempts");
        await me.SendAsync(ControlBits.Ack, synAck.Ack, synAck.Seq + 1);
        _table.Play(0.1);
        await me.SeesAsync(view => view.Attempt!.IsSolved);
        Assert.Equal([""], await Database.QueryAsync(_table.Database, "SELECT Points FROM Attempts"));
        await AllowAsync();
        for (var i = 0; i < 20; i++)
        {
            _table.Time.Advance(TimeSpan.FromSeconds(1));
            await me.NowAsync();
        }

        Assert.Equal(["120"], await Database.QueryAsync(_table.Database, "SELECT Points FROM Attempts"));
    }

    [Fact]
    public async Task A_room_that_could_not_be_made_is_refused()
    {
        await RefuseAsync("INSERT ON Rooms");
        Assert.Equal(RefusalKind.NotWritten, (await _table.TryOpenAsync(new OpenSandbox())).Refusal?.Kind);
    }

    [Fact]
    public async Task A_room_can_be_looked_at_while_nothing_can_be_written()
    {
        await using var me = await _table.OpenAsync();
        await me.SendAsync(ControlBits.Syn, 5);
        await me.DisposeAsync();
        await LeaveMemoryAsync();
        await using var db = await OpenDatabaseAsync();
        await ExecuteAsync(db, "CREATE TRIGGER rooms BEFORE UPDATE ON Rooms BEGIN SELECT RAISE(ABORT, 'the disk is full'); END");
        await RefuseAsync("INSERT ON Inputs");
        await using var again = _table.Enter(me.Room, me.Who);
        await again.HearsAsync("client", ControlBits.Syn);
    }

    [Fact]
    public async Task Who_leaves_while_the_mailbox_is_full_has_left()
    {
        await using var me = await _table.OpenAsync();
        var crowd = new List<Place>();
        for (var i = 0; i < 300; i++)
        {
            crowd.Add(_table.Enter(me.Room));
            await crowd[^1].SeesAsync(_ => true);
        }

        Task<Reply> slow;
        await using (var other = await OpenDatabaseAsync())
        {
            await ExecuteAsync(other, "BEGIN IMMEDIATE");
            slow = me.AskAsync(Syn(5));
            foreach (var one in crowd) await one.DisposeAsync();
            await ExecuteAsync(other, "ROLLBACK");
        }

        Assert.Null((await slow).Refusal);
        await using var late = _table.Enter(me.Room);

        // A leaving for which the mailbox had no room may come in after who enters now, but it does come.
        await late.SeesAsync(view => view.Watchers == 1);
    }

    [Fact]
    public async Task However_much_is_asked_of_a_room_it_waits_for_one_wake_up_and_for_none_once_it_has_left_memory()
    {
        var scheduler = _table.Services.GetRequiredService<RoomScheduler>();
        await using (var me = await _table.OpenAsync())
        {
            await me.SendAsync(ControlBits.Syn, 5);
            _table.Play(0.1);
            await me.HearsAsync("server", ControlBits.SynAck);
            for (var i = 0; i < 30; i++) await me.SendAsync(ControlBits.Psh, 1);
            _table.Play(0.1);
            await me.NowAsync();
            Assert.Equal(1, scheduler.Count);
        }

        await LeaveMemoryAsync();
        Assert.Equal(0, scheduler.Count);
    }

    private async Task LeaveMemoryAsync()
    {
        for (var i = 0; i < 400 && _table.Registry.Count > 0; i++)
        {
            _table.Time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }

        Assert.Equal(0, _table.Registry.Count);
    }

    private static SendSegment Syn(uint seq) => new(new SegmentDraft { Flags = "SYN", Seq = $"{seq}" });

    /// <summary>Lets the database refuse a kind of write, as a full disk refuses all.</summary>
    private async Task RefuseAsync(string write, string when = "1")
    {
        await using var db = await OpenDatabaseAsync();
        await ExecuteAsync(db, $"CREATE TRIGGER trouble BEFORE {write} WHEN {when} BEGIN SELECT RAISE(ABORT, 'the disk is full'); END");
    }

    private async Task AllowAsync()
    {
        await using var db = await OpenDatabaseAsync();
        await ExecuteAsync(db, "DROP TRIGGER trouble");
    }

    private async Task<SqliteConnection> OpenDatabaseAsync()
    {
        var connection = new SqliteConnection($"Data Source={_table.Database};Pooling=False");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        return connection;
    }

    private static async Task ExecuteAsync(SqliteConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The statement is the test's own.
        command.CommandText = sql;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
