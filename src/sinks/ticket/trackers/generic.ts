import { plainTicket } from './text.ts'
import type { Tracker } from './tracker.ts'

/**
 * Sends tickets to a server of the user, which cannot be asked for those that are open. The server can recognise a ticket
 * that it has received before by the header `Idempotency-Key`.
 */
export const generic: Tracker = {
  name: 'The server',
  find: null,
  create: ({ id, state, title, parts, severity, category }) => ({
    method: 'POST',
    path: '',
    body: { title, description: plainTicket(parts), priority: severity, category },
    headers: { 'idempotency-key': `${id}-${state}` },
    isRepeatable: true,
  }),
  update: () => [],
  resolve: () => [],
  nameIn: () => null,
}
