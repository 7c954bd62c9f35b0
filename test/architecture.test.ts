import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

/** One row of the table of borders: what the files of a folder (or one file) may import, and why no more. */
interface Border {
  why: string
  /** Folders, or single files such as `formats/index.ts`; a folder may always import itself. */
  mayImport: readonly string[] | 'everything'
  except?: readonly string[]
  /** Files and folders from which only types may come. */
  typesFrom?: readonly string[]
  sdk: 'yes' | 'types' | 'no'
}

const BORDERS: Readonly<Record<string, Border>> = {
  lib: { why: 'tools know nothing of KMS, so that each can be read alone', mayImport: [], sdk: 'no' },
  model: { why: 'our words must not depend on what is done with them', mayImport: ['lib'], sdk: 'no' },
  usage: { why: 'the verdict is pure: evidence in, answer out', mayImport: ['model', 'lib'], sdk: 'no' },
  cost: { why: 'prices and savings are pure arithmetic', mayImport: ['model', 'lib'], sdk: 'no' },
  encryption: {
    why: 'whether a resource is encrypted as required follows from its record and the policy alone',
    mayImport: ['model', 'lib'],
    sdk: 'no',
  },
  advice: {
    why: 'what can be saved follows from what was read before; every number is computed again from the document',
    mayImport: ['cost', 'policy', 'model', 'lib'],
    sdk: 'no',
  },
  policy: {
    why: 'a key policy is data to be read, never a reason to call somebody',
    mayImport: ['model', 'lib'],
    sdk: 'no',
  },
  access: {
    why: 'who has access follows from policies that were read before',
    mayImport: ['policy', 'model', 'lib'],
    sdk: 'no',
  },
  checks: {
    why: 'a check judges what is known and asks nobody; it names the facts that it needs',
    mayImport: ['policy', 'model', 'lib'],
    typesFrom: ['facts/needs.ts'],
    sdk: 'no',
  },
  assessments: {
    why: 'what was read is counted and compared without asking for more',
    mayImport: ['model', 'lib'],
    sdk: 'no',
  },
  selection: {
    why: 'which keys were asked for is decided alike for AWS and for a saved report',
    mayImport: ['model', 'lib'],
    sdk: 'no',
  },
  findings: {
    why: 'findings follow from a report and from inputs that were read before, not from AWS nor from how they are shown',
    mayImport: ['checks', 'facts', 'model', 'lib'],
    sdk: 'no',
  },
  history: {
    why: 'what differs between reports follows from the reports alone',
    mayImport: ['policy', 'model', 'lib'],
    sdk: 'no',
  },
  retirement: {
    why: 'whether a key can be retired, and whether it is needed, follows from what was read; some of it is read as in checks',
    mayImport: [
      'policy',
      'checks/grants/shared',
      'checks/life-cycle/shared',
      'checks/names/shared',
      'findings/key-owner.ts',
      'model',
      'lib',
    ],
    sdk: 'no',
  },
  formats: {
    why: 'a format turns a report into text and knows nothing else but names of archives; a key policy in plain words is part of that text',
    mayImport: ['policy', 'archives/registry.ts', 'model', 'lib'],
    sdk: 'no',
  },
  browse: {
    why: 'the terminal browser shows a report, as the formats do, and knows nothing else',
    mayImport: ['formats', 'model', 'lib'],
    sdk: 'no',
  },
  aws: { why: 'the border: SDK shapes end here', mayImport: ['model', 'lib'], sdk: 'yes' },
  facts: {
    why: 'a fact says what is read about a key, and reads it; two opinions on a key policy are compared when both are read',
    mayImport: ['aws', 'policy', 'model', 'lib'],
    sdk: 'no',
  },
  archives: {
    why: 'records of CloudTrail are read from disk or through a query engine of AWS, and not judged',
    mayImport: ['aws', 'model', 'lib'],
    sdk: 'yes',
  },
  sources: {
    why: 'a source asks AWS or an archive, and answers in our words; how far an archive covers is decided in usage',
    mayImport: ['aws', 'archives', 'usage/coverage', 'model', 'lib'],
    sdk: 'yes',
  },
  dependents: {
    why: 'a dependent asks AWS which resources reference keys and answers in our words',
    mayImport: ['aws', 'model', 'lib'],
    sdk: 'yes',
  },
  report: {
    why: 'a report is made of what was collected, and does not know how',
    mayImport: ['usage', 'cost', 'selection', 'findings', 'sources/index.ts', 'archives/registry.ts', 'model', 'lib'],
    typesFrom: ['sources/source.ts'],
    sdk: 'no',
  },
  collect: {
    why: 'the story of a run does not know how it was asked for nor how its report is shown',
    mayImport: [
      'report',
      'archives',
      'sources',
      'dependents',
      'facts',
      'access',
      'policy',
      'aws',
      'assessments',
      'selection',
      'usage',
      'cost',
      'encryption',
      'model',
      'lib',
    ],
    sdk: 'no',
  },
  sinks: {
    why: 'a sink sends a finished report, in the shape of a format if it has one, and declares options like a command',
    mayImport: [
      'aws',
      'formats/asff',
      'formats/finding',
      'formats/diff/shared',
      'cli/option.ts',
      'cli/kinds',
      'model',
      'lib',
    ],
    typesFrom: ['cli/command.ts', 'cli/option-set.ts', 'cli/settings.ts'],
    sdk: 'no',
  },
  simulation: {
    why: 'it stands beneath the real SDK and must not share its code or ours, else both could be wrong alike',
    mayImport: ['model', 'lib'],
    typesFrom: ['aws/session/wire.ts'],
    sdk: 'types',
  },
  cli: {
    why: 'reading the command line must stay light, so only the lists that it checks against may come along',
    mayImport: [
      'model',
      'lib',
      'formats/index.ts',
      'formats/columns',
      'sources/index.ts',
      'archives/registry.ts',
      'dependents/index.ts',
      'checks/index.ts',
      'checks/frameworks.ts',
      'findings/opa/server.ts',
    ],
    typesFrom: ['archives/archive-option.ts'],
    sdk: 'no',
  },
  commands: { why: 'a command stands alone', mayImport: 'everything', except: ['main.ts'], sdk: 'no' },
  library: {
    why: 'the engine for other programs: requests in, reports out, without flags, streams or settings of the process',
    mayImport: 'everything',
    except: ['main.ts', 'index.ts', 'cli', 'commands'],
    sdk: 'no',
  },
  'index.ts': {
    why: 'importing the package must load nothing heavy and have no effects',
    mayImport: ['library', 'report/saved-report.ts', 'model', 'lib'],
    sdk: 'no',
  },
  'main.ts': { why: 'the frame', mayImport: 'everything', sdk: 'no' },
}

