import type { EvidenceRequest } from '../../../src/collect/place/evidence-request.ts'

/** Every key may have a second opinion. */
export const ALLOWED: EvidenceRequest['opinions'] = {
  queue: () => {},
  settle: () => {},
  leave: () => {},
  ask: () => Promise.resolve(true),
  whyNot: '',
}
