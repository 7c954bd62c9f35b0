import { spawn, type ChildProcess, type StdioOptions } from 'node:child_process'
import { once } from 'node:events'
import { devNull } from 'node:os'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import type { Readable } from 'node:stream'
import { ACCOUNT } from './scenarios.ts'

/** The path of the program from `test/bench/dist/test/bench`. */
const BIN = fileURLToPath(new URL('../../../../../bin/kms-audit.cjs', import.meta.url))

export interface ProgramResult {
  seconds: number
  stdout: string
  /** The peak in megabytes, and seconds of all cores, if they were asked for. */
  peak: number
  cpu: number
}

interface ProgramCall {
  /** Arguments of the program. */
  args: readonly string[]
  url: string
  measureResources?: boolean
}

/** Runs the program from start to end with a simulated AWS. */
export const runProgram = ({ args, url, measureResources = false }: ProgramCall): Promise<ProgramResult> =>
  runNode({
    args: [...(measureResources ? ['--import', urlOf('report-resources')] : []), BIN, ...args],
    url,
    measureResources,
  })

export const runHelp = (): Promise<ProgramResult> => runNode({ args: [BIN, '--help'] })

/** Runs one of the scripts beside this file. */
export const runScript = (name: string, url: string, args: readonly string[] = []): Promise<ProgramResult> =>
  runNode({ args: [...scriptArgs(name), ...args], url })

/** Runs the program without AWS, and measures what it uses. */
export const measureProgram = (args: readonly string[]): Promise<ProgramResult> =>
  runNode({ args: ['--import', urlOf('report-resources'), BIN, ...args], measureResources: true })

/** Runs one of the scripts beside this file, and measures what it uses. */
export const measureScript = (name: string, args: readonly string[]): Promise<ProgramResult> =>
  runNode({ args: ['--import', urlOf('report-resources'), ...scriptArgs(name), ...args], measureResources: true })

/** Arguments of Node for the real program. */
export const programArgs = (args: readonly string[]): readonly string[] => [BIN, ...args]

/** Arguments of Node for one of the scripts beside this file. */
export const scriptArgs = (name: string): readonly string[] => [fileURLToPath(urlOf(name))]

/** Starts a process whose end and output do not matter. */
export const startNode = (args: readonly string[], url: string): ChildProcess =>
  spawn(process.execPath, args, { env: environment(url), stdio: 'ignore' })

/** Runs a process. Throws if it fails, because a failed run measures nothing. */
export async function runNode({
  args,
  url = '',
  measureResources = false,
}: Omit<ProgramCall, 'url'> & { url?: string }): Promise<ProgramResult> {
  const stdio: StdioOptions = ['ignore', 'pipe', 'pipe', ...(measureResources ? ['pipe' as const] : [])]
  const started = performance.now()
  const child = spawn(process.execPath, args, { env: environment(url), stdio })
  const [stdout, stderr, resources] = child.stdio.slice(1).map(stream => text(stream as Readable))
  const [code] = (await once(child, 'close')) as [number | null]
  const seconds = (performance.now() - started) / 1000
  if (code !== 0) throw new Error(`node ${args.join(' ')} ended with ${code}: ${await stderr}`)
  const { peak, cpu } = JSON.parse((await resources) ?? '{"peak":null,"cpu":null}') as Pick<
    ProgramResult,
    'peak' | 'cpu'
  >
  return { seconds, stdout: (await stdout) ?? '', peak, cpu }
}

const urlOf = (name: string): string => new URL(`${name}.js`, import.meta.url).href

/** An environment without the AWS settings of this machine. */
const environment = (url: string): NodeJS.ProcessEnv => ({
  PATH: process.env['PATH'],
  HOME: process.env['HOME'],
  AWS_ENDPOINT_URL: url,
  AWS_ACCESS_KEY_ID: `AKIA${ACCOUNT}DEMO`,
  AWS_SECRET_ACCESS_KEY: 'simulated',
  AWS_REGION: 'us-east-1',
  AWS_CONFIG_FILE: devNull,
  AWS_SHARED_CREDENTIALS_FILE: devNull,
  AWS_EC2_METADATA_DISABLED: 'true',
})
