using System.Text.Json.Serialization;

namespace Playground.Server.Hubs;

/// <summary>The hub for programs.</summary>
internal static class HubsSlice
{
    // A whole draft with the longest payload fits many times over; anything longer is no segment.
    private const int LongestMessage = 64 * 1024;

    /// <summary>Adds the hub to the services.</summary>
    public static void AddHubs(this WebApplicationBuilder builder) => builder.Services
        .AddSignalR()
        .AddHubOptions<RoomHub>(options => options.MaximumReceiveMessageSize = LongestMessage)
        .AddJsonProtocol(json => json.PayloadSerializerOptions.Converters.Add(new JsonStringEnumConverter()));

    /// <summary>Maps the hub.</summary>
    public static void MapHubs(this WebApplication app) => app.MapHub<RoomHub>("/hubs/room");
}
