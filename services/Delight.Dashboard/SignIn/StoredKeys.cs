using System.Xml.Linq;
using Delight.Platform.Store;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace Delight.Dashboard.SignIn;

/// <summary>The keys of sessions, kept in the store: a restart or another instance signs nobody out. They are read when a process first needs
/// one and made every ninety days; the framework asks for them without waiting.</summary>
internal sealed class StoredKeys(IStore store) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements() =>
        [.. Task.Run(() => store.ReadAsync(s => s.QueryAsync<string>("select xml from session_keys"), CancellationToken.None)).GetAwaiter().GetResult().Select(XElement.Parse)];

    public void StoreElement(XElement element, string friendlyName) =>
        Task.Run(() => store.WriteAsync(session => session.EachAsync<object>(
            "insert into session_keys (name, xml) values (@Name, @Xml) on conflict (name) do update set xml = excluded.xml",
            [new { Name = friendlyName, Xml = element.ToString(SaveOptions.DisableFormatting) }]), CancellationToken.None)).GetAwaiter().GetResult();
}
