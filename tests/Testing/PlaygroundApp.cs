using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Playground.Server.Accounts;
using Playground.Server.Storage;

namespace Playground.Testing;

/// <summary>The server inside the test's process, on a free port of this machine, with a database of its own.</summary>
public sealed class PlaygroundApp : WebApplicationFactory<Program>
{
    private readonly DataFolder _data = new();
    private readonly Action<IServiceCollection> _replace;

    /// <summary>The server as it is.</summary>
    public PlaygroundApp() : this(_ => { }) { }

    /// <summary>The server with some of its services replaced: its time, for example.</summary>
    public PlaygroundApp(Action<IServiceCollection> replace)
    {
        _replace = replace;
        // Without a port: one given here would be set while the server starts by itself, and now and then too late.
        UseKestrel();
    }

    /// <summary>Where it listens; it starts when this is first asked.</summary>
    public Uri Address
    {
        get
        {
            StartServer();
            return ClientOptions.BaseAddress;
        }
    }

    /// <summary>Its database's file.</summary>
    public string Database => _data.Database;

    /// <summary>Somebody new at this server.</summary>
    public Visitor NewVisitor() => new(Address);

    /// <summary>A link that makes its reader the first instructor, as the console shows one; it ends that of the console.</summary>
    public async Task<Uri> SetupLinkAsync()
    {
        var address = Address;
        await using var scope = Services.CreateAsyncScope();
        var links = scope.ServiceProvider.GetRequiredService<SetupLink>();
        var db = scope.ServiceProvider.GetRequiredService<PlaygroundDb>();

        // The start's own comes a moment after the server listens, and would end this one.
        while (!await links.IsOverAsync() && !await db.SetupLinks.AnyAsync()) await Task.Delay(10);
        return new Uri(address, await links.IssueAsync() ?? throw new InvalidOperationException("There is an instructor already."));
    }

    /// <inheritdoc/>
    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.UseSetting("Storage:Path", _data.Database);
        builder.UseSetting("urls", "http://127.0.0.1:0");
        // What a page complains of in its console names the exception.
        builder.UseSetting(WebHostDefaults.DetailedErrorsKey, "true");
        builder.ConfigureServices(_replace);
    }

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _data.Dispose();
    }
}
