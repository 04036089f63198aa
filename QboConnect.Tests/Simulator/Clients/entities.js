'use strict';

// The life of every entity of QuickBooks' accounting API, whatever client speaks: created, read, queried, updated, and ended as QuickBooks
// ends it. A transaction is deleted, a name or list entry is deactivated, some can only be read.
const assert = require('node:assert/strict');

const ref = (value, more) => ({ value, ...more });
const sale = (ids, amount) => [{ Amount: amount, DetailType: 'SalesItemLineDetail', SalesItemLineDetail: { ItemRef: ref(ids.service), Qty: 2, UnitPrice: amount / 2 } }];
const cost = (ids, amount) => [{ Amount: amount, DetailType: 'AccountBasedExpenseLineDetail', AccountBasedExpenseLineDetail: { AccountRef: ref(ids.rent) } }];
const linked = (amount, TxnId, TxnType, more) => ({ Amount: amount, LinkedTxn: [{ TxnId, TxnType, ...more }] });
const journal = (side, account, amount, Id) => ({ Id, Amount: amount, DetailType: 'JournalEntryLineDetail', JournalEntryLineDetail: { PostingType: side, AccountRef: ref(account) } });
const note = { PrivateNote: 'changed' };

/** name, body of the create, change of the sparse update, end; keep: what later entities refer to. */
const lists = [
  { name: 'Term', body: () => ({ Name: 'Net 7', DueDays: 7 }), change: { DueDays: 8 } },
  { name: 'PaymentMethod', body: () => ({ Name: 'Cheque by post', Type: 'NON_CREDIT_CARD' }), change: { Type: 'CREDIT_CARD' } },
  { name: 'Account', body: () => ({ Name: 'Clearing', AccountType: 'Bank', AccountSubType: 'Checking' }), change: { Description: 'changed' } },
  { name: 'Class', body: () => ({ Name: 'Wholesale' }), change: { Name: 'Trade' } },
  { name: 'Department', body: () => ({ Name: 'North' }), change: { Name: 'South' } },
  { name: 'Customer', body: () => ({ DisplayName: 'Ada Ltd', PrimaryEmailAddr: { Address: 'ada@example.com' } }), change: { Notes: 'changed' }, keep: 'customer' },
  { name: 'Vendor', body: () => ({ DisplayName: 'Bolt Co', PrimaryPhone: { FreeFormNumber: '555 1234' } }), change: { AcctNum: '77' }, keep: 'vendor' },
  { name: 'Employee', body: () => ({ GivenName: 'Emil', FamilyName: 'Jannings' }), change: { EmployeeNumber: '12' }, keep: 'employee' },
  {
    name: 'Item', change: { UnitPrice: 10 }, keep: 'stock',
    body: (ids) => ({
      Name: 'Frame', Sku: 'FR-1', Type: 'Inventory', TrackQtyOnHand: true, QtyOnHand: 10, InvStartDate: '2024-01-01', PurchaseCost: 4.5, UnitPrice: 9,
      IncomeAccountRef: ref(ids.income), ExpenseAccountRef: ref(ids.cogs), AssetAccountRef: ref(ids.inventory),
    }),
  },
  { name: 'CompanyCurrency', body: () => ({ Code: 'CHF' }) },
  { name: 'TaxAgency', body: () => ({ DisplayName: 'Board of Equalization' }), end: 'stays' },
];

const transactions = [
  { name: 'Estimate', body: (ids) => ({ CustomerRef: ref(ids.customer), Line: sale(ids, 30) }), change: note },
  { name: 'Invoice', body: (ids) => ({ CustomerRef: ref(ids.customer), Line: sale(ids, 100) }), change: note, keep: 'invoice' },
  { name: 'CreditMemo', body: (ids) => ({ CustomerRef: ref(ids.customer), Line: sale(ids, 20) }), change: note, keep: 'credit' },
  {
    name: 'Payment', change: note, keep: 'payment',
    body: (ids) => ({ CustomerRef: ref(ids.customer), TotalAmt: 80, Line: [linked(100, ids.invoice, 'Invoice'), linked(20, ids.credit, 'CreditMemo')] }),
  },
  { name: 'SalesReceipt', body: (ids) => ({ CustomerRef: ref(ids.customer), Line: sale(ids, 44) }), change: note },
  { name: 'RefundReceipt', body: (ids) => ({ CustomerRef: ref(ids.customer), DepositToAccountRef: ref(ids.bank), Line: sale(ids, 12) }), change: note },
  { name: 'PurchaseOrder', body: (ids) => ({ VendorRef: ref(ids.vendor), APAccountRef: ref(ids.payable), Line: cost(ids, 9) }), change: note },
  { name: 'Bill', body: (ids) => ({ VendorRef: ref(ids.vendor), Line: cost(ids, 200) }), change: { ...note, VendorRef: 'kept' }, keep: 'bill' },
  { name: 'VendorCredit', body: (ids) => ({ VendorRef: ref(ids.vendor), Line: cost(ids, 50) }), change: { ...note, VendorRef: 'kept' }, keep: 'vendorCredit' },
  {
    name: 'BillPayment', change: note,
    body: (ids) => ({
      VendorRef: ref(ids.vendor), PayType: 'Check', CheckPayment: { BankAccountRef: ref(ids.bank) }, TotalAmt: 150,
      Line: [linked(200, ids.bill, 'Bill'), linked(50, ids.vendorCredit, 'VendorCredit')],
    }),
  },
  { name: 'Purchase', body: (ids) => ({ PaymentType: 'CreditCard', AccountRef: ref(ids.card), Line: cost(ids, 15) }), change: { ...note, PaymentType: 'CreditCard' } },
  { name: 'Deposit', body: (ids) => ({ DepositToAccountRef: ref(ids.bank), Line: [linked(80, ids.payment, 'Payment', { TxnLineId: '0' })] }), change: note },
  { name: 'Transfer', body: (ids) => ({ FromAccountRef: ref(ids.bank), ToAccountRef: ref(ids.savings), Amount: 50 }), change: note },
  { name: 'CreditCardPayment', key: 'CreditCardPaymentTxn', body: (ids) => ({ CreditCardAccountRef: ref(ids.card), BankAccountRef: ref(ids.bank), Amount: 7 }), change: note },
  { name: 'JournalEntry', body: (ids) => ({ Line: [journal('Debit', ids.bank, 10), journal('Credit', ids.income, 10)] }), change: note },
  {
    name: 'InventoryAdjustment', change: note,
    body: (ids) => ({
      TxnDate: '2024-02-01', AdjustAccountRef: ref(ids.cogs), Line: [{ DetailType: 'ItemAdjustmentLineDetail', ItemAdjustmentLineDetail: { ItemRef: ref(ids.stock), QtyDiff: -2 } }],
    }),
  },
  { name: 'TimeActivity', body: (ids) => ({ NameOf: 'Employee', EmployeeRef: ref(ids.employee), Hours: 2, Minutes: 30 }), change: { Description: 'changed' } },
  { name: 'Attachable', body: (ids) => ({ Note: 'scan', AttachableRef: [{ EntityRef: { type: 'Invoice', value: ids.invoice } }] }), change: { Note: 'changed' } },
];

