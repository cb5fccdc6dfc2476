using Playground.Server.Accounts;
using Playground.Server.Storage;

namespace Playground.Server.Startup;

/// <summary>How the server starts, and what it says at the console.</summary>
internal static class Opening
{
    /// <summary>Runs until it is stopped; says in one sentence what keeps it from starting.</summary>
    /// <returns>The process's exit code.</returns>
    public static async Task<int> RunOrExplainAsync(this WebApplication app)
    {
        try
        {
            await using (app)
            {
                app.RequireFreeAddress();
                app.PrepareStorage();
                await app.ListenAsync();
                await app.AnnounceAsync();
                await app.WaitForShutdownAsync();
            }

            return 0;
        }
        catch (CannotStartException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 1;
        }
    }

    private static async Task AnnounceAsync(this WebApplication app)
    {
        var address = app.BrowserAddress();
        Console.WriteLine($"Handshake Playground is at {address}");
        await using var scope = app.Services.CreateAsyncScope();
        if (await scope.ServiceProvider.GetRequiredService<SetupLink>().IssueAsync() is { } link)
            Console.WriteLine($"There is no instructor yet. Whoever opens this link becomes one: {new Uri(address, link)}");
    }
}
