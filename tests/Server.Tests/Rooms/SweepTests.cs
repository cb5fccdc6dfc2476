using Microsoft.Extensions.DependencyInjection;
using Playground.Contracts;
using Playground.Server.Rooms;
using Playground.Tcp;

namespace Playground.Tests.Rooms;

public sealed class SweepTests : IAsyncLifetime
{
    private readonly Table _table = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _table.DisposeAsync();

    [Theory]
    [InlineData(0.9, 0)]
    [InlineData(2, 1)]
    [InlineData(29, 1)]
    [InlineData(31, 2)]
    public async Task Untouched_sandboxes_go_after_a_day_others_after_thirty_and_attempts_never(double days, int gone)
    {
        await OpenAndLeaveAsync(new OpenSandbox(), _ => Task.CompletedTask);
        await OpenAndLeaveAsync(new OpenSandbox(), me => me.SendAsync(ControlBits.Syn, 1));
        await OpenAndLeaveAsync(new OpenChallenge("plus-one"), _ => Task.CompletedTask);
        await LeaveMemoryAsync();
        _table.Time.Advance(TimeSpan.FromDays(days));
        await SweepAsync();
        Assert.Equal([$"{3 - gone}"], await Database.QueryAsync(_table.Database, "SELECT COUNT(*) FROM Rooms"));
    }

    [Fact]
    public async Task A_room_that_somebody_is_in_stays_however_long_it_has_been_open()
    {
        await using var me = await _table.OpenAsync();
        _table.Time.Advance(TimeSpan.FromDays(100));
        await SweepAsync();
        await me.SendAsync(ControlBits.Syn, 1);
        await me.HearsAsync("client", ControlBits.Syn);
    }

    [Fact]
    public async Task A_room_that_was_left_today_stays_however_long_ago_it_was_opened()
    {
        await OpenAndLeaveAsync(new OpenSandbox(), async me =>
        {
            await me.SendAsync(ControlBits.Syn, 1);
            _table.Time.Advance(TimeSpan.FromDays(31));
        });
        await LeaveMemoryAsync();
        await SweepAsync();
        Assert.Equal(["1"], await Database.QueryAsync(_table.Database, "SELECT COUNT(*) FROM Rooms"));
    }

    private Task<int> SweepAsync() => _table.Services.GetRequiredService<RoomSweeper>().SweepAsync(TestContext.Current.CancellationToken);

    private async Task OpenAndLeaveAsync(OpenRoom what, Func<Place, Task> act)
    {
        await using var me = await _table.OpenAsync(what);
        await act(me);
    }

    private async Task LeaveMemoryAsync()
    {
        for (var i = 0; i < 400 && _table.Registry.Count > 0; i++)
        {
            _table.Time.Advance(TimeSpan.FromSeconds(31));
            await Task.Delay(5);
        }

        Assert.Equal(0, _table.Registry.Count);
    }
}
