using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Playground.Contracts;
using Playground.Server.Rooms;
using Playground.Server.Storage;

namespace Playground.Server.Participants;

/// <summary>
/// Recovery phrases. The database holds what a phrase comes to after a hash that is slow on purpose, so that who reads it there can't go
/// back; it is the same for the same phrase, so that it can be found.
/// </summary>
internal sealed class RecoveryPhrases(IDbContextFactory<PlaygroundDb> databases, ServerClock clock) : IDisposable
{
    private const int Rounds = 200_000;
    private const int HashOctets = 32;

    // A class behind one address tries and errs together; who guesses would need many lives even so.
    private const double BurstOfOne = 8, PerSecondOfOne = 0.2;
    private const double BurstOfAddress = 120, PerSecondOfAddress = 2;

    private static readonly Refusal s_tooFast = new(RefusalKind.TooFast, new Sentence("That was tried too often. Wait a minute, then try again."));
    private static readonly byte[] s_salt = Encoding.UTF8.GetBytes("handshake-playground recovery phrase");

    private readonly ConcurrentDictionary<string, TokenBucket> _buckets = new();

    // One at a time: hashes are slow, and the rooms need the processor too.
    private readonly SemaphoreSlim _hashing = new(1);

    /// <summary>Makes a phrase for a participant; the one before it ends.</summary>
    public async Task<PhraseReply> MakeAsync(Participant who, CancellationToken cancel)
    {
        if (TooFast(who, null) is { } tooFast) return new PhraseReply(null, tooFast);
        var phrase = PhraseWords.Make();
        var hash = await HashAsync(phrase, cancel);
        await using var db = await databases.CreateDbContextAsync(cancel);
        var made = await db.Participants.Where(row => row.Id == who.Id).ExecuteUpdateAsync(set => set.SetProperty(row => row.PhraseHash, hash), cancel);
        return made == 1 ? new PhraseReply(phrase) : new PhraseReply(null, new Refusal(RefusalKind.NotHere, new Sentence("You were forgotten here. Reload the page, then go on as somebody new.")));
    }

    /// <summary>Whose phrase it is; none where it is nobody's.</summary>
    /// <param name="typed">As it was typed.</param>
    public async Task<Participant?> FindAsync(string? typed, CancellationToken cancel)
    {
        if (PhraseWords.Read(typed) is not { } phrase) return null;
        var hash = await HashAsync(phrase, cancel);
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await db.Participants.Where(row => row.PhraseHash == hash).Select(row => new Participant(row.Id, row.Name)).SingleOrDefaultAsync(cancel);
    }

    /// <summary>Counts a try; refused where there were too many, from this cookie or from this address.</summary>
    public Refusal? TooFast(Participant who, string? address)
    {
        if (_buckets.Count > 10_000)
        {
            foreach (var (key, old) in _buckets.Where(pair => pair.Value.IsFullAt(clock.Elapsed))) _buckets.TryRemove(new(key, old));
        }

        var isFine = TryTake($"{who.Id:N}", BurstOfOne, PerSecondOfOne) && (address is null || TryTake(address, BurstOfAddress, PerSecondOfAddress));
        return isFine ? null : s_tooFast;
    }

    /// <inheritdoc/>
    public void Dispose() => _hashing.Dispose();

    private bool TryTake(string key, double burst, double perSecond)
    {
        var bucket = _buckets.GetOrAdd(key, _ => new TokenBucket(burst, perSecond));
        lock (bucket) return bucket.TryTake(clock.Elapsed, out _);
    }

    private async Task<string> HashAsync(string phrase, CancellationToken cancel)
    {
        await _hashing.WaitAsync(cancel);
        try
        {
            return await Task.Run(() => Convert.ToHexString(Rfc2898DeriveBytes.Pbkdf2(phrase, s_salt, Rounds, HashAlgorithmName.SHA256, HashOctets)), cancel);
        }
        finally
        {
            _hashing.Release();
        }
    }
}
