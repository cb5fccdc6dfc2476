using System.Collections;
using System.Diagnostics.CodeAnalysis;
using Playground.Tcp;

namespace Playground.Engine.Endpoint;

/// <summary>
/// A host's connections by their sockets. Every segment is looked up here, so each connection keeps its own hash and place in its
/// bucket: one look at the bucket leads to it. The hash is keyed, that no stranger can choose sockets which all fall into one bucket.
/// </summary>
internal sealed class ConnectionTable(SipHash secret) : IReadOnlyDictionary<FourTuple, Connection>
{
    private const int Smallest = 16;

    private readonly ulong _key0 = secret.Key0;
    private readonly ulong _key1 = secret.Key1;
    private Connection?[] _buckets = new Connection?[Smallest];

    /// <inheritdoc/>
    public int Count { get; private set; }

    /// <inheritdoc/>
    public IEnumerable<FourTuple> Keys => Values.Select(connection => connection.Tuple);

    /// <inheritdoc/>
    public IEnumerable<Connection> Values
    {
        get
        {
            foreach (var bucket in _buckets)
            {
                for (var connection = bucket; connection is not null; connection = connection.NextInBucket) yield return connection;
            }
        }
    }

    /// <inheritdoc/>
    public Connection this[FourTuple key] => Find(key) ?? throw new KeyNotFoundException();

    /// <summary>The connection between these sockets; none when there is none.</summary>
    public Connection? Find(in FourTuple tuple) => Find(tuple.Local, tuple.Remote);

    /// <inheritdoc cref="Find(in FourTuple)"/>
    public Connection? Find(SocketAddress local, SocketAddress remote)
    {
        var hash = FourTuple.KeyedHash(local, remote, _key0, _key1);
        var connection = _buckets[hash & (uint)(_buckets.Length - 1)];
        while (connection is not null && (connection.Hash != hash || !connection.IsBetween(local, remote))) connection = connection.NextInBucket;
        return connection;
    }

    /// <summary>Adds a connection between sockets that have none.</summary>
    public void Add(Connection connection)
    {
        if (++Count > _buckets.Length) Grow();
        connection.Hash = FourTuple.KeyedHash(connection.Tuple.Local, connection.Tuple.Remote, _key0, _key1);
        Link(connection);
    }

    /// <summary>Takes a connection away, if it is there.</summary>
    public void Remove(Connection connection)
    {
        ref var place = ref _buckets[connection.Hash & (uint)(_buckets.Length - 1)];
        if (place == connection)
        {
            place = connection.NextInBucket;
        }
        else
        {
            var before = place;
            while (before is not null && before.NextInBucket != connection) before = before.NextInBucket;
            if (before is null) return;
            before.NextInBucket = connection.NextInBucket;
        }

        connection.NextInBucket = null;
        Count--;
    }

    /// <inheritdoc/>
    public bool ContainsKey(FourTuple key) => Find(key) is not null;

    /// <inheritdoc/>
    public bool TryGetValue(FourTuple key, [MaybeNullWhen(false)] out Connection value) => (value = Find(key)) is not null;

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<FourTuple, Connection>> GetEnumerator() =>
        Values.Select(connection => KeyValuePair.Create(connection.Tuple, connection)).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private void Link(Connection connection)
    {
        ref var place = ref _buckets[connection.Hash & (uint)(_buckets.Length - 1)];
        connection.NextInBucket = place;
        place = connection;
    }

    private void Grow()
    {
        var all = Values.ToArray();
        _buckets = new Connection?[2 * _buckets.Length];
        foreach (var connection in all) Link(connection);
    }
}
