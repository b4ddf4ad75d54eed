using AgeFormal.Algebra;

namespace AgeFormal.Verification.Models;

/// <summary>f_c at an element.</summary>
/// <param name="Channel">c.</param>
/// <param name="Element">The element index; on the lattice that of a translation.</param>
/// <param name="Value">The value.</param>
public sealed record SignalEntry(int Channel, int Element, Rational Value);

/// <summary>An entry of a parameter.</summary>
/// <param name="Name">The parameter.</param>
/// <param name="Index">Per axis, a channel, an element of H, or the index of a translation of the torus.</param>
/// <param name="Value">The value.</param>
public sealed record ParameterEntry(string Name, EqArray<int> Index, Rational Value);

/// <summary>The element that a named constant stands for.</summary>
/// <param name="Name">The constant.</param>
/// <param name="Element">The element index.</param>
public sealed record ConstantElement(string Name, int Element);
