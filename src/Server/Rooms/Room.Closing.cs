namespace Playground.Server.Rooms;

/// <summary>How a room leaves memory while people follow it.</summary>
internal sealed partial class Room
{
    /// <summary>Leaves memory when its turn comes, because the log is to be written anew. Those who follow it are let go, and find it again.</summary>
    /// <returns>When it has, and all it did is in the database.</returns>
    public async Task CloseAsync()
    {
        Post(() =>
        {
            LeaveMemory();
            _audience.LetGo();
            return Task.CompletedTask;
        });
        await Ended;
    }

    private void LeaveMemory()
    {
        _isLeaving = true;
        _mailbox.Writer.TryComplete();
        _services.Scheduler.Forget(this);
    }
}
