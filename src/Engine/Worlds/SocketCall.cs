using System.Text.Json.Serialization;
using Playground.Engine.Endpoint;
using Playground.Tcp;

namespace Playground.Engine.Worlds;

/// <summary>A call at the user's interface of an engine host's TCP (RFC 9293 §3.9.1).</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "call")]
[JsonDerivedType(typeof(OpenCall), "open")]
[JsonDerivedType(typeof(SendCall), "send")]
[JsonDerivedType(typeof(ReceiveCall), "receive")]
[JsonDerivedType(typeof(CloseCall), "close")]
[JsonDerivedType(typeof(AbortCall), "abort")]
public abstract record SocketCall;

/// <summary>OPEN (RFC 9293 §3.9.1.1). A passive one leaves the remote socket unspecified.</summary>
/// <param name="IsActive">True to send a SYN, false to listen.</param>
/// <param name="Local">The local port; none for that of the host's setup.</param>
/// <param name="Remote">Where an active one goes; none for the host's peer.</param>
public sealed record OpenCall(bool IsActive, Port? Local = null, SocketAddress? Remote = null) : SocketCall;

/// <summary>SEND (RFC 9293 §3.9.1.2).</summary>
/// <param name="Text">The octets.</param>
/// <param name="IsUrgent">True to mark the end of these octets as urgent.</param>
/// <param name="Connection">The connection, the host's own socket first; none for the host's current one.</param>
public sealed record SendCall(ReadOnlyMemory<byte> Text, bool IsUrgent = false, FourTuple? Connection = null) : SocketCall
{
    /// <summary>Compares by content.</summary>
    public bool Equals(SendCall? other) =>
        other is not null && IsUrgent == other.IsUrgent && Connection == other.Connection && Text.Span.SequenceEqual(other.Text.Span);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Text.Length, IsUrgent, Connection);
}

/// <summary>RECEIVE (RFC 9293 §3.9.1.3). Where an application reads by itself, nothing is left.</summary>
/// <param name="Octets">How many octets there is room for.</param>
/// <param name="Connection">The connection, the host's own socket first; none for the host's current one.</param>
public sealed record ReceiveCall(int Octets, FourTuple? Connection = null) : SocketCall;

/// <summary>CLOSE (RFC 9293 §3.9.1.4): no more to send.</summary>
/// <param name="Connection">The connection, the host's own socket first; none for the host's current one.</param>
public sealed record CloseCall(FourTuple? Connection = null) : SocketCall;

/// <summary>ABORT (RFC 9293 §3.9.1.6): everything is thrown away, and the other side gets a reset.</summary>
/// <param name="Connection">The connection, the host's own socket first; none for the host's current one.</param>
public sealed record AbortCall(FourTuple? Connection = null) : SocketCall;

/// <summary>What a TCP answers to a call.</summary>
/// <param name="Connection">The connection that it is about, the host's own socket first; none where there is none.</param>
/// <param name="Error">Why it could not be done, or not for all octets.</param>
/// <param name="Octets">How many octets SEND took or RECEIVE gave.</param>
/// <param name="Text">What RECEIVE gave.</param>
public readonly record struct CallAnswer(FourTuple? Connection, CallError Error, int Octets = 0, ReadOnlyMemory<byte> Text = default);
