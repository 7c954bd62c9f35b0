import { KMSClient, EncryptCommand } from '@aws-sdk/client-kms'
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts'
import { execFile } from 'node:child_process'
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { main } from '../../../src/main.ts'
import { isoTime, type Instant } from '../../../src/model/time.ts'
import { requestHandlerOf } from '../../../src/simulation/wire/request-handler.ts'
import { serve, type RunningServer } from '../../../src/simulation/wire/server.ts'
import { SimulatedAws } from '../../../src/simulation/wire/simulated-aws.ts'
import { simAccount } from '../../../src/simulation/world/world.ts'
import { type SimKey } from '../../../src/simulation/world/sim-key.ts'
import { memoryIo } from '../../memory-io.ts'
import { FAST } from '../../run.ts'
import { ACCOUNT, settings } from '../../simulation/services/clients.ts'

const REGION = 'us-east-1'
/** The AWS CLI of `.ci/run`. Null: a stub that sends the same requests. */
const AWS_CLI = process.env['KMS_AUDIT_AWS_CLI'] || null

interface Ran {
  exit: number
  out: string
  err: string
}

/** An account whose time the test moves, for the program, the scripts with an AWS CLI, and the callers of its keys. */
export class RetiredAccount {
  readonly directory = mkdtempSync(join(tmpdir(), 'kms-audit-retire-'))
  readonly #aws: SimulatedAws
  readonly #server: RunningServer
  readonly #bin = join(this.directory, 'bin')
  #now: Instant

  private constructor(aws: SimulatedAws, server: RunningServer, now: Instant) {
    this.#aws = aws
    this.#server = server
    this.#now = now
  }

  static async open(keys: readonly SimKey[], now: Instant): Promise<RetiredAccount> {
    const clock = { read: () => now }
    const account = simAccount({ id: ACCOUNT, regions: { [REGION]: { keys } }, roles: [{ name: 'reports' }] })
    const aws = new SimulatedAws({ clock: () => clock.read(), accounts: [account] })
    const opened = new RetiredAccount(aws, await serve(aws), now)
    clock.read = () => opened.#now
    opened.#install()
    return opened
  }

  async close(): Promise<void> {
    await this.#server.close()
    rmSync(this.directory, { recursive: true })
  }

  pass(milliseconds: number): void {
    this.#now += milliseconds
    this.#setDate()
  }

  /** The program, in this process. */
  async program(...words: readonly string[]): Promise<Ran> {
    const io = memoryIo({ env: FAST })
    const credentials = { accessKeyId: `AKIA${ACCOUNT}DEMO`, secretAccessKey: 'none' }
    const wire = { requestHandler: requestHandlerOf(this.#aws), patience: 0.1, credentials }
    const exit = await main(words, io, () => this.#now, wire)
    return { exit, out: io.out(), err: io.err() }
  }

  /** A script of the plan, in a shell of its own. */
  script(name: string, ...words: readonly string[]): Promise<Ran> {
    const path = join(this.directory, 'plan', ACCOUNT, name)
    const env = {
      PATH: `${this.#bin}:${process.env['PATH'] ?? ''}`,
      HOME: this.directory,
      AWS_ENDPOINT_URL: this.#server.url,
      AWS_ACCESS_KEY_ID: `AKIA${ACCOUNT}DEMO`,
      AWS_SECRET_ACCESS_KEY: 'none',
      KMS_AUDIT_WAIT_SECONDS: '0',
    }
    return new Promise(resolve =>
      execFile('bash', [path, ...words], { env }, (error, out, err) =>
        resolve({ exit: error === null ? 0 : Number(error.code), out, err }),
      ),
    )
  }

  /** A report job encrypts with the key. Returns the name of the error, or null. */
  async jobEncrypts(KeyId: string): Promise<string | null> {
    const { Credentials } = await new STSClient(settings(this.#aws)).send(
      new AssumeRoleCommand({ RoleArn: `arn:aws:iam::${ACCOUNT}:role/reports`, RoleSessionName: 'nightly' }),
    )
    const kms = new KMSClient(settings(this.#aws, REGION, Credentials?.AccessKeyId))
    const EncryptionContext = { report: 'quarterly' }
    return kms.send(new EncryptCommand({ KeyId, Plaintext: Buffer.from('x'), EncryptionContext })).then(
      () => null,
      (error: Error) => error.name,
    )
  }

  /** `aws` and `date` of the scripts. The system's own `date` would show another day than the simulation. */
  #install(): void {
    mkdirSync(this.#bin)
    const aws = join(this.#bin, 'aws')
    if (AWS_CLI === null) copyFileSync(fileURLToPath(new URL('aws-stub.cjs', import.meta.url)), aws)
    else symlinkSync(AWS_CLI, aws)
    symlinkSync(process.execPath, join(this.#bin, 'node'))
    if (AWS_CLI === null) chmodSync(aws, 0o755)
    writeFileSync(join(this.#bin, 'date'), '#!/bin/sh\ncat "$(dirname "$0")/now"\n', { mode: 0o755 })
    this.#setDate()
  }

  #setDate = (): void => writeFileSync(join(this.#bin, 'now'), `${isoTime(this.#now)}\n`)
}
