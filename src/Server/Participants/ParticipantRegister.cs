using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using Playground.Contracts;
using Playground.Server.Storage;
using Playground.Server.Storage.Rows;

namespace Playground.Server.Participants;

/// <summary>The participants who have done something. Who only looked in leaves no row.</summary>
internal sealed class ParticipantRegister(IDbContextFactory<PlaygroundDb> databases, ServerClock clock)
{
    /// <summary>The participant of a request, a circuit or a hub connection, entered in the register if not there yet.</summary>
    /// <param name="user">Its user: <c>HttpContext.User</c>, <c>Hub.Context.User</c> or the authentication state's.</param>
    /// <param name="cancel">Ends the wait early.</param>
    public async ValueTask<Participant> OfAsync(ClaimsPrincipal? user, CancellationToken cancel = default)
    {
        var who = ParticipantIdentity.In(user) ?? throw new InvalidOperationException("This request has passed by the participant's cookie.");
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await FindAsync(db, who.Id, cancel) ?? await EnterAsync(db, who, cancel);
    }

    private static async Task<Participant?> FindAsync(PlaygroundDb db, Guid id, CancellationToken cancel) =>
        await db.Participants.Where(row => row.Id == id).Select(row => new Participant(row.Id, row.Name)).SingleOrDefaultAsync(cancel);

    private async Task<Participant> EnterAsync(PlaygroundDb db, Participant who, CancellationToken cancel)
    {
        db.Participants.Add(new ParticipantRow { Id = who.Id, Name = who.Name, CreatedAt = clock.UtcNow });
        try
        {
            await db.SaveChangesAsync(cancel);
            return who;
        }
        catch (DbUpdateException) when (!cancel.IsCancellationRequested)
        {
            // The same visitor's page and circuit may come at the same moment; the later one finds the earlier one's row.
            return await FindAsync(db, who.Id, cancel) ?? throw new InvalidOperationException($"The participant {who.Name} could not be entered.");
        }
    }
}
