import type { Registry } from '../lib/registry.ts'
import type { Dependent } from './dependent.ts'

/** Every type of resources that can reference a key, in the order of reports: one file and one line each. */
export const dependents = {
  'ebs-volume': () => import('./ebs-volume.ts'),
  'sqs-queue': () => import('./sqs-queue.ts'),
} satisfies Registry<Dependent>
