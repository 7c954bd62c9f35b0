import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { PlantedCopy, PlantedEntry } from './planted-copy.ts'

const CODE = `import { appendFileSync } from 'node:fs'
import { path } from '../cli/kinds/kind.ts'
import { option } from '../cli/option.ts'
import type { Sink } from './sink.ts'

const options = {
  logFile: option({ flags: '--log-file <path>', group: 'Publish', help: 'File to append to', kind: path, fallback: 'log' }),
}

export const logFile: Sink<typeof options> = {
  id: 'log-file',
  name: 'a log file',
  title: 'one line for each report',
  takes: 'report',
  needs: 'nothing',
  options,
  operations: [],
  examples: [{ what: 'Log a saved report', command: 'kms-audit publish log-file --from report.json' }],
  async plan({ report, settings }) {
    const line = report.keys.length + ' keys'
    return {
      summary: 'One line for ' + settings.logFile + '.',
      question: 'Append one line?',
      notes: [],
      errors: [],
      calls: () => [JSON.stringify({ line }) + '\\n'],
      async send() {
        appendFileSync(settings.logFile, line + '\\n')
        return { lines: [line], accepted: 1, failed: 0 }
      },
    }
  },
}
`

/** Saves the report of the sample account in the folder of the copy, and returns its path. */
async function savedReport(copy: PlantedCopy): Promise<string> {
  const path = join(copy.folder, 'report.json')
  writeFileSync(path, (await copy.run('--demo', '--source', 'none', '-o', 'json')).out)
  return path
}

/** A sink that calls no AWS and takes a report, with an option of its own. */
export const sink: PlantedEntry = {
  files: { 'src/sinks/log-file.ts': CODE },
  lines: { 'src/sinks/index.ts': "export { logFile } from './log-file.ts'" },
  tests: {
    'a new sink without AWS sends a saved report, without credentials and network': async copy => {
      const report = await savedReport(copy)
      const log = join(copy.folder, 'log')
      const { code, out } = await copy.run('publish', 'log-file', '--yes', '--from', report, '--log-file', log)
      expect([code, out]).toEqual([0, expect.stringMatching(/^\d+ keys\n$/)])
    },
    'a new sink prints its calls with --dry-run, and -r narrows the saved report': async copy => {
      const args = ['publish', 'log-file', '--dry-run', '--from', await savedReport(copy)]
      const lineOf = async (...more: string[]): Promise<string> => (await copy.run(...args, ...more)).out
      expect(await lineOf()).toMatch(/^\{"line":"\d+ keys"\}\n$/)
      expect(await lineOf('-r', 'eu-west-1')).not.toBe(await lineOf())
    },
    'a new sink without AWS refuses options about accounts with --from': async copy => {
      const { code, err } = await copy.run('publish', 'log-file', '--from', 'report.json', '-p', 'dev')
      expect([code, err]).toEqual([
        2,
        'kms-audit: --profile has no effect with publish log-file --from. It makes no AWS calls.\n',
      ])
    },
    'the option of a new sink cannot be set in a config file that was found by searching': async copy => {
      writeFileSync(join(copy.folder, 'kms-audit.yaml'), 'log-file: elsewhere\n')
      const { code, err } = await copy.runIn(copy.folder, '--demo')
      expect([code, err]).toEqual([
        2,
        expect.stringMatching(/^kms-audit: kms-audit\.yaml:1:1: 'log-file' cannot be set/),
      ])
      const printed = await copy.run('config', 'print', '--config', join(copy.folder, 'kms-audit.yaml'))
      expect(printed.out).toMatch(/^log-file .*kms-audit\.yaml:1:1 +elsewhere$/m)
    },
    'the option of a new sink is refused for other sinks': async copy => {
      const { code, err } = await copy.run('publish', 'security-hub', '--yes', '--log-file', 'log')
      expect([code, err]).toEqual([
        2,
        'kms-audit: --log-file has no effect with publish security-hub. See kms-audit publish --help.\n',
      ])
    },
    'a new sink is in the help of publish': async copy => {
      const help = (await copy.run('publish', '--help')).out
      expect(help).toMatch(/^ {2}log-file +Send the report to a log file$/m)
      expect(help).toMatch(/^ {6}--log-file <path> +File to append to$/m)
      expect(help).toContain('# Log a saved report\n  kms-audit publish log-file --from report.json')
    },
    'a new sink has a row in the guide, and its option too': async copy => {
      expect(await copy.block('sinks')).toContain('| `kms-audit publish log-file` | one line for each report | none |')
      expect(await copy.block('options')).toContain('| `--log-file <path>` | File to append to |')
    },
  },
}
