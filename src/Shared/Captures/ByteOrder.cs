using System.Buffers.Binary;

namespace Playground.Captures;

/// <summary>The order in which a file's numbers stand: that of the machine which wrote it.</summary>
internal readonly record struct ByteOrder(bool IsLittle)
{
    public ushort U16(ReadOnlySpan<byte> bytes) =>
        IsLittle ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : BinaryPrimitives.ReadUInt16BigEndian(bytes);

    public uint U32(ReadOnlySpan<byte> bytes) =>
        IsLittle ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : BinaryPrimitives.ReadUInt32BigEndian(bytes);

    public long I64(ReadOnlySpan<byte> bytes) =>
        IsLittle ? BinaryPrimitives.ReadInt64LittleEndian(bytes) : BinaryPrimitives.ReadInt64BigEndian(bytes);
}
