Console.WriteLine("ageformal");
