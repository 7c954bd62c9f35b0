import type { Registry } from '../lib/registry.ts'
import type { Command } from './shared/command.ts'

/** Every command: one file and one line each. */
export const commands = {
  audit: () => import('./audit.ts'),
  checks: () => import('./checks.ts'),
  publish: () => import('./publish.ts'),
} satisfies Registry<Command>
