'use strict';

// Where the simulator listens and which companies to use comes from the test that starts this process.
const origin = process.env.SIMULATOR_URL;
const clientId = 'simulator-client';
const clientSecret = 'simulator-secret';
const redirectUri = 'http://localhost:8000/callback';

/** Walks through the consent page without a browser and answers the address it leads back to. */
async function consent(authorizeUri, realmId) {
  const answer = await fetch(`${authorizeUri}&realmId=${realmId}&consent=allow`, { redirect: 'manual' });
  if (answer.status !== 302) {
    throw new Error(`The authorise page answered ${answer.status}: ${await answer.text()}`);
  }
  return answer.headers.get('location');
}

/** Calls the control surface. */
async function control(path, body) {
  const answer = await fetch(`${origin}/simulator/${path}`, {
    method: 'POST', headers: { 'Content-Type': 'application/json' }, body: body && JSON.stringify(body),
  });
  if (!answer.ok) {
    throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
  }
  return answer.json();
}

module.exports = { origin, clientId, clientSecret, redirectUri, consent, control };
