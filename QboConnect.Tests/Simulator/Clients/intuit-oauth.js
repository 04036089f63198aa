'use strict';

// Intuit's own OAuth client: authorise, read, refresh, sign in with OpenID, be refused, revoke.
const assert = require('node:assert/strict');
const OAuthClient = require('intuit-oauth');
const { origin, clientId, clientSecret, redirectUri, consent, control } = require('./simulator');
const { lives } = require('./entities');

function client(token) {
  const oauth = new OAuthClient({ clientId, clientSecret, environment: 'sandbox', redirectUri, token, includeRefreshTokenHardExpiresIn: true });
  oauth.setAuthorizeURLs({
    authorizeEndpoint: `${origin}/connect/oauth2`,
    tokenEndpoint: `${origin}/oauth2/v1/tokens/bearer`,
    revokeEndpoint: `${origin}/v2/oauth2/tokens/revoke`,
    userInfoEndpoint: `${origin}/v1/openid_connect/userinfo`,
  });
  OAuthClient.jwks_uri = `${origin}/op/v1/jwks`;
  OAuthClient.environment.sandbox = `${origin}/`;
  return oauth;
}

const { Accounting, OpenId, Profile, Email, Phone, Address } = OAuthClient.scopes;

/** The life of every entity through plain calls, as an app without a further library makes them. */
function speaker(oauth, realmId) {
  const call = async (path, body) => {
    const { json } = await oauth.makeApiCall({ url: `v3/company/${realmId}/${path}`, method: body ? 'POST' : 'GET', body });
    return Object.entries(json).find(([name]) => name !== 'time')[1];
  };
  const path = (name) => name.toLowerCase();
  const where = (fields) => Object.entries(fields).map(([name, value]) => (Array.isArray(value) ? `${name} in (${value.join(',')})` : `${name} = '${value}'`)).join(' and ');
  return {
    create: (name, body) => call(path(name), body),
    read: (name, id) => call(`${path(name)}/${id}`),
    update: (name, body) => call(path(name), body),
    remove: async (name, id) => call(`${path(name)}?operation=delete`, await call(`${path(name)}/${id}`)),
    query: async (name, fields) => Object.values(await call(`query?query=${encodeURIComponent(`select * from ${name} where ${where(fields)}`)}`)).find(Array.isArray) ?? [],
  };
}

async function main() {
  const { realmId } = await control('companies', { template: 'US', plan: 'Plus', multiCurrency: true, classTracking: true, locationTracking: true, inventoryTracking: true });
  const oauth = client();

  const callback = await consent(oauth.authorizeUri({ scope: [Accounting, OpenId, Profile, Email, Phone, Address], state: 'a state' }), realmId);
  const created = await oauth.createToken(callback);
  assert.equal(created.json.token_type, 'bearer');
  assert.equal(created.json.expires_in, 3600);
  assert.equal(created.json.x_refresh_token_expires_in, 8726400);
  assert.ok(created.json.x_refresh_token_hard_expires_in > 4 * 365 * 86400);
  assert.ok(created.getIntuitTid());
  assert.equal(oauth.getToken().realmId, realmId);
  assert.equal(oauth.getToken().state, 'a state');
  assert.ok(oauth.isAccessTokenValid());

  assert.equal(await oauth.validateIdToken(), true);
  const user = await oauth.getUserInfo();
  assert.ok(user.json.sub && user.json.email);
  await assert.rejects(client().createToken(callback), (e) => e.error === 'invalid_grant', 'a code buys one pair');

  const company = await oauth.makeApiCall({ url: `v3/company/${realmId}/companyinfo/${realmId}?minorversion=75` });
  assert.equal(company.json.CompanyInfo.Id, '1');
  const customer = await oauth.makeApiCall({ url: `v3/company/${realmId}/customer`, method: 'POST', body: { DisplayName: 'First Ltd' } });
  assert.equal(customer.json.Customer.DisplayName, 'First Ltd');
  const text = await oauth.makeApiCall({
    url: `v3/company/${realmId}/query`, method: 'POST', headers: { 'Content-Type': 'application/text' }, body: "select * from Customer where DisplayName = 'First Ltd'",
  });
  assert.equal(text.json.QueryResponse.Customer.length, 1);
  await assert.rejects(oauth.makeApiCall({ url: `v3/company/${realmId}/customer`, method: 'POST', body: { DisplayName: 'First Ltd' } }),
    (e) => e.code === '6240' && e.faultType === 'ValidationFault' && e.intuitTid.length > 0);
  const pdfOf = await oauth.makeApiCall({
    url: `v3/company/${realmId}/estimate`, method: 'POST',
    body: { CustomerRef: { value: customer.json.Customer.Id }, Line: [{ Amount: 5, DetailType: 'SalesItemLineDetail', SalesItemLineDetail: { ItemRef: { value: '1' } } }] },
  });
  const pdf = await oauth.makeApiCall({
    url: `v3/company/${realmId}/estimate/${pdfOf.json.Estimate.Id}/pdf`, headers: { Accept: 'application/pdf' }, responseType: 'arraybuffer',
  });
  assert.equal(pdf.data.subarray(0, 5).toString(), '%PDF-');

  await lives(speaker(oauth, realmId));

  const before = oauth.getToken().refresh_token;
  const refreshed = await oauth.refresh();
  assert.ok(refreshed.json.access_token);
  assert.equal(oauth.getToken().realmId, realmId);
  await assert.rejects(client().refreshUsingToken('never given'), (e) => e.error === 'invalid_grant');
  await oauth.refreshUsingToken(oauth.getToken().refresh_token);
  assert.notEqual(oauth.getToken().refresh_token, before);

  const token = { ...oauth.getToken() };
  const revoked = await oauth.revoke();
  assert.equal(revoked.status(), 200);
  const signedOut = client(token);
  await assert.rejects(signedOut.makeApiCall({ url: `v3/company/${realmId}/companyinfo/${realmId}` }), (e) => e.code === '401');
  await assert.rejects(signedOut.refreshUsingToken(token.refresh_token), (e) => e.error === 'invalid_grant');

  const denied = await fetch(`${oauth.authorizeUri({ scope: [Accounting], state: 's' })}&consent=deny`, { redirect: 'manual' });
  assert.match(denied.headers.get('location'), /error=access_denied&.*state=s/);
}

main().catch((e) => {
  console.error(e);
  process.exitCode = 1;
});
