using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using Playground.Server.Storage;
using Playground.Server.Storage.Rows;

namespace Playground.Server.Rooms;

/// <summary>
/// Writes the inputs of all rooms. Those that come while a transaction is under way go together into the next one, so that many
/// rooms cost little more than one.
/// </summary>
internal sealed class LogWriter(IDbContextFactory<PlaygroundDb> databases) : BackgroundService
{
    private const int MostRowsAtOnce = 512;

    private readonly Channel<Batch> _waiting = Channel.CreateBounded<Batch>(4096);

    /// <summary>Appends rows to a room's log. When it returns they are in the database.</summary>
    public async Task AppendAsync(IReadOnlyList<InputRow> rows)
    {
        var batch = new Batch(rows, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        await _waiting.Writer.WriteAsync(batch);
        await batch.Written.Task;
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var batches = new List<Batch>();
        try
        {
            while (await _waiting.Reader.WaitToReadAsync(stoppingToken))
            {
                batches.Clear();
                for (var rows = 0; rows < MostRowsAtOnce && _waiting.Reader.TryRead(out var batch); rows += batch.Rows.Count) batches.Add(batch);
                await WriteAsync(batches);
            }
        }
        finally
        {
            _waiting.Writer.TryComplete();
            while (_waiting.Reader.TryRead(out var batch)) batch.Written.TrySetCanceled(CancellationToken.None);
        }
    }

    private async Task WriteAsync(List<Batch> batches)
    {
        try
        {
            await SaveAsync(batches.SelectMany(batch => batch.Rows));
            foreach (var batch in batches) batch.Written.SetResult();
        }
        catch (DbUpdateException) when (batches.Count > 1)
        {
            // One room's bad row must not stop the others: each gets its own transaction, and its own answer.
            foreach (var batch in batches) await WriteAsync([batch]);
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            // Told to the room that asked, which refuses what it was asked and stays as it was.
            foreach (var batch in batches) batch.Written.SetException(problem);
        }
    }

    private async Task SaveAsync(IEnumerable<InputRow> rows)
    {
        await using var db = await databases.CreateDbContextAsync();
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        db.Inputs.AddRange(rows);
        await db.SaveChangesAsync();
    }

    private sealed record Batch(IReadOnlyList<InputRow> Rows, TaskCompletionSource Written);
}
