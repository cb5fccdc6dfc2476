using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Playground.Contracts;
using Playground.Server.Accounts;
using Playground.Server.Storage.Rows;

namespace Playground.Server.Storage;

/// <summary>Everything that outlives the process. Nothing in the model is SQLite's own, so that it can move to PostgreSQL.</summary>
public sealed class PlaygroundDb(DbContextOptions<PlaygroundDb> options) : IdentityUserContext<Instructor>(options)
{
    /// <summary>The participants.</summary>
    public DbSet<ParticipantRow> Participants => Set<ParticipantRow>();

    /// <summary>The rooms.</summary>
    public DbSet<RoomRow> Rooms => Set<RoomRow>();

    /// <summary>The rooms' logs.</summary>
    public DbSet<InputRow> Inputs => Set<InputRow>();

    /// <summary>The half-typed segments.</summary>
    public DbSet<DraftRow> Drafts => Set<DraftRow>();

    /// <summary>The attempts at challenges.</summary>
    public DbSet<AttemptRow> Attempts => Set<AttemptRow>();

    /// <summary>The misconceptions met in attempts.</summary>
    public DbSet<AttemptMisconceptionRow> AttemptMisconceptions => Set<AttemptMisconceptionRow>();

    /// <summary>The challenges that instructors write.</summary>
    public DbSet<AuthoredChallengeRow> AuthoredChallenges => Set<AuthoredChallengeRow>();

    /// <summary>The keys that cookies are signed with.</summary>
    public DbSet<DataProtectionKeyRow> DataProtectionKeys => Set<DataProtectionKeyRow>();

    /// <summary>The link that lets the first instructor in.</summary>
    public DbSet<SetupLinkRow> SetupLinks => Set<SetupLinkRow>();

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        ArgumentNullException.ThrowIfNull(configurationBuilder);
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<DateTime>().HaveConversion<Utc>();
    }

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        base.OnModelCreating(builder);
        builder.Entity<ParticipantRow>(participant =>
        {
            participant.Property(p => p.HomeRoom).HasMaxLength(RoomCode.Length);
            participant.HasIndex(p => p.PhraseHash).IsUnique();
        });
        ShapeRooms(builder);
        ShapeAttempts(builder);
        builder.Entity<AuthoredChallengeRow>().HasIndex(row => new { row.Author, row.ChangedAt });
    }

    private static void ShapeRooms(ModelBuilder builder)
    {
        builder.Entity<RoomRow>(room =>
        {
            room.HasKey(r => r.Code);
            room.Property(r => r.Code).HasMaxLength(RoomCode.Length);
            room.HasIndex(r => r.UsedAt);
        });
        builder.Entity<InputRow>(input =>
        {
            input.HasKey(i => new { i.Room, i.Index });
            input.HasOne<RoomRow>().WithMany().HasForeignKey(i => i.Room).OnDelete(DeleteBehavior.Cascade);

            // Where somebody ever sat; all that is played costs this index nothing.
            input.HasIndex(i => i.Who).HasFilter("\"Kind\" = 'SatDown'");
        });
        builder.Entity<DraftRow>(draft =>
        {
            draft.HasKey(d => new { d.Room, d.Participant });
            draft.HasOne<RoomRow>().WithMany().HasForeignKey(d => d.Room).OnDelete(DeleteBehavior.Cascade);
        });
    }

    private static void ShapeAttempts(ModelBuilder builder)
    {
        builder.Entity<AttemptRow>(attempt =>
        {
            attempt.Property(a => a.Room).HasMaxLength(RoomCode.Length);
            attempt.HasIndex(a => a.Room).IsUnique();
            attempt.HasIndex(a => new { a.Participant, a.Challenge, a.StartedAt });
        });
        builder.Entity<AttemptMisconceptionRow>(misconception =>
        {
            misconception.HasKey(m => new { m.Attempt, m.Name });
            misconception.HasOne<AttemptRow>().WithMany().HasForeignKey(m => m.Attempt).OnDelete(DeleteBehavior.Cascade);
        });
    }

    /// <summary>SQLite forgets that a time was UTC, and PostgreSQL takes no other.</summary>
    private sealed class Utc() : ValueConverter<DateTime, DateTime>(time => time, time => DateTime.SpecifyKind(time, DateTimeKind.Utc));
}
