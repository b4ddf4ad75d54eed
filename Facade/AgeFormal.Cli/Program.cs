using System.Text;
using AgeFormal.Cli;

Console.OutputEncoding = Encoding.UTF8;
return await CommandLine.RunAsync(args, Terminal.Standard());
