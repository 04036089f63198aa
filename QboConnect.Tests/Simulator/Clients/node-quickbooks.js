'use strict';

// The community's client for Node: tokens, the life of every entity it knows, voids, batch, changes, reports, files, PDF and e-mail.
const assert = require('node:assert/strict');
const QuickBooks = require('node-quickbooks');
const OAuthClient = require('intuit-oauth');
const { origin, clientId, clientSecret, redirectUri, consent, control } = require('./simulator');
const { lives, opening, ref, sale, linked } = require('./entities');

QuickBooks.V3_ENDPOINT_BASE_URL = `${origin}/v3/company/`;
QuickBooks.TOKEN_URL = `${origin}/oauth2/v1/tokens/bearer`;
QuickBooks.REVOKE_URL = `${origin}/v2/oauth2/tokens/revoke`;
QuickBooks.USER_INFO_URL = `${origin}/v1/openid_connect/userinfo`;

/** Its callbacks as promises; a fault becomes an error with QuickBooks' code. */
function promised(qbo, method, ...args) {
  return new Promise((resolve, reject) => qbo[method](...args, (problem, answer) => {
    if (!problem) {
      resolve(answer);
      return;
    }
    const body = problem.response?.data ?? problem;
    const fault = (body.Fault ?? body.fault)?.[body.Fault ? 'Error' : 'error']?.[0];
    reject(Object.assign(new Error(fault ? JSON.stringify(fault) : String(problem.message ?? problem)), { code: fault?.code, status: problem.response?.status }));
  }));
}

const plural = (name) => (name.endsWith('y') ? `${name.slice(0, -1)}ies` : name.endsWith('s') ? `${name}es` : `${name}s`);

function speaker(qbo) {
  return {
    create: (name, body) => promised(qbo, `create${name}`, body),
    read: (name, id) => promised(qbo, `get${name}`, id),
    update: (name, body) => promised(qbo, `update${name}`, body),
    remove: async (name, id) => (qbo[`delete${name}`] ? (await promised(qbo, `delete${name}`, id))[name] : Promise.reject(Object.assign(new Error('no such method'), { code: '500' }))),
    query: async (name, where) => (await promised(qbo, `find${plural(name)}`, where)).QueryResponse[name] ?? [],
  };
}

async function main() {
  const { realmId } = await control('companies', { template: 'US', plan: 'Plus', multiCurrency: true, classTracking: true, locationTracking: true, inventoryTracking: true });
  const qbo = await signIn(realmId);
  assert.ok((await promised(qbo, 'getUserInfo')).sub);
  await promised(qbo, 'refreshAccessToken');

  const client = speaker(qbo);
  await lives(client, (name) => qbo[`create${name}`] && qbo[`get${name}`]);
  await documents(qbo, client);
  await lists(qbo, client, realmId);
  await reports(qbo);

  await promised(qbo, 'revokeAccess', true).then(() => assert.equal(qbo.token, null));
  const signedOut = new QuickBooks(clientId, clientSecret, 'gone', false, realmId, true, false, 75, '2.0', 'gone');
  await assert.rejects(promised(signedOut, 'getCompanyInfo', realmId), { code: '3200', status: 401 });
  await assert.rejects(promised(signedOut, 'refreshAccessToken'), { status: 400 });
}

async function signIn(realmId) {
  const oauth = new OAuthClient({ clientId, clientSecret, environment: 'sandbox', redirectUri });
  oauth.setAuthorizeURLs({
    authorizeEndpoint: `${origin}/connect/oauth2`, tokenEndpoint: QuickBooks.TOKEN_URL, revokeEndpoint: QuickBooks.REVOKE_URL, userInfoEndpoint: QuickBooks.USER_INFO_URL,
  });
  const { Accounting, OpenId } = OAuthClient.scopes;
  const pair = (await oauth.createToken(await consent(oauth.authorizeUri({ scope: [Accounting, OpenId], state: 's' }), realmId))).json;
  return new QuickBooks(clientId, clientSecret, pair.access_token, false, realmId, true, false, 75, '2.0', pair.refresh_token);
}

