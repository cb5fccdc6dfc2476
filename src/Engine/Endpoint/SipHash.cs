using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Playground.Engine.Endpoint;

/// <summary>SipHash-2-4: a keyed hash of a few words that is fast enough for every SYN (Aumasson and Bernstein, 2012).</summary>
public readonly record struct SipHash(ulong Key0, ulong Key1)
{
    /// <summary>The 64-bit hash of the bytes under this key.</summary>
    public ulong Hash(ReadOnlySpan<byte> bytes)
    {
        var v = new Words(Key0, Key1);
        var tail = (ulong)bytes.Length << 56;
        for (; bytes.Length >= 8; bytes = bytes[8..]) v.Absorb(BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        for (var i = 0; i < bytes.Length; i++) tail |= (ulong)bytes[i] << (8 * i);
        v.Absorb(tail);
        return v.Finish();
    }

    private ref struct Words(ulong key0, ulong key1)
    {
        private ulong _v0 = key0 ^ 0x736f6d6570736575;
        private ulong _v1 = key1 ^ 0x646f72616e646f6d;
        private ulong _v2 = key0 ^ 0x6c7967656e657261;
        private ulong _v3 = key1 ^ 0x7465646279746573;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Absorb(ulong word)
        {
            _v3 ^= word;
            Round();
            Round();
            _v0 ^= word;
        }

        public ulong Finish()
        {
            _v2 ^= 0xff;
            for (var i = 0; i < 4; i++) Round();
            return _v0 ^ _v1 ^ _v2 ^ _v3;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private void Round()
        {
            unchecked
            {
                _v0 += _v1;
                _v2 += _v3;
                _v1 = BitOperations.RotateLeft(_v1, 13) ^ _v0;
                _v3 = BitOperations.RotateLeft(_v3, 16) ^ _v2;
                _v0 = BitOperations.RotateLeft(_v0, 32);
                _v2 += _v1;
                _v0 += _v3;
                _v1 = BitOperations.RotateLeft(_v1, 17) ^ _v2;
                _v3 = BitOperations.RotateLeft(_v3, 21) ^ _v0;
                _v2 = BitOperations.RotateLeft(_v2, 32);
            }
        }
    }
}
