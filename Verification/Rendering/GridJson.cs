using System.Text.Json;
using AgeFormal.Algebra;
using AgeFormal.Verification.Grids;

namespace AgeFormal.Verification.Rendering;

/// <summary>Writes lattice exactness as JSON with stable names. Pixels are multiples of 1/2 and so exact.</summary>
internal sealed class GridJson(Utf8JsonWriter json)
{
    public void Network(NetworkExactness network)
    {
        json.WriteStartObject();
        Exact(network.Subgroup, network.IsExact);
        json.WriteString("reason", network.Summary);
        Array("blame", network.Blame, layer => json.WriteStringValue(network.NameOf(layer)));
        Array("drifts", network.Drifts, Drift);
        Array(
            "branches",
            network.Disagreements,
            disagreement =>
            {
                json.WriteStartObject();
                json.WriteString("path", disagreement.Path);
                Array("branches", disagreement.Branches, Branch);
                json.WriteEndObject();
            }
        );
        Array("repairs", network.Repairs, Repair);
        Translations(network.Translations);
        json.WriteEndObject();
    }

    public void Layer(LayerExactness layer)
    {
        json.WriteStartObject();
        Exact(layer.Subgroup, layer.IsExact);
        json.WriteString("reason", layer.Reason);
        json.WriteBoolean("responsible", layer.IsResponsible);
        Array("axes", layer.Axes, Axis);
        Array("elements", layer.Elements, Element);
        Translations(layer.Translations);
        json.WriteEndObject();
    }

    private void Exact(Subgroup subgroup, bool isExact)
    {
        json.WriteBoolean("exact", isExact);
        Array(
            "exactElements",
            subgroup.Elements.Select(h => subgroup.Group.ElementNames[h]),
            json.WriteStringValue
        );
        json.WriteString("exactSubgroup", subgroup.ToString());
    }

    private void Axis(AxisRemainder axis)
    {
        json.WriteStartObject();
        json.WriteNumber("axis", axis.Axis);
        json.WriteNumber("n", axis.Size);
        json.WriteNumber("k", axis.Window);
        json.WriteNumber("d", axis.Dilation);
        json.WriteNumber("s", axis.Stride);
        if (axis.Upsampling > 1)
            json.WriteNumber("u", axis.Upsampling);
        json.WriteNumber("before", axis.Before);
        json.WriteNumber("after", axis.After);
        json.WriteNumber("outputs", axis.Outputs);
        json.WriteNumber("N", axis.Play);
        json.WriteNumber("r", axis.Remainder);
        json.WriteEndObject();
    }

    private void Element(ElementExactness element)
    {
        json.WriteStartObject();
        json.WriteString("element", element.Name);
        json.WriteBoolean("tapTable", element.IsExact);
        json.WriteBoolean("closedForm", element.IsExactByClosedForm);
        Array(
            "obstructions",
            element.Obstructions,
            obstruction => json.WriteStringValue(obstruction.ToString())
        );
        json.WriteEndObject();
    }

    private void Branch(BranchDrift branch)
    {
        json.WriteStartObject();
        json.WriteString("branch", branch.Branch);
        Array("drifts", branch.Drifts, Drift);
        json.WriteEndObject();
    }

    private void Drift(Drift drift)
    {
        json.WriteStartObject();
        Array("stride", drift.Stride, stride => json.WriteNumberValue(stride.ToDouble()));
        Array("pixels", drift.Pixels, pixels => json.WriteNumberValue(pixels.ToDouble()));
        Array("through", drift.Through, json.WriteStringValue);
        json.WriteEndObject();
    }

    private void Repair(Repair repair)
    {
        json.WriteStartObject();
        json.WriteString("kind", Name(repair.Kind));
        Array(
            "steps",
            repair.Steps,
            step =>
            {
                json.WriteStartObject();
                json.WriteString("path", step.Path);
                json.WriteString("from", step.From);
                json.WriteString("to", step.To);
                json.WriteEndObject();
            }
        );
        json.WriteString("input", repair.Result.Input.ToString());
        json.WriteString("output", repair.Result.Output.ToString());
        json.WriteEndObject();
    }

    private void Translations(TranslationExactness translations)
    {
        json.WriteStartObject("translations");
        json.WriteString("scope", Name(translations.Scope));
        Array("step", translations.Step, json.WriteNumberValue);
        Array("interior", translations.Interior, json.WriteNumberValue);
        json.WriteString("statement", translations.ToString());
        json.WriteEndObject();
    }

    private void Array<T>(string name, IEnumerable<T> items, Action<T> write)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
            write(item);
        json.WriteEndArray();
    }

    private static string Name(RepairKind kind) =>
        kind switch
        {
            RepairKind.InputSize => "inputSize",
            RepairKind.Padding => "padding",
            RepairKind.ConvolutionAndPooling => "convolutionAndPooling",
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    private static string Name(TranslationScope scope) =>
        scope switch
        {
            TranslationScope.Torus => "torus",
            TranslationScope.Interior => "interior",
            TranslationScope.SupportInside => "supportInside",
            _ => throw new System.Diagnostics.UnreachableException(),
        };
}
