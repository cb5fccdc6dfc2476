using System.Text;
using Playground.Engine.Endpoint;
using Playground.Tcp;

namespace Playground.Tests.Stands;

/// <summary>An application that keeps what it is told and does nothing by itself.</summary>
internal sealed class Recorder : IApplication
{
    private readonly StringBuilder _text = new();

    public string Text => _text.ToString();

    public int TimesClosed { get; private set; }

    /// <summary>False to leave text unread, so that the window closes.</summary>
    public bool Reads { get; set; } = true;

    /// <summary>What was heard, in order: opened, urgent, writable, the troubles and the ending.</summary>
    public List<string> Heard { get; } = [];

    /// <summary>What to do when it is told something (opened, urgent, text, closed or writable), while it is being told.</summary>
    public Action<string, Connection, Instant, Outbox> Acts { get; set; } = (_, _, _, _) => { };

    public void OnOpened(Connection connection, Instant now, Outbox outbox)
    {
        Heard.Add("opened");
        Acts("opened", connection, now, outbox);
    }

    public void OnUrgent(Connection connection, Instant now, Outbox outbox)
    {
        Heard.Add($"urgent {connection.UrgentAhead}");
        Acts("urgent", connection, now, outbox);
    }

    public void OnWritable(Connection connection, Instant now, Outbox outbox)
    {
        Heard.Add("writable");
        Acts("writable", connection, now, outbox);
    }

    public void OnTrouble(Connection connection, Trouble trouble) => Heard.Add(trouble.ToString());

    public void OnEnded(Connection connection, Ending ending) => Heard.Add(ending.ToString());

    public void OnText(Connection connection, Instant now, Outbox outbox)
    {
        Acts("text", connection, now, outbox);
        if (!Reads) return;
        var text = new byte[connection.Unread];
        Assert.Equal(text.Length, connection.Receive(text, now, outbox).Octets);
        _text.Append(Encoding.ASCII.GetString(text));
    }

    public void OnPeerClosed(Connection connection, Instant now, Outbox outbox)
    {
        TimesClosed++;
        Acts("closed", connection, now, outbox);
    }
}
