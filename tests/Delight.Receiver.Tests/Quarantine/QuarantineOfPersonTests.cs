using System.Text;
using Delight.ObjectMother;
using Delight.ObjectMother.Stores;
using Delight.Platform.Privacy;
using Delight.Receiver.Privacy;

namespace Delight.Receiver.Tests.Quarantine;

public class QuarantineOfPersonTests(StoreKind kind) : OnEachStore(kind, typeof(ReceiverModule))
{
    private static readonly Person Ada = new(Shop.Domain, 4711, [99], Guid.NewGuid());

    [TestCase("""{"customer":{"id":4711}}""", ExpectedResult = 0)]
    [TestCase("""{"customer":{"id":"4711"}}""", ExpectedResult = 0)]
    [TestCase("""{"id":99}""", ExpectedResult = 0)]
    [TestCase("""{"customer":{"id":47110}}""", ExpectedResult = 1)]
    [TestCase("""{"customer":{"id":14711},"id":990}""", ExpectedResult = 1)]
    [TestCase("broken 4711", ExpectedResult = 0)]
    public async Task<long> What_speaks_of_the_person_goes(string body)
    {
        await SetAsideAsync(body);

        await WriteAsync(s => new QuarantineOfPerson().RedactAsync(s, Ada));

        return await CountAsync("select count(*) from quarantine");
    }

    [TestCase("""{"customer":null,"email":"Ada@Example.com"}""", ExpectedResult = 0)]
    [TestCase("""{"customer":null,"email":"big-ada@example.com"}""", ExpectedResult = 1)]
    [TestCase("""{"customer":null,"email":"ada@example.com.au"}""", ExpectedResult = 1)]
    [TestCase("""{"phone":"+15145550123","cust""", ExpectedResult = 0)]
    [TestCase("""{"phone":"+151455501234","cust""", ExpectedResult = 1)]
    [TestCase("""{"phone":"+1 (514) 555-0123","cust""", ExpectedResult = 0)]
    [TestCase("""{"phone":"0015145550123","cust""", ExpectedResult = 0)]
    [TestCase("""{"phone":"\u002B15145550123","email":"x""", ExpectedResult = 0)]
    [TestCase("""{"email":"ada\u0040example.com","cust""", ExpectedResult = 0)]
    [TestCase("""{"email":"big-ada\u0040example.com","cust""", ExpectedResult = 1)]
    public async Task<long> So_does_what_names_only_an_address_or_a_number(string body)
    {
        await SetAsideAsync(body);

        await WriteAsync(s => new QuarantineOfPerson().RedactAsync(s, Ada with { Email = "ada@example.com", Phone = "+15145550123" }));

        return await CountAsync("select count(*) from quarantine");
    }

    [Test]
    public async Task However_much_is_set_aside_all_of_it_is_searched()
    {
        for (var i = 0; i < 50; i++)
        {
            await SetAsideAsync(i % 5 == 0 ? """{"customer":{"id":4711}}""" : "{}");
        }

        await WriteAsync(s => new QuarantineOfPerson().RedactAsync(s, Ada));

        Assert.That(await CountAsync("select count(*) from quarantine"), Is.EqualTo(40));
    }

    [TestCase(Shop.Domain, ExpectedResult = 0)]
    [TestCase("very-" + Shop.Domain, ExpectedResult = 1)]
    public async Task<long> What_a_spool_held_and_nobody_could_read_names_its_shop_inside(string shop)
    {
        await SetAsideAsync($$"""{"Shop":"{{shop}}","CustomerId":4711""", ofShop: "");

        await WriteAsync(s => new QuarantineOfPerson().RedactAsync(s, Ada));

        return await CountAsync("select count(*) from quarantine");
    }

    [Test]
    public async Task Another_shop_with_the_same_number_keeps_its_own()
    {
        await SetAsideAsync("""{"customer":{"id":4711}}""");

        await WriteAsync(s => new QuarantineOfPerson().RedactAsync(s, Ada with { Shop = Shop.OtherDomain }));

        Assert.That(await CountAsync("select count(*) from quarantine"), Is.EqualTo(1));
    }

    [Test]
    public async Task It_is_handed_out_as_it_came()
    {
        await SetAsideAsync("""{"customer":{"id":4711}}""");

        Assert.That((await ReadAsync(s => new QuarantineOfPerson().ExportAsync(s, Ada)))!.ToJsonString(), Does.Contain("4711"));
        Assert.That(await ReadAsync(s => new QuarantineOfPerson().ExportAsync(s, Ada with { CustomerId = 1, SubjectIds = [] })), Is.Null);
    }

    private Task SetAsideAsync(string body, string ofShop = Shop.Domain) => WriteAsync(s => s.EachAsync<object>(
        "insert into quarantine (delivery_id, shop, topic, received_at, reasons, body) values (@Id, @Shop, 'orders/create', 1, 'why', @Body)",
        [new { Id = Guid.NewGuid().ToString(), Shop = ofShop, Body = Encoding.UTF8.GetBytes(body) }]));
}
