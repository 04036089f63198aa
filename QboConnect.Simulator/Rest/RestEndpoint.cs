using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using QboConnect.Simulator.Attachments;
using QboConnect.Simulator.Batch;
using QboConnect.Simulator.Companies;
using QboConnect.Simulator.Delivery;
using QboConnect.Simulator.Entities;
using QboConnect.Simulator.Faults;
using QboConnect.Simulator.OAuth;
using QboConnect.Simulator.Query;
using QboConnect.Simulator.Reports;
using QboConnect.Simulator.Requests;
using QboConnect.Simulator.Storage;
using QboConnect.Simulator.Tax;
using QboConnect.Simulator.Throttling;
using QboConnect.Simulator.Wire;

namespace QboConnect.Simulator.Rest;

/// <summary>Everything under /v3/company/{realmId}/ (facts, section 2).</summary>
internal sealed class RestEndpoint(CompanyDirectory companies, TokenStore tokens, Clock clock, Operations operations, BatchRunner batch, TaxService taxService, AttachedFiles files, Throttle throttle, WriteQueue writes, ILogger<RestEndpoint> log)
{
    private const int LargestBody = 100 * 1024 * 1024;
    private const int LongestRequestId = 50;

    public async Task HandleAsync(HttpContext context)
    {
        var realm = (string)context.Request.RouteValues["realmId"]!;
        var path = ((string?)context.Request.RouteValues["path"] ?? "").Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (!await AuthoriseAsync(context, realm, path))
        {
            return;
        }
        var company = companies.Find(realm)!;
        byte[] body = [];
        if (HttpMethods.IsPost(context.Request.Method))
        {
            if (context.Request.ContentLength > LargestBody)
            {
                await WriteAsync(context, new Reply(400, Envelope.Of(new Fault("6030", "Request Too Large", "The request is larger than 100 MB."), clock.Now).Bytes()));
                return;
            }
            using var buffer = new MemoryStream();
            await context.Request.Body.CopyToAsync(buffer, context.RequestAborted);
            body = buffer.ToArray();
        }
        var isWrite = HttpMethods.IsPost(context.Request.Method) && path is not ["query"];
        Reply reply;
        try
        {
            reply = isWrite
                ? await writes.RunAsync(company, () => Answer(context.Request, company, path, body))
                : ReadStored(context.Request, company, path) ?? Answer(context.Request, company, path, body);
        }
        catch (Exception defect)
        {
            log.LogError(defect, "A defect of the simulator at {Path}", context.Request.Path);
            reply = new Reply(500, Envelope.Of(Fault.System($"{defect.GetType().Name}: {defect.Message}"), clock.Now).Bytes());
        }
        await WriteAsync(context, reply);
    }

    /// <summary>A transaction is answered as it is stored, without the company's gate.</summary>
    private Reply? ReadStored(HttpRequest request, Company company, string[] path)
    {
        if (path.Length != 2 || !HttpMethods.IsGet(request.Method) || Catalogue.ByPath(path[0]) is not { Nature: Nature.Transaction } kind || !long.TryParse(path[1], out var id) || id is <= 0 or >= 1L << 36)
        {
            return null;
        }
        var body = company.Database.Read(c => c.Bytes("SELECT body FROM object WHERE key = ?1 AND state = 0", company.Key(kind, id)));
        return body is null ? null : new Reply(200, Envelope.Bytes(kind, body, clock.Now));
    }

    private Reply Answer(HttpRequest request, Company company, string[] path, byte[] body)
    {
        try
        {
            lock (company.Gate)
            {
                return Route(request, company, path, body);
            }
        }
        catch (RefusedException refused)
        {
            return new Reply(refused.Fault.Status, Envelope.Of(refused.Fault, clock.Now).Bytes());
        }
        catch (NothingHappensException)
        {
            return new Reply(200, Envelope.Of("BatchItemResponse", new JsonArray(), clock.Now).Bytes());
        }
    }

