using Playground.Contracts;

namespace Playground.Filters;

/// <summary>
/// Reads a filter: Or is made of Xors, those of Ands, those of tests with or without Not before them. It stops at the first mistake.
/// </summary>
internal sealed class FilterParser(List<FilterToken> tokens)
{
    private static readonly (string Sign, string Word, FilterComparison How)[] s_comparisons =
    [
        ("==", "eq", FilterComparison.Equal), ("!=", "ne", FilterComparison.NotEqual), ("===", "all_eq", FilterComparison.AllEqual),
        ("!==", "any_ne", FilterComparison.AnyNotEqual), ("<", "lt", FilterComparison.Less), ("<=", "le", FilterComparison.LessOrEqual),
        (">", "gt", FilterComparison.Greater), (">=", "ge", FilterComparison.GreaterOrEqual), ("contains", "contains", FilterComparison.Contains),
    ];

    private int _at;
    private int _depth;

    /// <summary>The first mistake; none when there is none.</summary>
    public FilterMistake? Mistake { get; private set; }

    /// <summary>A word about a test that is often mistaken; none for most filters.</summary>
    public Sentence? Remark { get; private set; }

    private FilterToken Next => tokens[_at];

    /// <summary>Reads the whole filter; none where there is a mistake.</summary>
    public FilterNode? Parse()
    {
        var root = Or();
        if (Mistake is not null || Next.Kind == FilterTokenKind.End) return root;
        return Fail(Next.Is(")") ? new("This bracket closes none that is open.") : new("Between two tests stands && or ||."));
    }

    private FilterNode? Or()
    {
        var left = Xor();
        while (Mistake is null && (Take("||") || Take("or"))) left = Join(left, Xor(), (one, other) => new OrNode(one, other));
        return left;
    }

    private FilterNode? Xor()
    {
        var left = And();
        while (Mistake is null && (Take("^^") || Take("xor"))) left = Join(left, And(), (one, other) => new XorNode(one, other));
        return left;
    }

    private FilterNode? And()
    {
        var left = Not();
        while (Mistake is null && (Take("&&") || Take("and"))) left = Join(left, Not(), (one, other) => new AndNode(one, other));
        return left;
    }

    private static FilterNode? Join(FilterNode? left, FilterNode? right, Func<FilterNode, FilterNode, FilterNode> how) =>
        left is null || right is null ? null : how(left, right);

    private FilterNode? Not()
    {
        var isNot = Next.Is("!") || Next.Is("not");
        if (!isNot && !Next.Is("(")) return Test();
        if (++_depth > DisplayFilter.MostDepth) return Fail(new("The brackets here lie more than {0} deep in each other.", $"{DisplayFilter.MostDepth}"));
        var node = isNot ? Negated() : Bracket();
        _depth--;
        return node;
    }

    private NotNode? Negated()
    {
        _at++;
        return Not() is { } inner ? new NotNode(inner) : null;
    }

    private FilterNode? Bracket()
    {
        var open = Next;
        _at++;
        var inner = Or();
        if (Mistake is not null || Take(")")) return inner;
        if (Next.Kind != FilterTokenKind.End) return Fail(new("Between two tests stands && or ||."));
        return Fail(open, new("This bracket is not closed."));
    }

    private FilterNode? Test()
    {
        var name = Next;
        if (name.Kind == FilterTokenKind.End) return Fail(new("Here a test is missing, as tcp.port == 80."));
        if (name.Kind != FilterTokenKind.Word || IsOperator(name)) return Fail(new("A test begins with the name of a field, as tcp.port; {0} is none.", name.Text));
        if (FilterFields.Find(name.Text) is not { } field) return FailName(name);
        _at++;
        if (Take("in")) return Set(field);
        if (Take("&")) return Bits(field);
        if (Next.Is("matches")) return Fail(new("Patterns can't be asked about here; contains looks for text as it stands."));
        var comparison = Array.Find(s_comparisons, one => Next.Is(one.Sign) || Next.Is(one.Word));
        return comparison.Sign is null ? Alone(field) : Compare(field, comparison.How);
    }

    private ExistsNode Alone(FilterField field)
    {
        if (field.Kind == FieldKind.Flag) Remark = new("{0} alone asks whether the field is there, and it always is. For the bit, write {0} == 1.", field.Name);
        return new(field);
    }

    private CompareNode? Compare(FilterField field, FilterComparison how)
    {
        var sign = Next;
        _at++;
        if (Misfit(field, how) is { } misfit) return Fail<CompareNode>(sign, misfit);
        if (IsValueMissing()) return Fail<CompareNode>(Next, new("Here a value to compare with is missing."));
        if (FilterLiteral.Read(field, Next, out var literal) is { } wrong) return Fail<CompareNode>(Next, wrong, Suggestion(field));
        _at++;
        return new(field, how, literal);
    }

