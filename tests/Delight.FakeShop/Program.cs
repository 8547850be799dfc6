using Delight.FakeShops;
using Microsoft.Extensions.Configuration;

var options = new FakeShopOptions { Port = 8090 };
new ConfigurationBuilder().AddEnvironmentVariables("FAKE_SHOP_").AddCommandLine(args).Build().Bind(options);
await using var shop = await FakeShop.StartAsync(options);
Console.WriteLine($"{options.Name} is open at {shop.Address}");
await shop.WaitForShutdownAsync();
