namespace Playground.Tests.Exploration;

/// <summary>
/// Plays everything that can happen in a scenario up to a number of moves, the shortest ways first, and no state twice; each way ends
/// with a network that loses no more.
/// </summary>
/// <param name="Moves">How many moves a way has at most before the network stops losing.</param>
/// <param name="Faults">How many segments are lost, held up or doubled on one way at most.</param>
/// <param name="EarlyTimeouts">How many timers go off too early on one way at most.</param>
internal sealed record Explorer(int Moves, int Faults, int EarlyTimeouts)
{
    private readonly record struct Node(int From, Move Move);

    /// <summary>Explores.</summary>
    /// <returns>How many different states there are.</returns>
    public Explored Explore(Scenario scenario)
    {
        var nodes = new List<Node> { default };
        var seen = new HashSet<ulong>();
        var (moves, way) = (new List<Move>(), new List<Move>());
        var (first, depth) = (0, 0);
        var ways = 0;
        for (; depth < Moves && first < nodes.Count; depth++)
        {
            for (var end = nodes.Count; first < end; first++)
            {
                WayTo(nodes, first, way);
                var universe = Replay(scenario, way);
                moves.Clear();
                universe.AddMoves(moves);
                if (moves.Count == 0) Finish(universe, scenario, way);
                for (var i = 0; i < moves.Count; i++)
                {
                    if (i > 0) universe = Replay(scenario, way);
                    way.Add(moves[i]);
                    Do(universe, moves[i], scenario, way);
                    if (seen.Add(universe.State()))
                    {
                        nodes.Add(new(first, moves[i]));
                        if (depth + 1 == Moves) Finish(universe, scenario, way);
                    }

                    ways++;
                    way.RemoveAt(way.Count - 1);
                }
            }
        }

        return new(nodes.Count, ways, depth, first == nodes.Count && depth < Moves);
    }

    /// <summary>Plays a way, written as a failure writes it: moves between semicolons, and then a network that loses no more.</summary>
    public void Play(Scenario scenario, string way)
    {
        var moves = way.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(Move.Parse).ToList();
        var universe = Universe.Begin(scenario, Faults, EarlyTimeouts);
        for (var i = 0; i < moves.Count; i++) Do(universe, moves[i], scenario, moves[..(i + 1)]);
        Finish(universe, scenario, moves);
    }

    private static void WayTo(List<Node> nodes, int index, List<Move> way)
    {
        way.Clear();
        for (; index != 0; index = nodes[index].From) way.Add(nodes[index].Move);
        way.Reverse();
    }

    private Universe Replay(Scenario scenario, List<Move> way)
    {
        var universe = Universe.Begin(scenario, Faults, EarlyTimeouts);
        universe.Repeat(way);
        return universe;
    }

    private void Do(Universe universe, Move move, Scenario scenario, List<Move> way) => Watch(() => universe.Do(move), universe, scenario, way);

    private void Finish(Universe universe, Scenario scenario, List<Move> way) => Watch(universe.Finish, universe, scenario, way);

    private void Watch(Action action, Universe universe, Scenario scenario, List<Move> way)
    {
        Exception? thrown = null;
        try
        {
            action();
        }
        catch (Exception exception)
        {
            thrown = exception;
        }

        if (thrown is null && universe.Problem is null) return;
        throw new UniverseException(universe.Problem ?? thrown!.Message, string.Join("; ", way), Draw(scenario, way, universe.Lost), thrown);
    }

    /// <summary>The way as a ladder.</summary>
    private string Draw(Scenario scenario, List<Move> way, HashSet<int> lost)
    {
        var universe = Universe.Begin(scenario, Faults, EarlyTimeouts, lost);
        try
        {
            foreach (var move in way) universe.Do(move);
            universe.Finish();
        }
        catch (Exception exception)
        {
            return $"{universe.Ladder}\n# {exception.Message}";
        }

        return universe.Ladder;
    }
}

/// <summary>Something happened in a universe that can't be.</summary>
/// <param name="problem">What.</param>
/// <param name="way">The moves that led there, for <see cref="Explorer.Play"/>.</param>
/// <param name="ladder">The same as a ladder.</param>
internal sealed class UniverseException(string problem, string way, string ladder, Exception? inner)
    : Exception($"{problem}\nway: {way}\n{ladder}", inner)
{
    public string Way => way;

    public string Ladder => ladder;
}

/// <summary>What an exploration has seen.</summary>
/// <param name="States">How many states.</param>
/// <param name="Transitions">How many moves led from one to another.</param>
/// <param name="Depth">How many moves the longest way had.</param>
/// <param name="IsComplete">True when nothing was left that could happen.</param>
internal sealed record Explored(int States, int Transitions, int Depth, bool IsComplete);
