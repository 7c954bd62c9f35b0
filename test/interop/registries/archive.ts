import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { toAuditOptions } from '../../../src/library/audit-options.ts'
import type { PlantedCopy, PlantedEntry } from './planted-copy.ts'

/** One use of every key, a minute before the run. */
const CODE = `import { archiveOf, billedByScan } from '../archive.ts'
import { archiveOption, word } from '../archive-option.ts'

declare module '../../model/options/archive-options.ts' {
  interface ArchiveOptions {
    warehouse: string | null
  }
}

declare module '../../model/options/archives-request.ts' {
  interface ArchivesRequest {
    /** \`--warehouse\`: the name of a warehouse. */
    warehouse?: string
  }
}

export const warehouse = archiveOf({
  name: 'the warehouse of calls',
  title: 'A warehouse of calls (--warehouse); it shows uses',
  required: { what: 'a warehouse', by: '--warehouse NAME' },
  options: {
    warehouse: archiveOption({
      flags: '--warehouse <name>',
      help: 'Search this warehouse of calls',
      form: word('the name of a warehouse', name => (/^[a-z]+$/.test(name) ? name : null)),
      fallback: null,
      inConfig: 'named',
    }),
  },
  read: ({ warehouse: name }) => name,
  words: name => ['--warehouse', name],
  sample: null,
  operation: 'athena:StartQueryExecution',
  operations: ['athena:StartQueryExecution'],
  complete: false,
  provesSilence: () => false,
  showsPlaces: false,
  answersDependOn: name => name,
  estimate: async () => billedByScan('The warehouse'),
  open: async ({ now }) => ({
    async ask({ account, region, keys: asked, until }) {
      const at = now - 60_000
      const use = { at, operation: 'Decrypt', principal: 'arn:aws:iam::111122223333:role/warehouse', service: null, eventId: 'e' }
      const history = (key: string) => ({
        key, first: use, last: use, refused: null, publicKeyReadAt: null, disabledAt: null, days: [],
      })
      const trace = {
        account, region, digests: [], damaged: [], delivered: { first: at, last: at }, changes: [], homes: [],
        doubts: [{ since: 0, until, why: 'a warehouse has holes' }],
      }
      return { known: true, keys: new Map((asked ?? []).map(key => [key, history(key)])), trace }
    },
    async close() {},
  }),
})
`

/** An archive, whose options, source and texts derive from its one file. */
export const archive: PlantedEntry = {
  files: { 'src/archives/warehouse/warehouse.ts': CODE },
  lines: { 'src/archives/index.ts': "export { warehouse } from './warehouse/warehouse.ts'" },
  tests: {
    'a new archive is asked by --source, once its option names it': async copy => {
      const { code, err } = await copy.run('--demo', '--source', 'kms,warehouse')
      expect([code, err]).toEqual([2, 'kms-audit: --source warehouse needs a warehouse. Add --warehouse NAME.\n'])
      const { out } = await copy.run('--demo', '--source', 'warehouse', '--warehouse', 'calls', '-o', 'json')
      const { gaps } = JSON.parse(out) as { gaps: { operation: string; message: string }[] }
      expect(gaps.find(({ message }) => message.includes('a warehouse has holes'))?.operation).toBe(
        'athena:StartQueryExecution',
      )
    },
    'the option of a new archive is checked, and has no effect with other sources': async copy => {
      expect((await copy.run('--demo', '--warehouse', '7')).err).toBe(
        "kms-audit: --warehouse takes the name of a warehouse, not '7'.\n",
      )
      expect((await copy.run('--demo', '--warehouse', 'calls', '--source', 'kms')).err).toBe(
        'kms-audit: --warehouse is not searched with --source kms. Add warehouse to --source.\n',
      )
    },
    'the option of a new archive is in help, guide and completion scripts': async copy => {
      for (const command of ['audit', 'key', 'activity', 'permissions'])
        expect((await copy.run(command, '--help')).out).toMatch(
          /^ {6}--warehouse <name> +Search this warehouse of calls$/m,
        )
      expect(await copy.block('options')).toContain(
        '| `--warehouse <name>` | Search this warehouse of calls | `KMS_AUDIT_WAREHOUSE` |',
      )
      expect((await copy.run('completion', 'fish')).out).toContain(
        "-l warehouse -x -d 'Search this warehouse of calls'",
      )
    },
    'a new archive has a row among the sources of the guide': async copy => {
      expect(await copy.block('sources')).toContain(
        '| `warehouse` | A warehouse of calls (--warehouse); it shows uses |',
      )
    },
    'a new archive is read by activity, alone, and a saved result names it': async copy => {
      const two = ['--warehouse', 'calls', '--cloudwatch-logs', 'g']
      expect((await copy.run('activity', ...two)).err).toContain('--cloudwatch-logs and --warehouse name two archives')
      const { out } = await copy.run('activity', '--demo', '--warehouse', 'calls', '-o', 'json')
      const saved = join(copy.folder, 'activity.json')
      writeFileSync(saved, out)
      const shown = await copy.run('activity', '--from', saved)
      expect(shown.out).toMatch(/^Source +the warehouse of calls: counts by day/m)
    },
    'the commands that a report proposes search a new archive, too': async copy => {
      const { out } = await copy.run('--demo', '--warehouse', 'calls', '-o', 'html')
      expect(out).toContain('kms-audit --checks --warehouse calls')
    },
    'permissions and estimate include a new archive': async copy => {
      const { out } = await copy.run('permissions', '--source', 'warehouse', '--warehouse', 'calls')
      expect(out).toContain('athena:StartQueryExecution')
      expect((await copy.run('--demo', '--estimate', '--warehouse', 'calls')).out).toContain(
        'The warehouse: AWS bills what queries scan; that cannot be estimated.',
      )
    },
    'a checkpoint is not continued with another new archive': async copy => {
      const kept = join(copy.folder, 'kept.ndjson')
      const of = (name: string) => copy.run('--demo', '--warehouse', name, '--checkpoint', kept, '-q')
      await of('calls')
      expect((await of('others')).err).toMatch(/archives \([^)]*--warehouse\)/)
    },
    'a request to the library can name a new archive': async copy => {
      expect(await requested(copy, { warehouse: 'calls' })).toMatchObject({ warehouse: 'calls', lake: null })
      await expect(requested(copy, { warehouse: '7' })).rejects.toThrow(
        "archives.warehouse takes the name of a warehouse, not '7'.",
      )
    },
  },
}

async function requested(copy: PlantedCopy, named: object): Promise<object> {
  const library = (await import(join(copy.folder, 'src/library/audit-options.ts'))) as {
    toAuditOptions: typeof toAuditOptions
  }
  return library.toAuditOptions({ archives: named }).archives
}
