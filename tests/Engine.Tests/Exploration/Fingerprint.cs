using System.Collections;
using System.Reflection;
using System.Runtime.InteropServices;
using Playground.Engine.Endpoint;
using Playground.Tcp;

namespace Playground.Tests.Exploration;

/// <summary>
/// A 64-bit hash of all that an object holds, private fields and all, the same on every machine. By reflection, so that a field that is
/// added to the engine is part of a state from that day on.
/// </summary>
/// <param name="without">The names of fields that don't count.</param>
internal struct Fingerprint(params string[]? without)
{
    // Where a connection stands in its host's table and timers: they only repeat what it says itself.
    private static readonly string[] s_places =
    [
        .. new[] { "WatchedFor", "NextWatched", "PreviousWatched", "Hash", "NextInBucket" }.Select(name => $"<{name}>k__BackingField"),
    ];

    private static readonly Dictionary<Type, FieldInfo[]> s_fields = [];

    // What never changes, what stands above the endpoint, and what only repeats what a connection says itself.
    private static readonly Type[] s_skipped = [typeof(HostProfile), typeof(SipHash), typeof(IApplication)];

    private ulong _value;

    public readonly ulong Value => _value;

    /// <summary>Adds a number.</summary>
    public void Add(ulong number)
    {
        unchecked
        {
            var z = _value ^ (number + 0x9E37_79B9_7F4A_7C15);
            z = (z ^ (z >> 30)) * 0xBF58_476D_1CE4_E5B9;
            z = (z ^ (z >> 27)) * 0x94D0_49BB_1331_11EB;
            _value = z ^ (z >> 31);
        }
    }

    /// <summary>Adds octets.</summary>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        Add((ulong)bytes.Length);
        foreach (var word in MemoryMarshal.Cast<byte, ulong>(bytes))
        {
            if (word != 0) Add(word);
        }

        foreach (var octet in bytes[^(bytes.Length % sizeof(ulong))..]) Add(octet);
    }

    /// <summary>Adds an object with everything that it refers to.</summary>
    public void Add(object? held)
    {
        switch (held)
        {
            case null:
                Add(0UL);
                break;
            case byte[] bytes:
                Add(bytes);
                break;
            case ReadOnlyMemory<byte> memory:
                Add(memory.Span);
                break;
            case IDictionary dictionary:
                AddAll(Entries(dictionary));
                break;
            case IReadOnlyDictionary<FourTuple, Connection> connections:
                AddAll(connections.Select(entry => ((object)entry.Key, (object?)entry.Value)));
                break;
            case IList list and not ValueType:
                Add((ulong)list.Count);
                foreach (var item in list) Add(item);
                break;
            case bool flag:
                Add(flag ? 1UL : 2UL);
                break;
            case uint number:
                Add((ulong)number);
                break;
            case int number:
                Add(unchecked((ulong)number));
                break;
            case long number:
                Add(unchecked((ulong)number));
                break;
            case IConvertible number:
                Add(number.ToUInt64(null));
                break;
            default:
                foreach (var field in FieldsOf(held.GetType()))
                {
                    if (without?.Contains(field.Name) != true) Add(field.GetValue(held));
                }


                break;
        }
    }

    private static IEnumerable<(object Key, object? Value)> Entries(IDictionary dictionary)
    {
        foreach (DictionaryEntry entry in dictionary) yield return (entry.Key, entry.Value);
    }

    // In whatever order: two hosts that hold the same are the same.
    private void AddAll(IEnumerable<(object Key, object? Value)> dictionary)
    {
        var sum = 0UL;
        foreach (var (key, value) in dictionary)
        {
            var one = new Fingerprint(without);
            one.Add(key);
            one.Add(value);
            unchecked
            {
                sum += one.Value;
            }
        }

        Add(sum);
    }

    private static FieldInfo[] FieldsOf(Type type)
    {
        lock (s_fields)
        {
            if (s_fields.TryGetValue(type, out var known)) return known;
            return s_fields[type] = [.. type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic).Where(IsState)];
        }
    }

    private static bool IsState(FieldInfo field) =>
        !s_skipped.Contains(field.FieldType) && !field.FieldType.IsSubclassOf(typeof(Delegate)) && !s_places.Contains(field.Name) && field.Name != "_timers";
}
