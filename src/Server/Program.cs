using Playground.Server;
using Playground.Server.Accounts;
using Playground.Server.Authoring;
using Playground.Server.Docs;
using Playground.Server.Hubs;
using Playground.Server.Participants;
using Playground.Server.Progress;
using Playground.Server.Rooms;
using Playground.Server.Startup;
using Playground.Server.Storage;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddSingleton<ServerClock>();

builder.AddConsoleLog();
builder.AddListening();
builder.AddWebSafety();
builder.AddStorage();
builder.AddParticipants();
builder.AddAccounts();
builder.AddRooms();
builder.AddProgress();
builder.AddAuthoring();
builder.AddHubs();
builder.AddPages();

var app = builder.Build();
app.UseWebSafety();
app.UseNotFoundPage();
app.UseParticipants();
app.MapPages();
app.MapAccounts();
app.MapParticipants();
app.MapHubs();
app.MapDocs();

return await app.RunOrExplainAsync();
