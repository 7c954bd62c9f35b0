import { expect, test } from 'vitest'
import {
  archiveFlag,
  type ArchiveOptionName,
  archiveOptionNames,
  archiveIds,
  archives,
  everyArchiveOption,
  namingOptions,
} from '../../src/archives/registry.ts'
import { type ArchiveSettings, oneArchive } from '../../src/cli/resolve/archives.ts'
import { coverageLines } from '../../src/formats/activity/coverage-lines.ts'
import { load } from '../../src/lib/registry.ts'
import { sources } from '../../src/sources/index.ts'
import { aWindow, anActivity } from '../checks/activity/judged.ts'
import { helpText } from '../cli/parse.ts'
import { PIPED } from '../formats/render.ts'

const COMMANDS = ['audit', 'key', 'activity', 'advise', 'doctor', 'permissions', 'publish', 'retire']

test.each(archiveOptionNames)(
  'archives: the option %s is in the help of every command that searches archives',
  name => {
    for (const command of COMMANDS) expect(helpText(command, 120)).toMatch(new RegExp(`^ +${archiveFlag(name)} <`, 'm'))
  },
)

const nothing = Object.fromEntries(
  archiveOptionNames.map(name => [name, everyArchiveOption[name].fallback]),
) as unknown as ArchiveSettings

test.each(archiveIds)('archives: each option that names %s alone is the one archive that is read', id => {
  expect(namingOptions(id).length).toBeGreaterThan(0)
  for (const name of namingOptions(id)) expect(oneArchive({ ...nothing, [name]: 'x' })).toBe(archiveFlag(name))
})

test.each(archiveIds)('archives: %s and another archive cannot be read together', id => {
  const [name] = namingOptions(id)
  for (const other of archiveIds.filter(each => each !== id)) {
    const two = { ...nothing, [name as ArchiveOptionName]: 'x', [namingOptions(other)[0] as ArchiveOptionName]: 'y' }
    expect(() => oneArchive(two)).toThrow(/^--[a-z-]+ and --[a-z-]+ name two archives/)
  }
})

test.each(archiveIds)('archives: activity says in words that %s was read', id => {
  const read = anActivity([], { windows: [aWindow({ source: id })] })
  expect([...coverageLines(read, PIPED)].join('').replaceAll(/\s+/g, ' ')).toContain(
    `Source ${archives[id].name}: counts`,
  )
})

test('archives: activity that was read from an archive of a later version names it', () => {
  const read = anActivity([], { windows: [aWindow({ source: 'ledger' })] })
  expect([...coverageLines(read, PIPED)].join('')).toContain('ledger: counts by day')
})

test.each(archiveIds)('archives: the source of %s reads trails if the silence of the archive can count', async id => {
  const source = await load(sources, id)
  expect(source.title).toBe(archives[id].title)
  expect(source.complete).toBe(source.operations.includes('cloudtrail:LookupEvents'))
})