/** Files that see the process; everybody else is given what they need. */
const SEES_PROCESS = ['main.ts', 'index.ts', 'lib/process/io.ts']
const LONGEST = 180
const MANIFEST = '../package.json'

interface Source {
  /** Below src: `usage/verdict.ts` */
  path: string
  text: string
}

/** What is wrong with one file, in words. */
function violations({ path, text }: Source): string[] {
  const code = withoutComments(text)
  const prose = withoutStrings(code)
  const [area = path] = path.split('/')
  const border = BORDERS[area]
  if (border === undefined) return [`${path}: no rule for ${area}: add one to the table, with a reason`]
  const wrong = importsOf(code)
    .filter(one => !isAllowed(path, area, border, one))
    .map(one => `imports ${one.name}, but ${border.why}`)
  if (/(?<![\w.])console\b\s*[.[]/.test(prose)) wrong.push('uses the console: only main.ts writes')
  if (!SEES_PROCESS.includes(path) && /(?<![\w.'])process\b\s*(\.|\?\.|\[)|node:process/.test(prose))
    wrong.push('looks at the process: env, streams and signals are passed in')
  if (/process\s*\.\s*exit\b/.test(prose)) wrong.push('ends the process: output would be cut off')
  if (area !== 'simulation' && /arn:aws:/.test(code)) wrong.push('names the partition: China and GovCloud have others')
  const lines = text.trimEnd().split('\n').length
  if (lines > LONGEST) wrong.push(`has ${lines} lines: what is longer than ${LONGEST} holds a second idea`)
  return wrong.map(what => `${path}: ${what}`)
}

/** Nobody can hold a border against a name that is made up while the program runs. */
const COMPUTED = 'what is computed'

interface Import {
  name: string
  typeOnly: boolean
}

function isAllowed(path: string, area: string, border: Border, { name, typeOnly }: Import): boolean {
  if (/^(@aws-sdk|@smithy)\//.test(name)) return border.sdk === 'yes' || (border.sdk === 'types' && typeOnly)
  if (name === COMPUTED) return false
  if (!name.startsWith('.')) return true
  const target = posix.join(posix.dirname(path), name)
  // What it says of the program's version becomes part of the build.
  if (target === MANIFEST) return path === 'lib/process/version.ts'
  const within = (places: readonly string[]) => places.some(place => target === place || target.startsWith(`${place}/`))
  // The list of commands knows them all; one command does not know another.
  if (area === 'commands' && within(['commands']))
    return path === 'commands/index.ts' || !isOfOtherCommand(path, target)
  if (typeOnly && within(border.typesFrom ?? [])) return true
  if (border.mayImport === 'everything') return !within(border.except ?? [])
  return within([area, ...border.mayImport])
}

function importsOf(code: string): Import[] {
  const fixed = code.matchAll(/^\s*(?:import|export)\s+(type\s)?(?:[^'";()]*?\sfrom\s*)?['"]([^'"]+)['"]/gm)
  const dynamic = code.matchAll(/(typeof\s+)?\bimport\s*\(\s*(?:['"]([^'"]+)['"])?/g)
  return [
    ...Array.from(fixed, ([, type, name = '']) => ({ name, typeOnly: type !== undefined })),
    ...Array.from(dynamic, ([, type, name = COMPUTED]) => ({ name, typeOnly: type !== undefined })),
  ]
}

const withoutComments = (text: string): string =>
  text.replace(
    /('(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`)|\/\/[^\n]*|\/\*[\s\S]*?\*\//g,
    (_, string) => string ?? '',
  )

const withoutStrings = (code: string): string =>
  code.replace(/'(?!node:process)(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"/g, "''")

const SRC = fileURLToPath(new URL('../src/', import.meta.url))
const sources: Source[] = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .map(path => path.replaceAll('\\', '/'))
  .filter(path => path.endsWith('.ts'))
  .map(path => ({ path, text: readFileSync(SRC + path, 'utf8') }))
const textOf = (path: string): string => sources.find(source => source.path === path)?.text ?? ''

/** Whether the target is another command, or a file in the folder of another command. */
function isOfOtherCommand(path: string, target: string): boolean {
  const commandOf = (file: string) => commandNames.find(name => file === `${name}.ts` || file.startsWith(`${name}/`))
  return commandOf(target) !== undefined && commandOf(target) !== commandOf(path)
}

/** `commands/audit`, …: the commands of the registry. */
const commandNames = Array.from(
  textOf('commands/index.ts').matchAll(/^export .* from '\.\/([^/']+)\.ts'/gm),
  ([, name]) => `commands/${name}`,
)

test('borders: every file keeps to them', () => {
  expect(sources.length).toBeGreaterThan(10)
  expect(sources.flatMap(violations)).toEqual([])
})

test.each<[why: string, path: string, text: string]>([
  ['the verdict asks AWS', 'usage/x.ts', "import { KMSClient } from '@aws-sdk/client-kms'"],
  ['only for a type', 'usage/x.ts', "import type { KMSClient } from '@aws-sdk/client-kms'"],
  ['later', 'cost/x.ts', "const kms = await import('@aws-sdk/client-kms')"],
  ['by passing it on', 'lib/x.ts', "export * from '../model/gap.ts'"],
  ['over several lines', 'formats/x.ts', "import {\n  a,\n  b,\n} from '../aws/session/wire.ts'"],
  ['for its effects', 'lib/x.ts', "import '../main.ts'"],
  ['inside a type', 'lib/x.ts', "let x: import('../model/key.ts').Key"],
  ['from where nobody can tell', 'lib/x.ts', 'await import(name)'],
  ['the simulation uses the SDK itself', 'simulation/x.ts', "import { HttpResponse } from '@smithy/core/protocols'"],
  ['a command uses another', 'commands/x.ts', "import audit from './audit.ts'"],
  ['the story reads options', 'collect/x.ts', "import { table } from '../cli/table.ts'"],
  ['options load a source', 'cli/x.ts', "import kms from '../sources/kms.ts'"],
  ['a new folder without a rule', 'utils/x.ts', ''],
  ['somebody prints', 'aws/x.ts', "console.log('hello')"],
  ['somebody reads the environment', 'aws/x.ts', "const region = process.env['AWS_REGION']"],
  ['by import', 'aws/x.ts', "import { env } from 'node:process'"],
  ['somebody leaves', 'main.ts', 'process.exit(1)'],
  ['a partition is written down', 'aws/x.ts', "const arn = 'arn:aws:kms:eu-west-1'"],
  ['a file grows', 'aws/x.ts', '\n'.repeat(200) + 'x'],
])('borders: the test notices when %s', (_, path, text) => expect(violations({ path, text })).toHaveLength(1))

test.each<[what: string, path: string, text: string]>([
  ['a comment', 'usage/x.ts', "// import x from '@aws-sdk/client-kms', process.exit(1), arn:aws:\n/* console.log() */"],
  ['a type of the SDK', 'simulation/x.ts', "import type { HttpHandler } from '@smithy/core/protocols'"],
  ['a type that is allowed', 'report/x.ts', "import type { Source } from '../sources/source.ts'"],
  ['a list of commands', 'commands/index.ts', "export { audit } from './audit.ts'"],
  ['a command that loads its own files', 'commands/audit.ts', "await import('./audit/run.ts')"],
  ['words in a text', 'cli/x.ts', "const help = 'see the console. process. // not a comment'"],
])('borders: the test accepts %s', (_, path, text) => expect(violations({ path, text })).toEqual([]))

test('startup: what --help loads is light', () => {
  const reached = new Set<string>()
  const visit = (path: string): void => {
    if (reached.has(path)) return
    reached.add(path)
    for (const { name, typeOnly } of importsOf(withoutComments(textOf(path)).replace(/\bimport\s*\(/g, ''))) {
      if (!typeOnly) visit(name.startsWith('.') ? posix.join(posix.dirname(path), name) : name)
    }
  }
  visit('main.ts')
  expect([...reached].filter(name => !name.endsWith('.ts') && !name.startsWith('node:') && name !== MANIFEST)).toEqual(
    [],
  )
})

/** Every entry of a registry whose type says what it is has the same name. */
const NAMES_OF_ENTRIES = ['check', 'validate']

test('names: no name is declared in two files of one folder', () => {
  const files = new Map<string, string>()
  const repeated: string[] = []
  for (const { path, text } of sources) {
    const declared = text.matchAll(
      /^(?:export )?(?:default )?(?:async )?(?:function\*?|const|class|type|interface) ([A-Za-z_]\w*)/gm,
    )
    for (const [, name = ''] of declared) {
      const where = `${posix.dirname(path)}: ${name}`
      const other = files.get(where)
      if (other !== undefined && other !== path && !NAMES_OF_ENTRIES.includes(name)) repeated.push(where)
      files.set(where, path)
    }
  }
  expect(repeated).toEqual([])
})

/** `policy` of `policy/access/denial.ts` */
const areaOf = (path: string): string => path.split('/')[0] ?? path

test('folders: no folder imports one that imports it, also through others and also for types alone', () => {
  const imports = new Map<string, Set<string>>()
  for (const { path, text } of sources) {
    const area = areaOf(path)
    for (const { name } of importsOf(withoutComments(text))) {
      if (!name.startsWith('.') || name.endsWith('.json')) continue
      const target = areaOf(posix.join(posix.dirname(path), name))
      if (target !== area) imports.set(area, (imports.get(area) ?? new Set()).add(target))
    }
  }
  const reached = (from: string, seen = new Set<string>()): Set<string> => {
    for (const next of imports.get(from) ?? []) if (!seen.has(next)) reached(next, seen.add(next))
    return seen
  }
  expect([...imports.keys()].filter(area => reached(area).has(area))).toEqual([])
})

/** Whether a path from the root of the project, or from `src/`, leads to something. */
const exists = (path: string): boolean =>
  ['', 'src/'].some(folder => existsSync(fileURLToPath(new URL(`../${folder}${path}`, import.meta.url))))

const PAGES = ['.github/ARCHITECTURE.md', '.github/CONTRIBUTING.md']

test.each(PAGES)('architecture page: every file and folder that %s names exists', page => {
  const text = readFileSync(fileURLToPath(new URL(`../${page}`, import.meta.url)), 'utf8')
  const named = Array.from(text.matchAll(/`([\w.-]+\/[\w./-]*)`/g), ([, path = '']) => path)
  expect(named.length).toBeGreaterThan(10)
  expect(named.filter(path => !exists(path))).toEqual([])
})

test('architecture page: it names every folder of src', () => {
  const page = readFileSync(fileURLToPath(new URL('../.github/ARCHITECTURE.md', import.meta.url)), 'utf8')
  expect(Object.keys(BORDERS).filter(area => !page.includes(`\`${area.endsWith('.ts') ? area : `${area}/`}`))).toEqual(
    [],
  )
})