/** What can be done with a document beside its life: void, replay, number twice, print, send, attach. */
async function documents(qbo, client) {
  const ids = await opening(client);
  const customer = await client.create('Customer', { DisplayName: 'Second Ltd' });
  const sell = (more) => client.create('Invoice', { CustomerRef: ref(customer.Id), Line: sale(ids, 60), ...more });

  const invoice = await sell({ requestId: 'once-1' });
  assert.deepEqual(await sell({ requestId: 'once-1' }), invoice);
  const pdf = await promised(qbo, 'getInvoicePdf', invoice.Id);
  assert.equal(pdf.subarray(0, 5).toString(), '%PDF-');
  await assert.rejects(promised(qbo, 'sendInvoicePdf', invoice.Id), { code: '6420' });
  const sent = await promised(qbo, 'sendInvoicePdf', invoice.Id, 'books@example.com');
  assert.equal(sent.EmailStatus, 'EmailSent');
  assert.equal(sent.DeliveryInfo.DeliveryType, 'Email');

  const file = await promised(qbo, 'upload', 'scan.txt', 'text/plain', Buffer.from('a receipt'), 'Invoice', invoice.Id);
  assert.equal(file.FileName, 'scan.txt');
  assert.equal(file.Size, 9);
  const attached = await promised(qbo, 'findAttachables', [{ field: 'AttachableRef.EntityRef.value', value: invoice.Id }]);
  assert.equal(attached.QueryResponse.Attachable.length, 1);
  assert.equal(await (await fetch((await client.read('Attachable', file.Id)).TempDownloadUri)).text(), 'a receipt');

  const payment = await client.create('Payment', { CustomerRef: ref(customer.Id), TotalAmt: 60, Line: [linked(60, invoice.Id, 'Invoice')] });
  assert.equal((await client.read('Invoice', invoice.Id)).Balance, 0);
  const voidedPayment = await promised(qbo, 'voidPayment', payment);
  assert.equal(voidedPayment.TotalAmt, 0);
  assert.equal((await client.read('Invoice', invoice.Id)).Balance, 60);
  const voided = (await promised(qbo, 'voidInvoice', invoice.Id)).Invoice;
  assert.equal(voided.TotalAmt, 0);
  assert.match(voided.PrivateNote, /^Voided/);

  const cheque = (more) => client.create('Purchase', {
    PaymentType: 'Check', AccountRef: ref(ids.bank), DocNumber: '900',
    Line: [{ Amount: 1, DetailType: 'AccountBasedExpenseLineDetail', AccountBasedExpenseLineDetail: { AccountRef: ref(ids.rent) } }], ...more,
  });
  await cheque();
  await assert.rejects(cheque(), { code: '6140' });
  await cheque({ allowDuplicateDocNum: true });
}

