using QboConnect.App.Hosting;

return await AppHost.RunAsync(args);
