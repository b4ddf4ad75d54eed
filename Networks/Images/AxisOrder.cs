namespace AgeFormal.Networks.Images;

/// <summary>The order in which a network reads the axes of an image [rows, columns].</summary>
public enum AxisOrder
{
    /// <summary>As the image has them.</summary>
    RowsColumns,

    /// <summary>Exchanged, as data stored column by column are read.</summary>
    ColumnsRows,
}
