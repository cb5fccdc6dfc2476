using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Playground.Server.Startup;

namespace Playground.Server.Storage;

/// <summary>Storage: the database, and the keys in it.</summary>
internal static class StorageSlice
{
    private const string DefaultPath = "data/playground.db";

    /// <summary>Adds the database to the services. It is not touched before <see cref="PrepareStorage"/>.</summary>
    public static void AddStorage(this WebApplicationBuilder builder)
    {
        var path = builder.Configuration["Storage:Path"] is { Length: > 0 } chosen ? chosen : DefaultPath;
        var file = new DatabaseFile(Path.Combine(builder.Environment.ContentRootPath, path));
        builder.Services.AddSingleton(_ => file);
        builder.Services.AddDbContextFactory<PlaygroundDb>(options => options
            .UseSqlite(file.ConnectionString)
            .AddInterceptors(new SqliteConnectionSettings()));

        // The name is part of every key's purpose: a server moved to another folder still reads its cookies.
        builder.Services.AddDataProtection().SetApplicationName("handshake-playground");
        builder.Services.AddSingleton<IXmlRepository, KeysInDatabase>();
        builder.Services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(services => new ConfigureOptions<KeyManagementOptions>(
            options => options.XmlRepository = services.GetRequiredService<IXmlRepository>()));
    }

    /// <summary>Opens the database, or creates it, and brings it to this version.</summary>
    /// <exception cref="CannotStartException">It can't be used.</exception>
    public static void PrepareStorage(this WebApplication app)
    {
        var file = app.Services.GetRequiredService<DatabaseFile>();
        using var db = app.Services.GetRequiredService<IDbContextFactory<PlaygroundDb>>().CreateDbContext();
        file.Open([.. db.Database.GetMigrations()]);
        try
        {
            db.Database.ExecuteSqlRaw("PRAGMA journal_mode = WAL");
            // A server that was killed while it migrated leaves EF Core's lock behind, for which the next one would wait for ever.
            // The file is this server's alone by now, so such a lock is nobody's.
            db.Database.ExecuteSqlRaw("DROP TABLE IF EXISTS \"__EFMigrationsLock\"");
            db.Database.Migrate();
        }
        catch (SqliteException e)
        {
            throw new CannotStartException($"The database {file.Path} can't be brought to this version ({e.Message.TrimEnd('.')}).", e);
        }
    }
}