    private static Sentence? Misfit(FilterField field, FilterComparison how)
    {
        var hasOrder = field.Kind is FieldKind.Number or FieldKind.Time or FieldKind.Flag;
        var isOrder = how is FilterComparison.Less or FilterComparison.LessOrEqual or FilterComparison.Greater or FilterComparison.GreaterOrEqual;
        if (field.Kind == FieldKind.Mark) return new("{0} has no value: it is there or it isn't. Write it alone, or ! before it.", field.Name);
        if (isOrder && !hasOrder) return new("{0} holds no numbers, and only numbers are more or less.", field.Name);
        var canContain = field.Kind is FieldKind.Octets or FieldKind.Text;
        return how == FilterComparison.Contains && !canContain ? new("contains looks into octets and text, and {0} is neither.", field.Name) : null;
    }

    private InNode? Set(FilterField field)
    {
        if (!Next.Is("{")) return Fail<InNode>(Next, new("After in stands a set, as {0}.", "{80, 443}"));
        var open = Next;
        _at++;
        var literals = new List<FilterLiteral>();
        while (Mistake is null && !Take("}"))
        {
            if (Next.Kind == FilterTokenKind.End) return Fail<InNode>(open, new("This set is not closed."));
            if (Element(field) is { } literal) literals.Add(literal);
            Take(",");
        }

        if (Mistake is not null) return null;
        return literals.Count == 0 ? Fail<InNode>(open, new("This set is empty: nothing can be in it.")) : new(field, literals);
    }

    private FilterLiteral? Element(FilterField field)
    {
        if (IsValueMissing()) return Fail<FilterLiteral?>(Next, new("In a set stand values, with commas between them; {0} is none.", Next.Text));
        if (FilterLiteral.Read(field, Next, out var least) is { } wrong) return Fail<FilterLiteral?>(Next, wrong, Suggestion(field));
        _at++;
        if (!Take("..")) return least;
        if (field.Kind is not (FieldKind.Number or FieldKind.Time)) return Fail<FilterLiteral?>(Next, new("{0} holds no numbers, and only numbers have a range.", field.Name));
        if (IsValueMissing()) return Fail<FilterLiteral?>(Next, new("Here the end of the range is missing."));
        if (FilterLiteral.Read(field, Next, out var most) is { } bad) return Fail<FilterLiteral?>(Next, bad);
        if (most.Value.Number < least.Value.Number) return Fail<FilterLiteral?>(Next, new("This range ends before it begins."));
        _at++;
        return least with { Upper = most.Value.Number };
    }

    private BitsNode? Bits(FilterField field)
    {
        if (field.Kind != FieldKind.Number) return Fail<BitsNode>(tokens[_at - 1], new("{0} is no number, and only numbers have bits.", field.Name));
        if (IsValueMissing() || !FilterLiteral.TryNumber(FieldKind.Number, Next.Text, out var mask)) return Fail<BitsNode>(Next, new("After & stand the bits to look at, as 0x12."));
        _at++;
        var isNot = Next.Is("!=") || Next.Is("ne");
        if (!isNot && !Next.Is("==") && !Next.Is("eq")) return new(field, (long)mask, null, false);
        _at++;
        if (IsValueMissing() || !FilterLiteral.TryNumber(FieldKind.Number, Next.Text, out var bits)) return Fail<BitsNode>(Next, new("Here the bits that are to be on are missing, as 0x12."));
        _at++;
        return new(field, (long)mask, (long)bits, isNot);
    }

    private bool IsValueMissing() => Next.Kind is FilterTokenKind.End or FilterTokenKind.Sign || (Next.Kind == FilterTokenKind.Word && IsOperator(Next));

    private static bool IsOperator(in FilterToken token)
    {
        var text = token.Text;
        return token.Is("and") || token.Is("or") || token.Is("xor") || token.Is("not") || token.Is("in") || token.Is("matches")
            || Array.Exists(s_comparisons, one => string.Equals(one.Word, text, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Text that was probably meant to stand between quotation marks.</summary>
    private string? Suggestion(FilterField field) =>
        field.Kind == FieldKind.Octets && Next.Kind == FilterTokenKind.Word ? $"\"{Next.Text}\"" : null;

    private FilterNode? FailName(in FilterToken name)
    {
        if (char.IsAsciiDigit(name.Text[0])) return Fail(new("A test begins with the name of a field, as tcp.port; {0} is none.", name.Text));
        var meant = FilterFields.Closest(name.Text)?.Name;
        return Fail<FilterNode>(name, meant is null ? new("There is no field {0} here.", name.Text) : new("There is no field {0}. Did you mean {1}?", name.Text, meant), meant);
    }

    private bool Take(string text)
    {
        if (!Next.Is(text)) return false;
        _at++;
        return true;
    }

    private FilterNode? Fail(Sentence says) => Fail<FilterNode>(Next, says);

    private FilterNode? Fail(in FilterToken token, Sentence says) => Fail<FilterNode>(token, says);

    private T? Fail<T>(in FilterToken token, Sentence says, string? meant = null)
    {
        Mistake ??= new(says, token.At + 1, token.Length, meant);
        return default;
    }
}