    private Reply Route(HttpRequest request, Company company, string[] path, byte[] body)
    {
        var isPost = HttpMethods.IsPost(request.Method);
        if (path.Length == 0 || !(isPost || HttpMethods.IsGet(request.Method)))
        {
            throw Fault.Unsupported("Operation is not supported.").Thrown();
        }
        switch (path[0])
        {
            case "query":
                var text = isPost ? Encoding.UTF8.GetString(body) : request.Query["query"].ToString();
                return Ok(Envelope.Of("QueryResponse", QueryRunner.Run(company, text), clock.Now));
            case "batch" when isPost:
                return Replayed(request, company, () => Ok(batch.Run(company, Parsed(request, body))));
            case "cdc" when !isPost:
                return Ok(Envelope.Of("CDCResponse", ChangeDataCapture.Run(company, request.Query["entities"], request.Query["changedSince"], clock), clock.Now));
            case "exchangerate" when !isPost:
                return ExchangeRate(request, company);
            case "taxservice" when isPost && path is [_, "taxcode"]:
                return Replayed(request, company, () =>
                {
                    var (work, answer) = taxService.Create(company, Parsed(request, body));
                    work.Commit();
                    return Ok(answer);
                });
            case "reports" when path.Length == 2 && !isPost:
                return Ok(ReportCatalogue.Run(company, path[1], request.Query, clock));
            case "upload" when path.Length == 1 && isPost:
                return Replayed(request, company, () => Ok(Envelope.Of("AttachableResponse", files.Upload(company, request.ContentType, body, Origin(request)), clock.Now)));
            case "download" when path.Length == 2 && !isPost:
                return new Reply(200, Encoding.ASCII.GetBytes(files.Address(company, path[1], Origin(request))), "text/plain");
        }
        var kind = Catalogue.ByPath(path[0]) ?? throw Fault.Unsupported($"Operation {path[0]} is not supported.").Thrown();
        if (!isPost)
        {
            return path is [_, var printed, "pdf"]
                ? new Reply(200, DocumentPdf.Of(company, DocumentMail.Find(company, kind, printed)), "application/pdf")
                : Read(request, company, kind, path);
        }
        if (path is [_, var sent, "send"])
        {
            return Replayed(request, company, () => Saved(DocumentMail.Send(company, kind, sent, request.Query["sendTo"].FirstOrDefault(), clock)));
        }
        if (path.Length > 1)
        {
            throw Fault.Unsupported("Operation is not supported.").Thrown();
        }
        var write = new WriteRequest(kind, Parsed(request, body), request.Query["operation"].FirstOrDefault(), request.Query["include"].FirstOrDefault());
        return Replayed(request, company, write);
    }

    private Reply ExchangeRate(HttpRequest request, Company company)
    {
        var source = request.Query["sourcecurrencycode"].FirstOrDefault() ?? throw Fault.Missing("sourcecurrencycode").Thrown();
        var day = request.Query["asofdate"].FirstOrDefault() ?? Ledger.Journal.Text(clock.Today);
        return Ok(Envelope.Of(Catalogue.ExchangeRate, ExchangeRateRules.Find(company, source, day) ?? throw Fault.NotFound().Thrown(), clock.Now));
    }

    private Reply Read(HttpRequest request, Company company, EntityKind kind, string[] path)
    {
        var id = kind.Nature == Nature.Singleton ? 1 : path.Length == 2 ? 0 : throw Fault.Unsupported("Operation is not supported.").Thrown();
        if (kind == Catalogue.CompanyInfo && path.Length == 2 && path[1] != company.Realm && path[1] != "1")
        {
            throw Fault.NotFound().Thrown();
        }
        var record = id == 1 ? company.Find(kind, 1) : Pseudo(company, kind, path[1]) ?? company.Find(kind, Operations.ReadId(path[1]));
        return record switch
        {
            null => throw Fault.NotFound().Thrown(),
            { State: ObjectState.Deleted } => throw Fault.Deleted().Thrown(),
            _ when kind == Catalogue.Attachable => Ok(Envelope.Of(kind, files.WithAddress(company, record.Copy(), Origin(request)), clock.Now)),
            _ => Ok(Envelope.Of(kind, Operations.Rendered(company, record), clock.Now)),
        };
    }

    /// <summary>US companies have tax codes whose ids are words.</summary>
    private static Record? Pseudo(Company company, EntityKind kind, string id) =>
        kind == Catalogue.TaxCode ? company.List(kind).Values.FirstOrDefault(c => c.Body.Text("Id") == id) : null;

    private static Reply Ok(JsonObject body) => new(200, body.Bytes());

    private Reply Saved(Prepared prepared)
    {
        prepared.Work.Commit();
        return new Reply(200, Envelope.Bytes(prepared.Kind, prepared.AnswerBytes(), clock.Now));
    }

    /// <summary>Where the caller reached this simulator.</summary>
    private static string Origin(HttpRequest request) => $"{request.Scheme}://{request.Host}";

    private static JsonElement Parsed(HttpRequest request, byte[] body)
    {
        if (RequestXml.Is(request.ContentType))
        {
            using var xml = RequestXml.Parse(body);
            return xml.RootElement.Clone();
        }
        if (request.ContentType is { } type && !type.StartsWith("application/json", StringComparison.OrdinalIgnoreCase) && !type.StartsWith("text/", StringComparison.OrdinalIgnoreCase))
        {
            throw new Fault("1050", "Unsupported Media Type", $"Content type {type} is not supported.", null, "ValidationFault", 415).Thrown();
        }
        using var document = RequestJson.Parse(body);
        return document.RootElement.Clone();
    }

