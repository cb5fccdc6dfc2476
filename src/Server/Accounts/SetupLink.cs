using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Playground.Server.Storage;
using Playground.Server.Storage.Rows;

namespace Playground.Server.Accounts;

/// <summary>
/// The link on the console that makes its reader the first instructor: who can read the console owns the server. It works once,
/// until the next start prints another, and never again once there is an instructor.
/// </summary>
internal sealed class SetupLink(PlaygroundDb db, UserManager<Instructor> accounts, ServerClock clock)
{
    private const int TokenBytes = 32;

    /// <summary>True once the first instructor has come.</summary>
    public Task<bool> IsOverAsync() => db.Users.AnyAsync();

    /// <summary>Makes the link of this start; every earlier one ends.</summary>
    /// <returns>The path, with a token that is kept nowhere; none when there is an instructor.</returns>
    public async Task<string?> IssueAsync()
    {
        await db.SetupLinks.ExecuteDeleteAsync();
        if (await IsOverAsync()) return null;
        var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(TokenBytes));
        db.SetupLinks.Add(new SetupLinkRow { Hash = Hash(token), CreatedAt = clock.UtcNow });
        await db.SaveChangesAsync();
        return $"{AccountPaths.Setup}?token={token}";
    }

    /// <summary>True while the link with this token works.</summary>
    public async Task<bool> WorksAsync(string? token)
    {
        var hash = Hash(token);
        return await db.SetupLinks.AnyAsync(link => link.Hash == hash) && !await IsOverAsync();
    }

    /// <summary>Makes the instructor and ends the link, both or neither.</summary>
    /// <returns>The instructor; none with what is wrong with the address or password, or with nothing when the link has ended.</returns>
    public async Task<(Instructor? Instructor, IEnumerable<IdentityError> Problems)> UseAsync(string? token, string email, string password)
    {
        var hash = Hash(token);
        await using var all = await db.Database.BeginTransactionAsync();
        if (await db.SetupLinks.Where(link => link.Hash == hash).ExecuteDeleteAsync() == 0 || await IsOverAsync()) return (null, []);
        var instructor = new Instructor { UserName = email, Email = email };
        var made = await accounts.CreateAsync(instructor, password);
        if (!made.Succeeded) return (null, made.Errors);
        await all.CommitAsync();
        return (instructor, []);
    }

    // The token is as random as its hash, so a plain fast hash is enough, and comparing hashes gives nothing away.
    private static string Hash(string? token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token ?? "")));
}
