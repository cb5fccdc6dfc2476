namespace Playground.Server.Rooms;

/// <summary>What an operator can set about rooms: the section <c>Rooms</c> of the configuration.</summary>
public sealed class RoomOptions
{
    /// <summary>How long a room that nobody is in stays in memory, with its time running: long enough for a page to be reloaded.</summary>
    public TimeSpan Grace { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How many asks a seat may make at once.</summary>
    public double Burst { get; set; } = 40;

    /// <summary>How many asks a seat may make each second for long.</summary>
    public double PerSecond { get; set; } = 20;

    /// <summary>How long a sandbox that nobody opens is kept.</summary>
    public TimeSpan KeepUnused { get; set; } = TimeSpan.FromDays(30);

    /// <summary>How long a sandbox is kept in which nobody has ever sent or typed anything.</summary>
    public TimeSpan KeepUntouched { get; set; } = TimeSpan.FromDays(1);
}
