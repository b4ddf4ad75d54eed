using System.Globalization;
using System.Text;
using AgeFormal.Algebra;

namespace AgeFormal.Verification.Checking;

/// <summary>
/// A translation in a case: d rows over d columns for each symbol, and a last column for a constant, in doubled coordinates.
/// </summary>
internal sealed class CaseVector
{
    private readonly int _rows;
    private readonly int _columns;
    private readonly int[] _entries;

    private CaseVector(int rows, int columns, int[] entries)
    {
        _rows = rows;
        _columns = columns;
        _entries = entries;
    }

    /// <summary>0 over a number of symbols.</summary>
    public static CaseVector Zero(int dimension, int symbols)
    {
        var columns = dimension * symbols + 1;
        return new(dimension, columns, new int[dimension * columns]);
    }

    /// <summary>The symbol with a number.</summary>
    public CaseVector Symbol(int number) =>
        Filled((row, column) => column == number * _rows + row ? 1 : 0);

    /// <summary>A point in doubled coordinates.</summary>
    public CaseVector Point(EqArray<int> doubled) =>
        Filled((row, column) => column == _columns - 1 ? doubled[row] : 0);

    /// <summary>x + factor · y.</summary>
    public CaseVector Plus(CaseVector other, int factor) =>
        Filled((row, column) => checked(this[row, column] + factor * other[row, column]));

    /// <summary>M x.</summary>
    public CaseVector Times(IntMatrix matrix) =>
        Filled(
            (row, column) =>
            {
                var sum = 0;
                for (var k = 0; k < _rows; k++)
                    sum += matrix[row, k] * this[k, column];
                return sum;
            }
        );

    /// <summary>The matrix of a symbol.</summary>
    public IntMatrix Of(int number)
    {
        var entries = new int[_rows * _rows];
        for (var row = 0; row < _rows; row++)
        for (var column = 0; column < _rows; column++)
            entries[row * _rows + column] = this[row, number * _rows + column];
        return IntMatrix.Of(_rows, entries);
    }

    /// <summary>Whether all entries agree.</summary>
    public bool IsEqualTo(CaseVector other) => _entries.AsSpan().SequenceEqual(other._entries);

    /// <summary>Whether no symbol from a number on occurs.</summary>
    public bool IsFreeFrom(int number)
    {
        for (var row = 0; row < _rows; row++)
        for (var column = number * _rows; column < _columns - 1; column++)
            if (this[row, column] != 0)
                return false;
        return true;
    }

    /// <summary>The point, in doubled coordinates, where no symbol occurs.</summary>
    public EqArray<int> Constant =>
        Enumerable.Range(0, _rows).Select(row => this[row, _columns - 1]).ToEqArray();

    /// <summary>The entries that are not 0.</summary>
    public override string ToString()
    {
        var text = new StringBuilder("(");
        for (var i = 0; i < _entries.Length; i++)
            if (_entries[i] != 0)
                text.Append(CultureInfo.InvariantCulture, $"{i}:{_entries[i]} ");
        return text.Append(')').ToString();
    }

    private int this[int row, int column] => _entries[row * _columns + column];

    private CaseVector Filled(Func<int, int, int> entry)
    {
        var entries = new int[_entries.Length];
        for (var row = 0; row < _rows; row++)
        for (var column = 0; column < _columns; column++)
            entries[row * _columns + column] = entry(row, column);
        return new(_rows, _columns, entries);
    }
}
