using Microsoft.Extensions.Options;
using Playground.Contracts;
using Playground.Server.Challenges;
using Playground.Server.Rooms.Replaying;

namespace Playground.Server.Rooms;

/// <summary>Rooms: the links that people play on, and the challenges played there.</summary>
internal static class RoomsSlice
{
    /// <summary>Adds the rooms to the services.</summary>
    public static void AddRooms(this WebApplicationBuilder builder)
    {
        builder.Services.Configure<RoomOptions>(builder.Configuration.GetSection("Rooms"));
        builder.Services.AddSingleton(services => services.GetRequiredService<IOptions<RoomOptions>>().Value);
        builder.Services.AddSingleton(services => new ChallengeCatalogue(
            builder.Configuration["Challenges:Path"] ?? Path.Combine(AppContext.BaseDirectory, "challenges"), services.GetRequiredService<ILogger<ChallengeCatalogue>>()));
        builder.Services.AddSingleton<LogWriter>();
        builder.Services.AddHostedService(services => services.GetRequiredService<LogWriter>());
        builder.Services.AddSingleton<RoomSweeper>();
        builder.Services.AddHostedService(services => services.GetRequiredService<RoomSweeper>());
        builder.Services.AddSingleton<RoomStore>();
        builder.Services.AddSingleton<ReplayReader>();
        builder.Services.AddSingleton<RoomScheduler>();
        builder.Services.AddSingleton(new Gallery(turn => ThreadPool.UnsafeQueueUserWorkItem(turn, preferLocal: false)));
        builder.Services.AddSingleton<RoomServices>();
        builder.Services.AddSingleton<RoomRegistry>();
        builder.Services.AddSingleton<RoomGateway>();
        builder.Services.AddSingleton<IRoomGateway>(services => services.GetRequiredService<RoomGateway>());
    }
}
