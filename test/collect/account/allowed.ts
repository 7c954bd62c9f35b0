import type { Inquiry } from '../../../src/collect/place/gather-evidence.ts'

/** Every key may have a second opinion. */
export const ALLOWED: Inquiry['opinions'] = {
  queue: () => {},
  settle: () => {},
  leave: () => {},
  ask: () => Promise.resolve(true),
  whyNot: '',
}