/** Ids of accounts and items every company has, read by name. */
async function opening(client) {
  const account = async (name) => (await client.query('Account', { Name: name }))[0].Id;
  return {
    service: (await client.query('Item', { Name: 'Services' }))[0].Id,
    rent: await account('Rent or Lease'), bank: await account('Checking'), savings: await account('Savings'), card: await account('Business Credit Card'),
    income: await account('Sales of Product Income'), cogs: await account('Cost of Goods Sold'), inventory: await account('Inventory Asset'), payable: await account('Accounts Payable (A/P)'),
  };
}

/** Leads one entity from its create to its update, and answers it as it stands then. */
async function open(client, entity, ids) {
  const created = await client.create(entity.name, entity.body(ids));
  assert.equal(created.SyncToken, '0', entity.name);
  const read = await client.read(entity.name, created.Id);
  assert.deepEqual({ ...read, TempDownloadUri: undefined }, { ...created, TempDownloadUri: undefined }, entity.name);
  const found = await client.query(entity.name, { Id: created.Id });
  assert.equal(found.length, 1, entity.name);
  assert.equal(found[0].Id, created.Id, entity.name);
  if (entity.keep) {
    ids[entity.keep] = created.Id;
  }
  if (!entity.change) {
    return read;
  }
  // Where QuickBooks demands a field even from a sparse update it is sent as it was read.
  const change = Object.fromEntries(Object.entries(entity.change).map(([name, value]) => [name, value === 'kept' ? read[name] : value]));
  const body = entity.name === 'Attachable' ? { ...read, ...change } : { Id: read.Id, SyncToken: read.SyncToken, sparse: true, ...change };
  const updated = await client.update(entity.name, body);
  assert.equal(updated.SyncToken, '1', entity.name);
  for (const [name, value] of Object.entries(change)) {
    assert.deepEqual(updated[name], value, `${entity.name}.${name}`);
  }
  await assert.rejects(client.update(entity.name, { ...body, SyncToken: '0' }), { code: '5010' }, entity.name);
  return updated;
}

/** Deletes what can be deleted, deactivates what cannot. */
async function close(client, entity, id) {
  if (entity.end === 'stays') {
    return;
  }
  const isList = lists.includes(entity);
  if (!isList) {
    const deleted = await client.remove(entity.name, id);
    assert.deepEqual({ Id: deleted.Id, status: deleted.status, domain: deleted.domain }, { Id: id, status: 'Deleted', domain: 'QBO' }, entity.name);
    await assert.rejects(client.read(entity.name, id), { code: '610' }, entity.name);
    assert.equal((await client.query(entity.name, { Id: id })).length, 0, entity.name);
    return;
  }
  const read = await client.read(entity.name, id);
  const inactive = await client.update(entity.name, { Id: id, SyncToken: read.SyncToken, sparse: true, Active: false });
  assert.equal(inactive.Active, false, entity.name);
  assert.match(inactive.DisplayName ?? inactive.Name, entity.name === 'CompanyCurrency' ? /./ : / \(deleted\)$/, entity.name);
  assert.equal((await client.query(entity.name, { Id: id })).length, 0, entity.name);
  assert.equal((await client.query(entity.name, { Id: id, Active: [true, false] })).length, 1, entity.name);
  await assert.rejects(client.remove(entity.name, id), { code: '500' }, entity.name);
}

/** Every entity the client has a way to speak of, from the first to the last and back again. */
async function lives(client, speaksOf = () => true) {
  const ids = await opening(client);
  const alive = [];
  for (const entity of [...lists, ...transactions].filter((e) => speaksOf(e.name))) {
    try {
      alive.push([entity, (await open(client, entity, ids)).Id]);
    } catch (problem) {
      throw new Error(`${entity.name}: ${problem.message}`, { cause: problem });
    }
  }
  for (const [entity, id] of alive.reverse()) {
    try {
      await close(client, entity, id);
    } catch (problem) {
      throw new Error(`${entity.name}: ${problem.message}`, { cause: problem });
    }
  }
  return ids;
}

module.exports = { lives, opening, ref, sale, linked };
