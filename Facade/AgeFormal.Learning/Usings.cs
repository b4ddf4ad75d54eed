global using Verdict = AgeFormal.Verification.Verdict<
    AgeFormal.Verification.Derivation,
    AgeFormal.Verification.Witness
>;
