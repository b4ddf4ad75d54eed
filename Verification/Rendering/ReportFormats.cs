using AgeFormal.Verification.Designs;
using AgeFormal.Verification.Rendering;
using AgeFormal.Verification.Rendering.Html;

namespace AgeFormal.Verification;

/// <summary>Reports as JSON and as pages.</summary>
public static class ReportFormats
{
    /// <summary>The report as JSON of the schema <see cref="DesignReport.Schema"/>.</summary>
    public static string ToJson(this DesignReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return DesignJson.Write(report);
    }

    /// <summary>The report as one HTML page that refers to nothing outside of it.</summary>
    public static string ToHtml(this DesignReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return DesignPage.Write(report);
    }

    /// <summary>The report as JSON of the schema <see cref="VerificationReport.Schema"/>.</summary>
    public static string ToJson(this VerificationReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return ReportJson.Write(report);
    }

    /// <summary>The report as one HTML page that refers to nothing outside of it.</summary>
    public static string ToHtml(this VerificationReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return NetworkPage.Write(report);
    }
}
