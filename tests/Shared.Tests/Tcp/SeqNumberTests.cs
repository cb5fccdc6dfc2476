using FsCheck.Fluent;
using Playground.Tcp;

namespace Playground.Tests;

public class SeqNumberTests
{
    [Theory]
    [InlineData(0u, 1u, true)]
    [InlineData(1u, 0u, false)]
    [InlineData(7u, 7u, false)]
    [InlineData(uint.MaxValue, 0u, true)]
    [InlineData(0u, uint.MaxValue, false)]
    [InlineData(0u, 0x7FFF_FFFFu, true)]
    [InlineData(0x8000_0001u, 0u, true)]
    public void One_number_is_before_another_going_the_short_way_round(uint one, uint other, bool before) =>
        Assert.Equal(before, new SeqNumber(one).IsBefore(new SeqNumber(other)));

    [Theory]
    [InlineData(10u, 10u, 5u, true)]
    [InlineData(14u, 10u, 5u, true)]
    [InlineData(15u, 10u, 5u, false)]
    [InlineData(9u, 10u, 5u, false)]
    [InlineData(10u, 10u, 0u, false)]
    [InlineData(1u, uint.MaxValue, 3u, true)]
    [InlineData(2u, uint.MaxValue, 3u, false)]
    public void A_window_holds_its_left_edge_and_not_its_right_one(uint number, uint start, uint size, bool inside) =>
        Assert.Equal(inside, new SeqNumber(number).IsInWindow(new SeqNumber(start), size));

    [Theory]
    [InlineData(10u, 10u, 15u, false)]
    [InlineData(11u, 10u, 15u, true)]
    [InlineData(15u, 10u, 15u, true)]
    [InlineData(16u, 10u, 15u, false)]
    [InlineData(0u, uint.MaxValue, 0u, true)]
    [InlineData(0x8000_000Au, 10u, 10u, false)]
    [InlineData(11u, 10u, 10u, false)]
    public void A_new_acknowledgment_is_after_the_oldest_and_not_beyond_the_last(uint ack, uint after, uint last, bool isNew) =>
        Assert.Equal(isNew, new SeqNumber(ack).IsNewAck(new SeqNumber(after), new SeqNumber(last)));

    [Fact]
    public void Going_forward_by_the_distance_to_a_number_arrives_there() =>
        Prop.ForAll<uint, uint>((from, to) => new SeqNumber(from) + new SeqNumber(from).DistanceTo(new SeqNumber(to)) == new SeqNumber(to))
            .Check();

    [Fact]
    public void Going_forward_and_back_by_the_same_count_arrives_where_it_began() =>
        Prop.ForAll<uint, uint>((from, count) => new SeqNumber(from) + count - count == new SeqNumber(from)).Check();

    [Fact]
    public void Of_two_different_numbers_less_than_half_the_circle_apart_exactly_one_is_before_the_other() =>
        Prop.ForAll<uint, uint>((a, b) =>
        {
            var (one, other) = (new SeqNumber(a), new SeqNumber(b));
            return a == b || one.DistanceTo(other) == 0x8000_0000 || one.IsBefore(other) != other.IsBefore(one);
        }).Check();
}
