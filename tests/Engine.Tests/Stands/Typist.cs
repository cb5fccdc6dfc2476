using System.Text;
using Playground.Engine.Endpoint;
using Playground.Tcp;

namespace Playground.Tests.Stands;

/// <summary>A client that says its text once the connection is open, keeps all it hears, and closes when the other side has.</summary>
internal sealed class Typist(string text, bool closesAtOnce = false) : IApplication
{
    private readonly List<byte> _heard = [];
    private ReadOnlyMemory<byte> _rest = Encoding.Latin1.GetBytes(text);

    public string Heard => Encoding.Latin1.GetString([.. _heard]);

    public Ending? Ending { get; private set; }

    public void OnOpened(Connection connection, Instant now, Outbox outbox) => OnWritable(connection, now, outbox);

    public void OnWritable(Connection connection, Instant now, Outbox outbox)
    {
        _rest = _rest[connection.Send(_rest, now, outbox).Octets..];
        if (_rest.IsEmpty && closesAtOnce) connection.Close(now, outbox);
    }

    public void OnText(Connection connection, Instant now, Outbox outbox)
    {
        var piece = new byte[connection.Unread];
        connection.Receive(piece, now, outbox);
        _heard.AddRange(piece);
    }

    public void OnPeerClosed(Connection connection, Instant now, Outbox outbox) => connection.Close(now, outbox);

    public void OnEnded(Connection connection, Ending ending) => Ending = ending;
}