    /// <summary>A write with its answer stored under its requestid in the same transaction: a replay gets the same bytes and nothing is done (facts, 2.3).</summary>
    private Reply Replayed(HttpRequest request, Company company, WriteRequest write)
    {
        var id = RequestId(request);
        if (id is not null && Stored(company, id) is { } stored)
        {
            return stored;
        }
        var prepared = operations.Prepare(company, write);
        Reply? reply = null;
        prepared.Work.Commit(c =>
        {
            reply = new Reply(200, Envelope.Bytes(write.Kind, prepared.AnswerBytes(), clock.Now));
            if (id is not null)
            {
                Store(c, company, id, reply);
            }
        });
        return reply!;
    }

    /// <summary>A batch is one transaction with its answer, so that a replay after a crash finds all of it or none.</summary>
    private static Reply Replayed(HttpRequest request, Company company, Func<Reply> run)
    {
        var id = RequestId(request);
        if (id is not null && Stored(company, id) is { } stored)
        {
            return stored;
        }
        Reply? reply = null;
        company.Database.Write(c =>
        {
            reply = run();
            if (id is not null)
            {
                Store(c, company, id, reply);
            }
        });
        return reply!;
    }

    private static string? RequestId(HttpRequest request)
    {
        var id = request.Query["requestid"].FirstOrDefault();
        return id is null ? null : id.Length is > 0 and <= LongestRequestId ? id : throw new Fault("2130", "Invalid Request ID", $"The requestid must have 1 to {LongestRequestId} characters.", "requestid").Thrown();
    }

    private static Reply? Stored(Company company, string id) => company.Database.Read(c => c.Rows("SELECT status, body FROM replay WHERE company = ?1 AND request = ?2",
        r => new Reply(r.GetInt32(0), r.GetBytes(1)), company.Number, id)).FirstOrDefault();

    private static void Store(Connection connection, Company company, string id, Reply reply) =>
        connection.Run("INSERT INTO replay(company, request, status, body) VALUES(?1, ?2, ?3, ?4)", company.Number, id, reply.Status, reply.Body);

    private async Task<bool> AuthoriseAsync(HttpContext context, string realm, string[] path)
    {
        var header = context.Request.Headers.Authorization.ToString();
        var value = header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? header[7..].Trim() : "";
        if (tokens.Find(value, TokenStore.Access) is not { } token)
        {
            context.Response.Headers.WWWAuthenticate = "Bearer realm=\"Intuit\", error=\"invalid_token\"";
            var detail = value.Length == 0 ? "Malformed bearer token: too short" : $"Token expired: {value[..Math.Min(4, value.Length)]}";
            await WriteAsync(context, new Reply(401, Envelope.Gateway("3200", "AuthenticationFailed", 401, detail, "AUTHENTICATION", clock.Now).Bytes()));
            return false;
        }
        if (token.Realm != realm || companies.Find(realm) is not { } company)
        {
            await WriteAsync(context, new Reply(403, Envelope.Gateway("3100", "ApplicationAuthorizationFailed", 403, "The token does not belong to this company.", "SERVICE", clock.Now).Bytes()));
            return false;
        }
        if (throttle.Refuses(realm, token.Client, path is ["batch", ..]) is { } limit)
        {
            context.Features.Get<RequestEntry>()?.Note = $"throttled: {limit}";
            if (!company.Settings.Assumptions.HidesRetryAfter)
            {
                context.Response.Headers.RetryAfter = "60";
            }
            await WriteAsync(context, new Reply(429, Envelope.Of(Fault.Throttled(), clock.Now).Bytes()));
            return false;
        }
        return true;
    }

    private static async Task WriteAsync(HttpContext context, Reply reply)
    {
        if (reply.Type == Reply.Json && ResponseXml.IsWanted(context.Request))
        {
            reply = reply with { Body = ResponseXml.Of(reply.Body), Type = ResponseXml.MediaType };
        }
        context.Response.StatusCode = reply.Status;
        context.Response.ContentType = reply.Type;
        context.Response.ContentLength = reply.Body.Length;
        await context.Response.Body.WriteAsync(reply.Body, context.RequestAborted);
    }

    private sealed record Reply(int Status, byte[] Body, string Type = Reply.Json)
    {
        public const string Json = "application/json;charset=UTF-8";
    }
}
