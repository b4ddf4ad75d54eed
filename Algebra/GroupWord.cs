namespace AgeFormal.Algebra;

/// <summary>A symbolic element of G = N ⋊ H as written: the syntax of products, inverses and projections of letters.</summary>
/// <remarks>Equality is that of syntax; equality in every G is that of <see cref="NormalForm"/>.</remarks>
public abstract record GroupWord
{
    private GroupWord() { }

    /// <summary>A symbolic element.</summary>
    /// <param name="Symbol">The letter.</param>
    public sealed record Letter(GroupLetter Symbol) : GroupWord
    {
        /// <inheritdoc/>
        public override T Fold<T>(IGroupWordFold<T> fold)
        {
            Enter(fold);
            return fold.Letter(Symbol);
        }
    }

    /// <summary>ab.</summary>
    /// <param name="Left">a.</param>
    /// <param name="Right">b.</param>
    public sealed record Product(GroupWord Left, GroupWord Right) : GroupWord
    {
        /// <inheritdoc/>
        public override T Fold<T>(IGroupWordFold<T> fold)
        {
            Enter(fold);
            return fold.Product(Left.Fold(fold), Right.Fold(fold));
        }
    }

    /// <summary>a⁻¹.</summary>
    /// <param name="Operand">a.</param>
    public sealed record Inverse(GroupWord Operand) : GroupWord
    {
        /// <inheritdoc/>
        public override T Fold<T>(IGroupWordFold<T> fold)
        {
            Enter(fold);
            return fold.Inverse(Operand.Fold(fold));
        }
    }

    /// <summary>e.</summary>
    public sealed record Identity : GroupWord
    {
        /// <inheritdoc/>
        public override T Fold<T>(IGroupWordFold<T> fold)
        {
            Enter(fold);
            return fold.Identity();
        }
    }

    /// <summary>π_H(a): (x, h) ↦ (0, h), a homomorphism.</summary>
    /// <param name="Operand">a.</param>
    public sealed record LinearPart(GroupWord Operand) : GroupWord
    {
        /// <inheritdoc/>
        public override T Fold<T>(IGroupWordFold<T> fold)
        {
            Enter(fold);
            return fold.LinearPart(Operand.Fold(fold));
        }
    }

    /// <summary>π_X(a): (x, h) ↦ (x, e), so that a = π_X(a) π_H(a).</summary>
    /// <param name="Operand">a.</param>
    public sealed record TranslationPart(GroupWord Operand) : GroupWord
    {
        /// <inheritdoc/>
        public override T Fold<T>(IGroupWordFold<T> fold)
        {
            Enter(fold);
            return fold.TranslationPart(Operand.Fold(fold));
        }
    }

    /// <summary>Replaces every constructor by a function, bottom up.</summary>
    /// <exception cref="NestingException">The word is nested too deeply for the stack.</exception>
    public abstract T Fold<T>(IGroupWordFold<T> fold);

    /// <inheritdoc/>
    public virtual bool Equals(GroupWord? other)
    {
        Recursion.Enter();
        return other is not null && EqualityContract == other.EqualityContract;
    }

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        Recursion.Enter();
        return EqualityContract.GetHashCode();
    }

    private static void Enter(object fold)
    {
        ArgumentNullException.ThrowIfNull(fold);
        Recursion.Enter();
    }

    /// <summary>e.</summary>
    public static GroupWord One { get; } = new Identity();

    /// <summary>The word of one letter.</summary>
    public static GroupWord Of(GroupLetter letter)
    {
        ArgumentNullException.ThrowIfNull(letter);
        return new Letter(letter);
    }

    /// <summary>ab as written, nothing is reduced.</summary>
    public static GroupWord operator *(GroupWord left, GroupWord right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        return new Product(left, right);
    }

    /// <summary>a⁻¹ as written.</summary>
    public GroupWord Inverted() => new Inverse(this);

    /// <summary>π_H(a) as written.</summary>
    public GroupWord LinearOnly() => new LinearPart(this);

    /// <summary>π_X(a) as written.</summary>
    public GroupWord TranslationOnly() => new TranslationPart(this);

    /// <summary>The normal form: two words have the same one iff they are equal in every N ⋊ H with N abelian.</summary>
    public NormalForm Normalise() => Fold(NormalForm.Interpretation);

    /// <summary>Every letter replaced at once by a word of its sort; null keeps the letter.</summary>
    /// <exception cref="LetterSortException">A word of another sort is put for a letter of sort N or H.</exception>
    public GroupWord Substitute(Func<GroupLetter, GroupWord?> replacement)
    {
        ArgumentNullException.ThrowIfNull(replacement);
        return Fold(new GroupWordSubstitution(replacement));
    }

    /// <summary>The word, for example <c>ḡ⁻¹·v</c>.</summary>
    public sealed override string ToString() => Fold(GroupWordText.Instance).Text;
}

/// <summary>An interpretation of words: one function per constructor.</summary>
/// <typeparam name="T">The meaning of a word.</typeparam>
public interface IGroupWordFold<T>
{
    /// <summary>The meaning of a letter.</summary>
    T Letter(GroupLetter letter);

    /// <summary>The meaning of ab.</summary>
    T Product(T left, T right);

    /// <summary>The meaning of a⁻¹.</summary>
    T Inverse(T operand);

    /// <summary>The meaning of e.</summary>
    T Identity();

    /// <summary>The meaning of π_H(a).</summary>
    T LinearPart(T operand);

    /// <summary>The meaning of π_X(a).</summary>
    T TranslationPart(T operand);
}
