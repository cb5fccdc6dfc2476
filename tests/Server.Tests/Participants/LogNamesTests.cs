using System.Reflection;
using Playground.Server.Participants;
using Playground.Server.Rooms;

namespace Playground.Tests.Participants;

public sealed class LogNamesTests
{
    private static readonly Guid s_from = Guid.NewGuid(), s_to = Guid.NewGuid(), s_other = Guid.NewGuid();

    [Fact]
    public void Every_kind_of_input_that_names_a_person_is_known()
    {
        var naming = typeof(RoomInput).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(RoomInput)))
            .Where(type => type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
                .Any(property => property.PropertyType == typeof(Guid) || property.PropertyType == typeof(Guid?) || property.Name is "Name" or "By" or "ByName"));
        Assert.Equal(LogNames.Kinds.Order(StringComparer.Ordinal), naming.Select(type => type.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Only_who_became_somebody_else_is_renamed()
    {
        RoomInput[] log =
        [
            new SatDown(s_from, "Wren", "client"), new SatDown(s_other, "Ibis", "server"), new GotUp(s_from), new GotUp(s_other),
            new SeatGivenAway(s_from, s_other, "Ibis"), new SeatGivenAway(s_other, s_from, "Wren"), new HintShown(),
        ];
        RoomInput[] renamed =
        [
            new SatDown(s_to, "Somebody", "client"), new SatDown(s_other, "Ibis", "server"), new GotUp(s_to), new GotUp(s_other),
            new SeatGivenAway(s_to, s_other, "Ibis"), new SeatGivenAway(s_other, s_to, "Somebody"), new HintShown(),
        ];
        Assert.Equal(renamed, log.Select(input => LogNames.Renamed(input, null, s_from, s_to, "Somebody")));
    }

    [Fact]
    public void A_host_was_put_there_by_whoever_the_input_came_from()
    {
        Assert.Equal(new HostAdded("client-2", "Somebody"), LogNames.Renamed(new HostAdded("client-2", "Wren"), s_from, s_from, s_to, "Somebody"));
        Assert.Equal(new HostRemoved("client-2", "Wren"), LogNames.Renamed(new HostRemoved("client-2", "Wren"), s_other, s_from, s_to, "Somebody"));
    }
}