/** Lists read in the ways the client offers, batch, changes, tax and company. */
async function lists(qbo, client, realmId) {
  assert.equal((await promised(qbo, 'getCompanyInfo', realmId)).CompanyName, 'Sandbox Company US');
  const info = await promised(qbo, 'getCompanyInfo', realmId);
  assert.equal((await promised(qbo, 'updateCompanyInfo', { Id: info.Id, SyncToken: info.SyncToken, CompanyName: 'Renamed', CompanyAddr: info.CompanyAddr })).CompanyName, 'Renamed');
  const preferences = await promised(qbo, 'getPreferences');
  assert.equal(preferences.CurrencyPrefs.MultiCurrencyEnabled, true);
  await promised(qbo, 'updatePreferences', { ...preferences, SalesFormsPrefs: { ...preferences.SalesFormsPrefs, CustomTxnNumbers: true } });

  const service = await promised(qbo, 'createTaxService', { TaxCode: 'City', TaxRateDetails: [{ TaxRateName: 'City 1%', RateValue: '1', TaxAgencyId: '1', TaxApplicableOn: 'Sales' }] });
  assert.ok(service.TaxCodeId);
  assert.equal((await promised(qbo, 'getTaxCode', service.TaxCodeId)).Name, 'City');
  assert.ok((await promised(qbo, 'findTaxRates')).QueryResponse.TaxRate.length > 0);
  await promised(qbo, 'updateExchangeRate', { SourceCurrencyCode: 'EUR', AsOfDate: '2026-01-31', Rate: 1.1, SyncToken: '0' });
  assert.equal((await promised(qbo, 'getExchangeRate', { sourcecurrencycode: 'EUR', asofdate: '2026-01-31' })).ExchangeRate.Rate, 1.1);

  for (let i = 0; i < 4; i += 1) {
    await client.create('Vendor', { DisplayName: `O'Neill & Sons 100% #${i}` });
  }
  const found = (...criteria) => promised(qbo, 'findVendors', ...criteria).then((answer) => answer.QueryResponse);
  assert.equal((await found({ DisplayName: "O'Neill & Sons 100% #2" })).Vendor.length, 1);
  assert.equal((await found([{ field: 'DisplayName', value: 'O%', operator: 'LIKE' }, { field: 'limit', value: 3 }, { field: 'asc', value: 'DisplayName' }])).Vendor.length, 3);
  assert.equal((await found([{ field: 'fetchAll', value: true }, { field: 'limit', value: 2 }, { field: 'asc', value: 'Id' }])).maxResults, 4);
  assert.equal((await found({ count: true, Active: true })).totalCount, 4);
  assert.equal((await found([{ field: 'Balance', value: 0, operator: '>' }])).Vendor, undefined);

  const batch = (await promised(qbo, 'batch', [
    { bId: 'a', operation: 'create', Customer: { DisplayName: 'Batched' } },
    { bId: 'b', operation: 'create', Customer: { DisplayName: 'Batched' } },
    { bId: 'c', Query: "select * from Customer where DisplayName = 'Second Ltd'" },
  ])).BatchItemResponse;
  assert.deepEqual(batch.map((answer) => answer.bId).sort(), ['a', 'b', 'c']);
  assert.ok(batch.find((answer) => answer.bId === 'a').Customer.Id);
  assert.equal(batch.find((answer) => answer.bId === 'b').Fault.Error[0].code, '6240');
  assert.equal(batch.find((answer) => answer.bId === 'c').QueryResponse.Customer.length, 1);

  const since = new Date(Date.now() - 3600 * 1000);
  const [{ QueryResponse: changes }] = (await promised(qbo, 'changeDataCapture', ['Invoice', 'Customer'], since)).CDCResponse;
  assert.ok(changes[0].Invoice.some((i) => i.status === 'Deleted'));
  assert.ok(changes[1].Customer.some((c) => c.DisplayName === 'Batched'));
}

async function reports(qbo) {
  const span = { start_date: '2020-01-01', end_date: '2030-12-31' };
  for (const name of ['BalanceSheet', 'ProfitAndLoss', 'TrialBalance', 'GeneralLedgerDetail', 'JournalReport', 'AgedReceivables', 'AgedPayables']) {
    const report = await promised(qbo, `report${name}`, span);
    assert.equal(report.Header.ReportName, name === 'GeneralLedgerDetail' ? 'GeneralLedger' : name);
    assert.ok(report.Columns.Column.length > 1, name);
    assert.ok(report.Rows.Row.length > 0, name);
  }
  const trial = await promised(qbo, 'reportTrialBalance', span);
  const total = trial.Rows.Row.find((row) => row.group === 'GrandTotal').Summary.ColData;
  assert.equal(total[1].value, total[2].value);
}

main().catch((e) => {
  console.error(e);
  process.exitCode = 1;
});
