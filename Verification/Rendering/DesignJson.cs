using System.Text.Json;
using AgeFormal.Algebra;
using AgeFormal.Operators.Language;
using AgeFormal.Verification.Designs;
using AgeFormal.Verification.Models;
using AgeFormal.Verification.Refuting;

namespace AgeFormal.Verification.Rendering;

/// <summary>Writes reports on designs as JSON with stable names.</summary>
internal static class DesignJson
{
    public static string Write(DesignReport report) =>
        JsonText.Of(json =>
        {
            json.WriteStartObject();
            json.WriteString("schema", DesignReport.Schema);
            json.WriteString("name", report.Design.Name);
            json.WriteString("design", DesignText.Render(report.Design));
            json.WriteString("formula", report.Design.Formula.ToString());
            json.WriteString("scope", report.Scope);
            Symbols("groups", report.Groups.Select(group => group.Symbol).ToEqArray(), json);
            Theorem(report, json);
            if (report.Culprit is { } culprit)
                CulpritJson.Property(culprit, json);
            Listed("replays", report.Replays, ExecutionJson.Write, json);
            Listed("executions", report.Executions, ExecutionJson.Write, json);
            Conditions(report, json);
            json.WriteString("summary", report.Summary);
            Models(report.Models, json);
            Listed("named", report.Named, Named, json);
            if (report.Conditional is { } conditional)
                Conditional(conditional, json);
            json.WriteEndObject();
        });

    private static void Theorem(DesignReport report, Utf8JsonWriter json) =>
        report.Theorem.Match(
            proved: proved =>
            {
                json.WriteString("verdict", "proved");
                json.WriteNumber("steps", proved.Proof.StepCount);
                json.WriteString(
                    "functions",
                    proved.Proof.FunctionLaws.Count == 0 ? "all" : "as named"
                );
                Listed(
                    "functionLaws",
                    proved.Proof.FunctionLaws,
                    (law, writer) => writer.WriteStringValue(law.Name),
                    json
                );
                return 0;
            },
            refuted: refuted =>
            {
                json.WriteString("verdict", "refuted");
                json.WritePropertyName("counterexample");
                if (refuted.Witness.Counterexample is { } found)
                    json.WriteRawValue(found.ToJson());
                else
                    json.WriteStringValue(refuted.Witness.Description);
                return 0;
            },
            undecided: undecided =>
            {
                json.WriteString("verdict", "undecided");
                json.WriteString("part", undecided.Part);
                json.WriteString("reason", undecided.Reason);
                if (undecided.WithOtherFunctions?.Counterexample is { } replaced)
                {
                    json.WritePropertyName("withOtherFunctions");
                    json.WriteRawValue(replaced.ToJson());
                }
                return 0;
            }
        );

    // A list that is absent where nothing was asked for.
    private static void Listed<T>(
        string name,
        EqArray<T> items,
        Action<T, Utf8JsonWriter> write,
        Utf8JsonWriter json
    )
    {
        if (items.Count == 0)
            return;
        json.WriteStartArray(name);
        foreach (var item in items)
            write(item, json);
        json.WriteEndArray();
    }

    private static void Conditions(DesignReport report, Utf8JsonWriter json)
    {
        json.WriteStartArray("conditions");
        foreach (var one in report.Conditions)
        {
            json.WriteStartObject();
            ConditionJson.Properties(one.Condition, json);
            json.WriteString(
                "ground",
                one.Ground switch
                {
                    ConditionGround.Declared => "declared",
                    ConditionGround.Computed => "computed",
                    _ => throw new System.Diagnostics.UnreachableException(),
                }
            );
            Symbols("computedOn", one.Groups, json);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    // A list that is absent where no groups are named.
    private static void Symbols(string name, EqArray<string> symbols, Utf8JsonWriter json)
    {
        if (symbols.Count == 0)
            return;
        json.WriteStartArray(name);
        foreach (var symbol in symbols)
            json.WriteStringValue(symbol);
        json.WriteEndArray();
    }

    private static void Conditional(ConditionalReport report, Utf8JsonWriter json)
    {
        json.WriteStartObject("conditional");
        json.WriteString(
            "verdict",
            report.Theorem.Match(
                proved: _ => "proved",
                refuted: _ => "refuted",
                undecided: _ => "undecided"
            )
        );
        ConditionJson.Array(report.Conditions, json);
        json.WriteString("summary", report.Summary);
        Models(report.Models, json);
        Listed("named", report.Named, Named, json);
        json.WriteEndObject();
    }

    private static void Named(NamedRun run, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("group", run.Group.Symbol);
        json.WriteNumber("side", run.Side);
        json.WriteNumber("compared", run.Compared);
        json.WriteNumber("undefined", run.Undefined);
        json.WriteBoolean("holds", run.Holds);
        json.WriteEndObject();
    }

    private static void Models(EqArray<ModelRun> runs, Utf8JsonWriter json)
    {
        json.WriteStartArray("models");
        foreach (var run in runs)
        {
            json.WriteStartObject();
            json.WriteString("group", run.Group.Symbol);
            json.WriteNumber("side", run.Side);
            json.WriteNumber("instances", run.Instances);
            json.WriteNumber("allInstances", run.AllInstances);
            json.WriteBoolean("holds", run.Failure is null);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
