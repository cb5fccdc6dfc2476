namespace Playground.Benchmarks;

/// <summary>Many learners at once, who all send.</summary>
internal static class Crowd
{
    /// <summary>The seats of a room, in the order in which they are taken.</summary>
    private static readonly string[] s_seats = ["client", "server", "client-2", "server-2", "client-3"];

    /// <summary>Lets learners play.</summary>
    /// <param name="server">The server.</param>
    /// <param name="rooms">How many rooms.</param>
    /// <param name="seats">How many in each of them send, at most 5.</param>
    /// <param name="every">How often each of them does; when the first does is spread over that time.</param>
    /// <param name="span">For how long.</param>
    /// <param name="watchers">How many in each room only watch, and read all they are told, in this process.</param>
    /// <param name="onlookers">How many in each room only watch, from a process that stands back.</param>
    /// <returns>How long each segment took until it stood in its sender's view, in milliseconds, shortest first.</returns>
    public static async Task<IReadOnlyList<double>> PlayAsync(Uri server, int rooms, int seats, TimeSpan every, TimeSpan span, int watchers = 0, int onlookers = 0)
    {
        var (senders, silent, apart) = (new List<Learner>(), new List<Learner>(), new List<Apart>());
        try
        {
            for (var room = 0; room < rooms; room++)
            {
                var opener = await Learner.AtAsync(server);
                senders.Add(opener);
                await opener.OpenAsync();
                for (var seat = 2; seat < seats; seat++)
                    await opener.AskAsync(new { ask = "addHost", role = s_seats[seat].StartsWith('c') ? "Client" : "Server" });
                for (var seat = 1; seat < seats; seat++) senders.Add(await ComeAsync(server, opener.Room, s_seats[seat]));
                for (var watcher = 0; watcher < watchers; watcher++) silent.Add(await ComeAsync(server, opener.Room, null));
                if (onlookers > 0) apart.Add(await Onlookers.OpenAsync(server, opener.Room, onlookers));
            }

            var times = await Task.WhenAll(senders.Select((learner, i) => SendAsync(learner, every * i / senders.Count, every, span)));
            return [.. times.SelectMany(own => own).Order()];
        }
        finally
        {
            apart.ForEach(process => process.Dispose());
            foreach (var learner in senders.Concat(silent)) await learner.DisposeAsync();
        }
    }

    private static async Task<Learner> ComeAsync(Uri server, string room, string? host)
    {
        var learner = await Learner.AtAsync(server);
        await learner.JoinAsync(room, host);
        return learner;
    }

    private static async Task<List<double>> SendAsync(Learner learner, TimeSpan first, TimeSpan every, TimeSpan span)
    {
        var times = new List<double>();
        await Task.Delay(first);
        using var clock = new PeriodicTimer(every);
        for (var at = TimeSpan.Zero; at < span; at += every)
        {
            times.Add((await learner.SendAsync()).TotalMilliseconds);
            await clock.WaitForNextTickAsync();
        }

        return times;
    }
}
