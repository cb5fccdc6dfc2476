using Playground.Benchmarks;
using Playground.Testing;

// The pages of an idle class are a process of their own, so that what they cost the browser's driver is not counted as the server's.
if (args is ["pages", var address, var count])
{
    await Pages.HoldAsync(new Uri(address), int.Parse(count));
    return;
}

if (args is ["watch", var at, var room, var onlookers])
{
    await Onlookers.HoldAsync(new Uri(at), room, int.Parse(onlookers));
    return;
}

Proofs.Print();
if (args is ["proofs"]) return;

Console.WriteLine();
Console.WriteLine($"{"milliseconds from a click to the verdict, in a browser",-66} {"median",8} {"99 %",8} {"worst",8} {"of",7}");
await using (var server = await ServerProcess.StartAsync())
{
    var (stands, drawn) = await Clicks.CountAsync(server.Address);
    Print("until it stands in the document", stands);
    Print("until it is drawn, at sixty frames a second", drawn);
}

Console.WriteLine();
Console.WriteLine($"{"milliseconds from sending to standing in the sender's view",-66} {"median",8} {"99 %",8} {"worst",8} {"of",7}");
await using (var server = await ServerProcess.StartAsync())
{
    // What runs for the first time is compiled first.
    await Crowd.PlayAsync(server.Address, rooms: 2, seats: 5, TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(5));
    Print("one learner", await Crowd.PlayAsync(server.Address, rooms: 1, seats: 1, TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(15)));

    // What the sender pays for being watched, and what they pay beside that for sharing these cores with two hundred who read.
    Print("one learner, 200 watch", await Crowd.PlayAsync(server.Address, rooms: 1, seats: 1, TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(15), onlookers: 200));
    Print("one learner, 200 watch and read on the sender's machine", await Crowd.PlayAsync(server.Address, rooms: 1, seats: 1, TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(15), watchers: 200));
    Print("500 in 100 rooms, each sends every 5 s", await Crowd.PlayAsync(server.Address, rooms: 100, seats: 5, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30)));
}

Console.WriteLine();
Console.WriteLine($"An idle learner's page costs the server {await Pages.WeighAsync() / 1024:N0} KiB managed (mean of {Pages.Count}).");

static void Print(string what, IReadOnlyList<double> times) =>
    Console.WriteLine($"{what,-66} {times[times.Count / 2],8:N1} {times[times.Count * 99 / 100],8:N1} {times[^1],8:N1} {times.Count,7:N0}");
