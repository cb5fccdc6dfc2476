using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Playground.Server.Storage;
using Playground.Server.Storage.Rows;

namespace Playground.Tests.Storage;

public sealed class PlaygroundDbTests : IAsyncDisposable
{
    private readonly PlaygroundApp _app = new();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public void The_migrations_say_what_the_model_says()
    {
        using var db = Open();
        Assert.False(db.Database.HasPendingModelChanges());
    }

    [Theory]
    [InlineData("journal_mode", "wal")]
    [InlineData("synchronous", "1")]
    [InlineData("busy_timeout", "5000")]
    [InlineData("foreign_keys", "1")]
    public void Every_connection_has_its_settings(string pragma, string value)
    {
        using var db = Open();
        db.Database.OpenConnection();
        using var command = db.Database.GetDbConnection().CreateCommand();
#pragma warning disable CA2100 // the names above, no input
        command.CommandText = $"PRAGMA {pragma}";
#pragma warning restore CA2100
        Assert.Equal(value, command.ExecuteScalar()?.ToString());
    }

    [Fact]
    public async Task A_room_takes_its_log_and_drafts_with_it()
    {
        await using (var db = Open())
        {
            db.Add(new RoomRow { Code = "ABCDEF", Setup = "{}", CreatedAt = DateTime.UtcNow, UsedAt = DateTime.UtcNow });
            db.Add(new InputRow { Room = "ABCDEF", Index = 0, Kind = "send", Body = "{}" });
            db.Add(new DraftRow { Room = "ABCDEF", Participant = Guid.NewGuid(), Body = "{}" });
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        await using (var db = Open())
        {
            await db.Rooms.ExecuteDeleteAsync(TestContext.Current.CancellationToken);
            Assert.Equal(0, await db.Inputs.CountAsync(TestContext.Current.CancellationToken));
            Assert.Equal(0, await db.Drafts.CountAsync(TestContext.Current.CancellationToken));
        }
    }

    [Fact]
    public async Task A_time_comes_back_as_the_same_instant()
    {
        var noon = new DateTime(2026, 3, 1, 12, 0, 0, 123, DateTimeKind.Utc);
        await using (var db = Open())
        {
            db.Add(new ParticipantRow { Id = Guid.NewGuid(), Name = "Brave Otter", CreatedAt = noon });
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        await using (var db = Open())
        {
            var back = (await db.Participants.SingleAsync(TestContext.Current.CancellationToken)).CreatedAt;
            Assert.Equal((noon, DateTimeKind.Utc), (back, back.Kind));
        }
    }

    private PlaygroundDb Open()
    {
        _ = _app.Address;
        return _app.Services.GetRequiredService<IDbContextFactory<PlaygroundDb>>().CreateDbContext();
    }
}
