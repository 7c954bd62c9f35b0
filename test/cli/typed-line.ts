import { expect } from 'vitest'
import { AuditError, EXIT } from '../../src/lib/process/exit.ts'
import type { Options } from '../../src/model/options/options.ts'
import { parseCommandLine } from './parse.ts'

export type Env = Record<string, string>

/** In another partition than most people's. */
export const ROLE = 'arn:aws-cn:iam::444455556666:role/audit'

export function options(line: string, env: Env = {}): Options {
  const parsed = parse(line, env)
  if (!('options' in parsed)) throw new Error(`'${line}' only shows something`)
  return parsed.options
}

export const parse = (line: string, env: Env = {}) => parseCommandLine(line === '' ? [] : line.split(' '), env)

/** The line on stderr. */
export function complaint(line: string, env: Env = {}): string {
  try {
    parse(line, env)
  } catch (error) {
    if (!(error instanceof AuditError)) throw error
    expect(error.exit).toBe(EXIT.usage)
    return [error.message, error.hint].filter(Boolean).join(' ')
  }
  return 'no complaint'
}
