namespace Playground.Filters;

/// <summary>How values are compared.</summary>
internal enum FilterComparison
{
    /// <summary>Any value is equal.</summary>
    Equal,

    /// <summary>Every value is another, and there is one.</summary>
    NotEqual,

    /// <summary>Every value is equal, and there is one.</summary>
    AllEqual,

    /// <summary>Any value is another.</summary>
    AnyNotEqual,

    /// <summary>Any value is less.</summary>
    Less,

    /// <summary>Any value is less or equal.</summary>
    LessOrEqual,

    /// <summary>Any value is greater.</summary>
    Greater,

    /// <summary>Any value is greater or equal.</summary>
    GreaterOrEqual,

    /// <summary>Any value has it in it.</summary>
    Contains,
}

/// <summary>A part of a filter: it lets a packet through or not.</summary>
internal abstract record FilterNode
{
    public abstract bool Matches(Packet packet);
}

/// <summary>Both.</summary>
internal sealed record AndNode(FilterNode Left, FilterNode Right) : FilterNode
{
    public override bool Matches(Packet packet) => Left.Matches(packet) && Right.Matches(packet);
}

/// <summary>One or both.</summary>
internal sealed record OrNode(FilterNode Left, FilterNode Right) : FilterNode
{
    public override bool Matches(Packet packet) => Left.Matches(packet) || Right.Matches(packet);
}

/// <summary>One, not both.</summary>
internal sealed record XorNode(FilterNode Left, FilterNode Right) : FilterNode
{
    public override bool Matches(Packet packet) => Left.Matches(packet) != Right.Matches(packet);
}

/// <summary>Not.</summary>
internal sealed record NotNode(FilterNode Inner) : FilterNode
{
    public override bool Matches(Packet packet) => !Inner.Matches(packet);
}

/// <summary>The field is there.</summary>
internal sealed record ExistsNode(FilterField Field) : FilterNode
{
    public override bool Matches(Packet packet) => Field.In(packet).Any();
}

/// <summary>Of these bits the field has one, or just those named.</summary>
internal sealed record BitsNode(FilterField Field, long Mask, long? Bits, bool IsNot) : FilterNode
{
    public override bool Matches(Packet packet) =>
        Field.In(packet).Any(value => Bits is null ? ((long)value.Number & Mask) != 0 : (((long)value.Number & Mask) == Bits) != IsNot);
}

/// <summary>The field compares with a value.</summary>
internal sealed record CompareNode(FilterField Field, FilterComparison How, FilterLiteral Literal) : FilterNode
{
    public override bool Matches(Packet packet) => How switch
    {
        FilterComparison.Equal => Field.In(packet).Any(Literal.Holds),
        FilterComparison.NotEqual => Field.In(packet).Any() && !Field.In(packet).Any(Literal.Holds),
        FilterComparison.AllEqual => Field.In(packet).Any() && Field.In(packet).All(Literal.Holds),
        FilterComparison.AnyNotEqual => Field.In(packet).Any(value => !Literal.Holds(value)),
        FilterComparison.Less => Field.In(packet).Any(value => value.Number < Literal.Value.Number),
        FilterComparison.LessOrEqual => Field.In(packet).Any(value => value.Number <= Literal.Value.Number),
        FilterComparison.Greater => Field.In(packet).Any(value => value.Number > Literal.Value.Number),
        FilterComparison.GreaterOrEqual => Field.In(packet).Any(value => value.Number >= Literal.Value.Number),
        FilterComparison.Contains => Field.In(packet).Any(Literal.IsIn),
    };
}

/// <summary>The field is one of these values.</summary>
internal sealed record InNode(FilterField Field, IReadOnlyList<FilterLiteral> Literals) : FilterNode
{
    public override bool Matches(Packet packet) => Field.In(packet).Any(value => Literals.Any(literal => literal.Holds(value)));
}
