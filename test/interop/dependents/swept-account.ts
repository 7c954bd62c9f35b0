import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { dependents } from '../../../src/dependents/index.ts'
import type { DependentRecord } from '../../../src/model/dependents.ts'
import type { KeyRecord, Report } from '../../../src/model/report/report.ts'
import { readTable } from '../read-table.ts'
import { runBinary, type Outcome } from '../run-binary.ts'
import type { Emulator } from './emulators.ts'
import { fillAccount, type Filled } from './fill-account.ts'
import { CREDENTIALS, REGION } from './recipe.ts'

/** All types, each by name: those are read too that are not read otherwise, because AWS may use keys to answer. */
const ALL_TYPES = ['all', ...Object.keys(dependents)].join()

/** An emulator whose account was filled and then read by the built program. */
export class SweptAccount {
  readonly filled: Filled
  readonly outcome: Outcome
  readonly report: Report
  readonly stop: () => Promise<void>

  private constructor(filled: Filled, outcome: Outcome, stop: () => Promise<void>) {
    this.filled = filled
    this.outcome = outcome
    this.report = JSON.parse(outcome.out) as Report
    this.stop = stop
  }

  static async of({ executable, start }: Emulator): Promise<SweptAccount> {
    const server = await start(executable ?? '')
    try {
      const filled = await fillAccount(server.url)
      const args = ['-r', REGION, '--source', 'none', '--dependents', ALL_TYPES, '-o', 'json']
      const outcome = await runBinary(args, {
        AWS_ENDPOINT_URL: server.url,
        AWS_ACCESS_KEY_ID: CREDENTIALS.accessKeyId,
        AWS_SECRET_ACCESS_KEY: CREDENTIALS.secretAccessKey,
      })
      if (outcome.exit !== 0) throw new Error(outcome.err)
      return new SweptAccount(filled, outcome, server.stop)
    } catch (error) {
      await server.stop()
      throw error
    }
  }

  /** The record of the key that everything uses. */
  get used(): KeyRecord {
    return this.#keyOf(this.filled.used)
  }

  /** The record of the key that nothing uses. */
  get unused(): KeyRecord {
    return this.#keyOf(this.filled.unused)
  }

  /** The rows of the table, printed from the saved report on a wide terminal, by the id of the key. */
  async table(...args: string[]): Promise<Map<string | undefined, Record<string, string>>> {
    const folder = await mkdtemp(join(tmpdir(), 'kms-audit-report-'))
    try {
      const file = join(folder, 'report.json')
      await writeFile(file, this.outcome.out)
      const { out } = await runBinary(['--from', file, ...args], { COLUMNS: '240' })
      return new Map(readTable(out).map(row => [row['Key ID'], row]))
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  }

  /** The resources of a type that were made, sorted. */
  made = (type: string): string[] => (this.filled.made.get(type) ?? []).toSorted()

  /** The resources of a type that were found under the used key, sorted. */
  found = (type: string): string[] =>
    (this.used.dependents ?? [])
      .filter(dependent => dependent.type === type)
      .map(lineOf)
      .toSorted()

  #keyOf(arn: string): KeyRecord {
    const found = this.report.keys.find(key => key.key_arn === arn)
    if (found === undefined) throw new Error(`no key ${arn} in the report`)
    return found
  }
}

const lineOf = ({ id, role }: DependentRecord): string => (role === null ? id : `${id} / ${role}`)
