using System.Text.Json.Nodes;
using QboConnect.Simulator.Companies;
using QboConnect.Simulator.Entities;
using QboConnect.Simulator.Storage;
using QboConnect.Simulator.Wire;

namespace QboConnect.Simulator.Control;

/// <summary>Every posting of a company.</summary>
internal static class LedgerDump
{
    public static JsonArray Of(Company company)
    {
        lock (company.Gate)
        {
            return new JsonArray([.. company.Database.Read(c => c.Rows(
                "SELECT txn, line, account, date, home, amount, party, memo FROM posting WHERE txn BETWEEN ?1 AND ?2 ORDER BY date, txn, line",
                r => (JsonNode)new JsonObject
                {
                    ["txnType"] = Catalogue.ByNumber(Key.KindOf(r.GetInt64(0))).Name,
                    ["txnId"] = Json.Digits(Key.Id(r.GetInt64(0))),
                    ["line"] = r.GetInt32(1),
                    ["accountId"] = Json.Digits(Key.Id(r.GetInt64(2))),
                    ["account"] = company.List(Catalogue.Account)[Key.Id(r.GetInt64(2))].Name,
                    ["date"] = r.GetString(3),
                    ["home"] = r.GetInt64(4) / 100m,
                    ["amount"] = r.GetInt64(5) / 100m,
                    ["nameId"] = r.IsDBNull(6) ? null : Json.Digits(Key.Id(r.GetInt64(6))),
                    ["memo"] = r.IsDBNull(7) ? null : r.GetString(7),
                }, Key.First(company.Number), Key.First(company.Number + 1) - 1))]);
        }
    }
}
