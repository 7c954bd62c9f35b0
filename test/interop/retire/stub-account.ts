import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { RetirementPlan } from '../../../src/model/retirement/retirement.ts'
import { planFiles } from '../../../src/retirement/plan/plan-files.ts'
import { OWN_POLICY } from '../../retirement/ready-key.ts'

/** A key as the stub of the AWS CLI has it. */
export interface StubKey {
  state: string
  created: string
  policy: string
  lastUsed: string | null
  /** The pending window that was asked for. */
  days?: number
}

export interface StubState {
  account: string
  hasLastUsage: boolean
  timesAsNumbers: boolean
  /** `disable-key arn:…` */
  denied: string[]
  keys: Record<string, StubKey>
  calls: string[]
}

export interface Ran {
  exit: number | null
  out: string
  err: string
}

/** The directory of a plan, and the account that the stub of the AWS CLI simulates. */
export class StubAccount {
  readonly directory: string
  readonly #home: string
  readonly #shell: string

  constructor(plan: RetirementPlan, different: Partial<StubState> = {}, shell = 'bash') {
    this.#home = mkdtempSync(join(tmpdir(), 'retire-scripts-'))
    this.#shell = shell
    this.directory = join(this.#home, plan.account_id)
    mkdirSync(this.directory)
    for (const { name, text } of planFiles(plan)) writeFileSync(join(this.directory, name), text)
    const bin = join(this.#home, 'bin')
    mkdirSync(bin)
    symlinkSync(fileURLToPath(new URL('stub-aws.mjs', import.meta.url)), join(bin, 'aws'))
    // The scripts wait for KMS.
    writeFileSync(join(bin, 'sleep'), '#!/bin/sh\n')
    chmodSync(join(bin, 'sleep'), 0o755)
    const planned = [...(plan.waves[0]?.keys ?? []), ...plan.start_at_watch]
    this.change(() => ({
      account: plan.account_id,
      hasLastUsage: true,
      timesAsNumbers: false,
      denied: [],
      keys: Object.fromEntries(
        planned.map(key => [
          key.key_arn,
          {
            state: key.key_state ?? '',
            created: key.created_at ?? '',
            // As KMS returns it: with white space that the report does not have.
            policy: JSON.stringify(OWN_POLICY, null, 2).replaceAll('":', '" :'),
            lastUsed: key.last_used_at,
          },
        ]),
      ),
      calls: [],
      ...different,
    }))
  }

  get state(): StubState {
    return JSON.parse(readFileSync(this.#stateFile, 'utf8')) as StubState
  }

  /** What the scripts logged, one action a line: `disable done`. */
  get log(): string[] {
    const path = join(this.directory, 'actions.ndjson')
    if (!existsSync(path)) return []
    const lines = readFileSync(path, 'utf8').trimEnd().split('\n')
    return lines.map(line => {
      const { action, result } = JSON.parse(line) as { action: string; result: string }
      return `${action} ${result}`
    })
  }

  change(edit: (state: StubState) => StubState | void): void {
    const before = existsSync(this.#stateFile) ? this.state : ({} as StubState)
    writeFileSync(this.#stateFile, JSON.stringify(edit(before) ?? before))
  }

  changeKey(arn: string, different: Partial<StubKey>): void {
    this.change(state => void Object.assign(state.keys[arn] as StubKey, different))
  }

  run(script: string, ...options: string[]): Ran {
    const { status, stdout, stderr } = spawnSync(this.#shell, [join(this.directory, script), ...options], {
      cwd: this.#home,
      encoding: 'utf8',
      env: {
        PATH: [join(this.#home, 'bin'), dirname(process.execPath), process.env['PATH']].join(delimiter),
        STUB_STATE: this.#stateFile,
        TZ: 'Asia/Tokyo',
      },
    })
    return { exit: status, out: stdout, err: stderr }
  }

  remove(): void {
    rmSync(this.#home, { recursive: true })
  }

  get #stateFile(): string {
    return join(this.#home, 'state.json')
  }
}
