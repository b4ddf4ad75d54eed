using System.Text.Json;
using AgeFormal.Operators;

namespace AgeFormal.Verification.Rendering;

/// <summary>Writes reports as JSON with stable names. Numbers that are not finite are written as strings.</summary>
internal sealed class ReportJson(Utf8JsonWriter json)
{
    public static string Write(VerificationReport report) =>
        JsonText.Of(json => new ReportJson(json).Report(report));

    private void Report(VerificationReport report)
    {
        json.WriteStartObject();
        json.WriteString("schema", VerificationReport.Schema);
        json.WriteString("operator", report.Operator);
        json.WriteString("group", report.Input.Group.Symbol);
        json.WriteString("input", report.Input.ToString());
        json.WriteString("conclusion", Name(report.Conclusion));
        json.WriteString("summary", report.Summary);
        json.WritePropertyName("theorem");
        Theorem(report.Theorem);
        json.WritePropertyName("grid");
        new GridJson(json).Network(report.Grid);
        Array("execution", report.Executions, Execution);
        Array("layers", report.Layers, Layer);
        Array("assumptions", report.Assumptions, json.WriteStringValue);
        json.WriteEndObject();
    }

    private void Layer(LayerReport layer)
    {
        json.WriteStartObject();
        json.WriteString("path", layer.Path);
        json.WriteString("block", layer.Block);
        json.WriteString("input", layer.Input.ToString());
        json.WritePropertyName("theorem");
        Theorem(layer.Theorem);
        json.WritePropertyName("grid");
        new GridJson(json).Layer(layer.Grid);
        Array("offsets", layer.Offsets, json.WriteNumberValue);
        Array("integers", layer.Integers, Integers);
        Array("reals", layer.Reals, Real);
        json.WriteEndObject();
    }

    private void Theorem(Verdict verdict)
    {
        json.WriteStartObject();
        json.WriteString("scope", "group");
        verdict.Match(
            proved: proved =>
            {
                json.WriteString("verdict", "proved");
                json.WriteString("claim", proved.Proof.Conclusion.ToString());
                json.WriteNumber("steps", proved.Proof.StepCount);
                ConditionJson.Array(proved.Proof.Conditions, json);
                return 0;
            },
            refuted: refuted =>
            {
                json.WriteString("verdict", "refuted");
                json.WriteString("witness", refuted.Witness.Description);
                return 0;
            },
            undecided: undecided =>
            {
                json.WriteString("verdict", "undecided");
                json.WriteString("part", undecided.Part);
                json.WriteString("reason", undecided.Reason);
                return 0;
            }
        );
        json.WriteEndObject();
    }

    private void Execution(ExecutionReport report)
    {
        json.WriteStartObject();
        json.WriteString("device", report.Device);
        Array("flags", report.Flags, json.WriteStringValue);
        json.WriteString("precision", Name(report.Precision));
        report.Outcome.Match(
            executed: executed =>
            {
                json.WritePropertyName("integers");
                Integers(executed.Integers);
                json.WritePropertyName("residual");
                Residual(executed.Residual);
                return 0;
            },
            notExecuted: notExecuted =>
            {
                json.WriteString("notExecuted", notExecuted.Reason);
                return 0;
            }
        );
        json.WriteEndObject();
    }

    private void Integers(IntegerReport report)
    {
        json.WriteStartObject();
        json.WriteString("execution", report.Execution);
        json.WriteBoolean("bitEqual", report.IsBitEqual);
        json.WriteNumber("seed", report.Seed);
        json.WriteNumber("nonZerosPerOutput", report.NonZeros);
        json.WriteNumber("inputMagnitude", report.Magnitude);
        Number("bound", report.Bound);
        Number("limit", report.Limit);
        if (report.Replaced is { } replaced)
            json.WriteString("replaced", replaced);
        if (report.Degeneracy is { } degeneracy)
            json.WriteString("degenerate", degeneracy);
        Array(
            "elements",
            report.Elements,
            element =>
            {
                json.WriteStartObject();
                json.WriteString("element", element.Name);
                Agreement(element.Agreement);
                json.WriteEndObject();
            }
        );
        json.WriteStartObject("reference");
        json.WriteString("scope", report.Reference.Scope);
        Agreement(report.Reference.Agreement);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private void Real(RealReport report)
    {
        json.WriteStartObject();
        json.WriteString("execution", report.Execution);
        json.WriteString("scope", report.Scope);
        Number("tolerance", report.Tolerance);
        json.WriteBoolean("withinTolerance", report.IsWithinTolerance);
        Outcome(report.Outcome);
        json.WriteEndObject();
    }

    private void Agreement(Agreement agreement) =>
        agreement.Match(
            equal: _ => Outcome("equal"),
            different: different =>
            {
                Outcome("different");
                json.WriteNumber("index", different.Index);
                Number("left", different.Left);
                return Number("right", different.Right);
            },
            mismatch: mismatch => Outcome("mismatch", mismatch.Reason),
            notExamined: notExamined => Outcome("notExamined", notExamined.Reason)
        );

    private void Residual(ResidualReport report)
    {
        json.WriteStartObject();
        json.WriteString("execution", report.Execution);
        Number("tolerance", report.Tolerance);
        json.WriteBoolean("withinTolerance", report.IsWithinTolerance);
        if (report.Largest is { } largest)
            Number("maxRelativeError", largest);
        Array(
            "elements",
            report.Elements,
            element =>
            {
                json.WriteStartObject();
                json.WriteString("element", element.Name);
                Outcome(element.Outcome);
                json.WriteEndObject();
            }
        );
        json.WriteEndObject();
    }

    private int Outcome(ResidualOutcome outcome) =>
        outcome.Match(
            measured: error =>
            {
                Outcome("measured");
                return Number("relativeError", error.RelativeError);
            },
            notFinite: value =>
            {
                Outcome("notFinite");
                json.WriteNumber("index", value.Index);
                return Number("value", value.Value);
            },
            mismatch: mismatch => Outcome("mismatch", mismatch.Reason),
            degenerate: degenerate => Outcome("degenerate", degenerate.Reason),
            notExamined: notExamined => Outcome("notExamined", notExamined.Reason)
        );

    private int Outcome(string outcome, string? reason = null)
    {
        json.WriteString("outcome", outcome);
        if (reason is not null)
            json.WriteString("reason", reason);
        return 0;
    }

    private int Number(string name, double value)
    {
        if (double.IsFinite(value))
            json.WriteNumber(name, value);
        else
            json.WriteString(
                name,
                value.ToString(System.Globalization.CultureInfo.InvariantCulture)
            );
        return 0;
    }

    private void Array<T>(string name, IEnumerable<T> items, Action<T> write)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
            write(item);
        json.WriteEndArray();
    }

    private static string Name(Precision precision) =>
        precision switch
        {
            Precision.Single => "float32",
            Precision.Double => "float64",
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    private static string Name(Conclusion conclusion) =>
        conclusion switch
        {
            Conclusion.ProvedAndExact => "provedAndExact",
            Conclusion.ProvedInexactOnGrid => "provedInexactOnGrid",
            Conclusion.ProvedSingleUnreliable => "provedSingleUnreliable",
            Conclusion.ExecutionDiffers => "executionDiffers",
            Conclusion.ExecutionUndecided => "executionUndecided",
            Conclusion.Refuted => "refuted",
            Conclusion.Undecided => "undecided",
            _ => throw new System.Diagnostics.UnreachableException(),
        };
}
