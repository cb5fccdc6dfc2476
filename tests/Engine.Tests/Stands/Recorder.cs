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

    public void OnText(Connection connection, ReadOnlyMemory<byte> text) => _text.Append(Encoding.ASCII.GetString(text.Span));

    public void OnPeerClosed(Connection connection, Instant now, Outbox outbox) => TimesClosed++;
}
