import { readdirSync, readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { describe, expect, test } from 'vitest'
import { formats } from '../../src/formats/index.ts'
import { parseCommandLine } from '../cli/parse.ts'
import { ACTION, action } from '../readme/action.ts'
import { allCodeIn, codeIn, guide, ROOT } from '../readme/documents.ts'

interface Step {
  uses?: string
  run?: string
  with?: Record<string, unknown>
}
interface Workflow {
  name: string
  permissions?: unknown
  jobs: Record<string, { steps: Step[] }>
}

const FOLDER = `${ROOT}.github/workflows/`
const files = readdirSync(FOLDER).map(name => ({ name, text: readFileSync(FOLDER + name, 'utf8') }))

const blocks = allCodeIn(guide('ci'), 'yaml').map(code => parse(code) as unknown)
const isWorkflow = (value: unknown): value is Workflow => typeof value === 'object' && value !== null && 'jobs' in value
const examples = blocks.filter(isWorkflow)

const stepsOf = ({ jobs }: Workflow): Step[] => Object.values(jobs).flatMap(({ steps }) => steps)
const workflows = [...files.map(({ name, text }) => ({ ...(parse(text) as Workflow), name })), ...examples]

describe('workflows', () => {
  test.each(workflows)('workflows: $name inserts no expression into a shell command, where it could run code', one => {
    expect(stepsOf(one).filter(({ run = '' }) => run.includes('${{'))).toEqual([])
  })

  test.each(workflows)('workflows: $name begins with read permissions only', ({ permissions }) => {
    expect(permissions).toEqual({ contents: 'read' })
  })

  test.each(files)('workflows: $name pins each action by its full commit SHA, and says the version', ({ text }) => {
    const uses = text.match(/uses: .*/g) ?? []
    expect(uses.filter(line => !/^uses: [\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line))).toEqual([])
  })

  test('workflows: an action has one version in all of them', () => {
    const uses = new Set(files.flatMap(({ text }) => text.match(/uses: .*/g) ?? []))
    const names = [...uses].map(line => line.split('@')[0])
    expect(new Set(names).size).toBe(names.length)
  })
})

describe('GitHub Action', () => {
  const [step] = action.runs.steps

  test('action: its inputs reach its script as environment variables, and no other way', () => {
    const env = Object.keys(action.inputs).map(name => [
      `INPUT_${name.toUpperCase().replaceAll('-', '_')}`,
      `\${{ inputs.${name} }}`,
    ])
    expect(step?.env).toEqual(Object.fromEntries(env))
    expect(step?.run).toBe('node "$GITHUB_ACTION_PATH/audit.js"')
    expect(action.runs.steps).toHaveLength(1)
  })

  test('action: its script uses every input, and its defaults are formats of the program', () => {
    const script = readFileSync(`${ROOT}${ACTION}/audit.js`, 'utf8')
    const unused = Object.keys(action.inputs).filter(
      name => !script.includes(`'${name.toUpperCase().replaceAll('-', '_')}'`),
    )
    expect(unused).toEqual([])
    expect(Object.keys(formats)).toContain(action.inputs['formats']?.default)
  })

  test('action: each output is one of the step', () => {
    const values = Object.entries(action.outputs).map(([name, { value }]) => [name, value])
    expect(values).toEqual(values.map(([name]) => [name, `\${{ steps.${step?.id}.outputs.${name} }}`]))
  })

  test('action: the examples of the guide use only what it has, and formats that exist', () => {
    const [steps] = blocks.filter(block => Array.isArray(block)) as [Step[]]
    const used = [...steps, ...examples.flatMap(stepsOf)].filter(({ uses }) => uses?.includes(ACTION))
    expect(used).toHaveLength(3)
    for (const { with: inputs = {} } of used) {
      expect(Object.keys(inputs).filter(name => !(name in action.inputs))).toEqual([])
      const wanted = String(inputs['formats'] ?? 'json').split(',')
      expect(wanted.filter(format => !(format in formats))).toEqual([])
    }
    const outputs = Array.from(guide('ci').matchAll(/steps\.kms\.outputs\.([\w-]+)/g), ([, name = '']) => name)
    expect(outputs.filter(name => !(name in action.outputs))).toEqual([])
  })
})

test('GitLab: the command of the guide is valid, and the files that it writes are kept', () => {
  const job = (blocks.find(block => !Array.isArray(block) && !isWorkflow(block)) as Record<string, GitLabJob>)[
    'kms-audit'
  ]
  const [line = ''] = job?.script ?? []
  const parsed = parseCommandLine(line.split(' ').slice(1), {})
  if ('show' in parsed) throw new Error('no audit')
  const written = parsed.options.show.outputs.flatMap(({ file }) => file ?? [])
  expect(job?.artifacts.paths).toEqual(written)
})

interface GitLabJob {
  script: string[]
  artifacts: { paths: string[] }
}

test('container: each line of the recipe is an instruction, and the program is its entry point', () => {
  const lines = codeIn(guide('ci'), 'dockerfile').trim().split('\n')
  const instructions = lines.filter(line => line !== '')
  expect(instructions.filter(line => !/^(FROM|WORKDIR|COPY|RUN|USER|ENTRYPOINT) \S/.test(line))).toEqual([])
  expect(instructions[0]).toMatch(/^FROM node:\d+-slim AS build$/)
  expect(JSON.parse(instructions.at(-1)?.replace('ENTRYPOINT ', '') ?? '')).toEqual(['kms-audit'])
})
