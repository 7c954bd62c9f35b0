import type { Registry } from '../lib/registry.ts'
import type { Sink } from './sink.ts'

/** Every place that findings can be published to: one file and one line each. */
export const sinks = {
  'security-hub': () => import('./security-hub/security-hub.ts'),
} satisfies Registry<Sink>
