using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Playground.Server.Storage;

/// <summary>For <c>dotnet ef migrations add</c>, which needs the model and no server.</summary>
internal sealed class DesignTimeDatabase : IDesignTimeDbContextFactory<PlaygroundDb>
{
    public PlaygroundDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PlaygroundDb>().UseSqlite("Data Source=:memory:").Options);
}
