using System.Collections.Immutable;
using System.Globalization;
using Playground.Contracts;

namespace Playground.Client.Learning;

/// <summary>A line of the map, from a challenge to one that it leads to.</summary>
/// <param name="From">The id of the one.</param>
/// <param name="To">The id of the other.</param>
/// <param name="Path">The way, as an SVG path.</param>
/// <param name="IsWalked">True once the first is solved.</param>
public sealed record CourseLine(string From, string To, string Path, bool IsWalked);

/// <summary>Where everything lies on the map: a column for each tier, and the lines between what needs each other. In CSS pixels.</summary>
/// <param name="course">The course.</param>
public sealed class CoursePlan(CourseView course)
{
    /// <summary>The width of a challenge; the stylesheets of map and node say the same.</summary>
    public const int NodeWidth = 214;

    /// <summary>The height of a challenge.</summary>
    public const int NodeHeight = 98;

    /// <summary>The space between two challenges of a tier.</summary>
    public const int Gap = 14;

    /// <summary>The space to the left of each column, where lines run.</summary>
    public const int Gutter = 42;

    private readonly Dictionary<string, (int Column, int Row)> _places = course.Cards.GroupBy(card => card.Challenge.Tier).OrderBy(tier => tier.Key)
        .SelectMany((tier, column) => tier.Select((card, row) => (card.Challenge.Id, Place: (column, row))))
        .ToDictionary(place => place.Id, place => place.Place);

    /// <summary>The map's width.</summary>
    public int Width => (_places.Values.Select(place => place.Column).DefaultIfEmpty(-1).Max() + 1) * (NodeWidth + Gutter);

    /// <summary>The map's height, without the tiers' names.</summary>
    public int Height => ((_places.Values.Select(place => place.Row).DefaultIfEmpty(-1).Max() + 1) * (NodeHeight + Gap)) - Gap;

    /// <summary>
    /// The lines within a tier and to the next one; those not walked yet first, so that the others lie above them. One across a whole tier would
    /// come out between that one's challenges and seem to be theirs: there the words alone say what is needed.
    /// </summary>
    public ImmutableArray<CourseLine> Lines() =>
    [
        .. from card in course.Cards
           from need in card.Challenge.Needs
           where _places.TryGetValue(need, out var place) && Math.Abs(place.Column - _places[card.Challenge.Id].Column) <= 1
           let isWalked = course.Cards.First(other => other.Challenge.Id == need).IsSolved
           orderby isWalked
           select new CourseLine(need, card.Challenge.Id, Way(_places[need], _places[card.Challenge.Id]), isWalked),
    ];

    /// <summary>From below to above where they are neighbours, around their left within a tier, from right to left between tiers.</summary>
    private static string Way((int Column, int Row) from, (int Column, int Row) to)
    {
        var (x1, y1, x2, y2) = (Left(from), Middle(from), Left(to), Middle(to));
        if (from.Column != to.Column)
        {
            (x1, x2) = from.Column < to.Column ? (x1 + NodeWidth, x2) : (x1, x2 + NodeWidth);
            var pull = from.Column < to.Column ? Gutter : -Gutter;
            return Path($"M{x1} {y1}C{x1 + pull} {y1} {x2 - pull} {y2} {x2} {y2}");
        }

        var steps = Math.Abs(to.Row - from.Row);
        if (steps == 1) return Path($"M{x1 + (NodeWidth / 2)} {y1}V{y2}");
        var bend = Math.Min(10 + (4 * steps), Gutter - 6);
        return Path($"M{x1} {y1}C{x1 - bend} {y1} {x1 - bend} {y2} {x2} {y2}");
    }

    private static int Left((int Column, int Row) place) => Gutter + (place.Column * (NodeWidth + Gutter));

    private static int Middle((int Column, int Row) place) => (place.Row * (NodeHeight + Gap)) + (NodeHeight / 2);

    private static string Path(FormattableString path) => path.ToString(CultureInfo.InvariantCulture);
}
