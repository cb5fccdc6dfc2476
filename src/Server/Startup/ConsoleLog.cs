using Microsoft.Extensions.Configuration.Memory;

namespace Playground.Server.Startup;

/// <summary>What the console shows: one line for each thing worth knowing.</summary>
internal static class ConsoleLog
{
    // Placed before every other source, so that a settings file, the environment or an argument can ask for more.
    private static readonly Dictionary<string, string?> s_levels = new()
    {
        ["Logging:LogLevel:Default"] = "Information",
        ["Logging:LogLevel:Microsoft"] = "Warning",
        // It warns at each start that keys in the database are not encrypted, which the file's permissions stand for.
        ["Logging:LogLevel:Microsoft.AspNetCore.DataProtection"] = "Error",
    };

    /// <summary>Adds the console.</summary>
    public static void AddConsoleLog(this WebApplicationBuilder builder)
    {
        ((IConfigurationBuilder)builder.Configuration).Sources.Insert(0, new MemoryConfigurationSource { InitialData = s_levels });
        builder.Logging.AddSimpleConsole(console => console.SingleLine = true);
    }
}
