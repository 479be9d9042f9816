/** Material of mutators: names and sentences that occur in no seed. */
export const FUNCTION_NAMES = [
  'reconcileLedger',
  'hydrateWidget',
  'pruneBranches',
  'emitSnapshot',
  'rotateKeys',
  'collectGarbage',
  'decodeTicket',
  'flushMetrics',
  'renderSidebar',
  'archiveThread',
] as const;

export const TYPE_NAMES = [
  'LedgerError',
  'WidgetError',
  'SnapshotError',
  'TicketException',
  'QuotaException',
  'BranchFault',
] as const;

export const SENTENCES = [
  'the ledger does not balance',
  'no route leads to the warehouse',
  'invalid colour in theme',
  'subscription has been cancelled already',
  'cannot merge a closed branch',
  'the printer is out of paper',
  'signature does not match the body',
  'unexpected state while draining the queue',
] as const;

export const NOUNS = ['invoice', 'parcel', 'account', 'voucher', 'shipment', 'contract'] as const;

export const SOURCE_LINES = [
  'const parcel = shipments.get(code);',
  'return accounts.filter((account) => account.open);',
  'voucher.redeem(contract.owner);',
  'ledger.append(entry.amount);',
] as const;
