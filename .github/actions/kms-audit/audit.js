// Builds kms-audit from the checkout of this action, runs it with the inputs of the step, and writes the outputs of the
// step and the summary of the job. Node.js alone runs it: no package is installed before the build.
import { spawnSync } from 'node:child_process'
import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../../../', import.meta.url))
const PROGRAM = join(ROOT, 'bin/kms-audit.cjs')
/** Exit code of kms-audit for wrong usage. */
const WRONG_USAGE = 2
/** Exit code of kms-audit if it could not run. */
const NOT_RUN = 3

try {
  const directory = oneLine('DIRECTORY')
  const reports = reportsIn(directory)
  const words = [...optionWords(), ...reports.flatMap(({ format, path }) => ['-o', `${format}=${path}`])]
  if (build()) {
    mkdirSync(directory, { recursive: true })
    // A report of an earlier run must not be taken for that of this run.
    for (const { path } of reports) rmSync(path, { force: true })
    process.exitCode = run(words)
    writeOutputs(directory, reports, process.exitCode)
  } else {
    process.exitCode = NOT_RUN
  }
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = WRONG_USAGE
}

/** @param {string} name of an input, in capitals */
function input(name) {
  return (process.env[`INPUT_${name}`] ?? '').trim()
}

/** @param {string} name */
function oneLine(name) {
  const text = input(name)
  if (text === '' || /[\r\n]/.test(text)) throw new Error(`The input ${labelOf(name)} takes one line.`)
  return text
}

/** @param {string} name */
function isOn(name) {
  const text = input(name).toLowerCase()
  if (text === 'true') return true
  if (text === 'false' || text === '') return false
  throw new Error(`The input ${labelOf(name)} takes true or false.`)
}

/** @param {string} name */
function labelOf(name) {
  return name.toLowerCase().replaceAll('_', '-')
}

/**
 * The items of an input, separated by commas, blanks or lines.
 *
 * @param {string} name
 */
function list(name) {
  return input(name)
    .split(/[\s,]+/)
    .filter(item => item !== '')
}

/** The options for the inputs. A value is attached to its option, so that it cannot be read as an option. */
function optionWords() {
  const lists = [
    ['REGIONS', '--region'],
    ['COMPLIANCE', '--compliance'],
    ['FAIL_ON', '--fail-on'],
  ]
  return [
    ...lists.flatMap(([name = '', flag]) => (list(name).length === 0 ? [] : [`${flag}=${list(name).join(',')}`])),
    ...(isOn('CHECKS') ? ['--checks'] : []),
    ...(isOn('STRICT') ? ['--strict'] : []),
    ...wordsOf(input('OPTIONS')),
    '-o',
    'table',
  ]
}

/**
 * Splits text into words at blanks and lines. Single and double quotes group words; a backslash is an ordinary
 * character.
 *
 * @param {string} text
 */
function wordsOf(text) {
  const words = text.match(/(?:[^\s'"]|'[^']*'|"[^"]*")+/g) ?? []
  const rest = text.replace(/(?:[^\s'"]|'[^']*'|"[^"]*")+/g, '').trim()
  if (rest !== '') throw new Error('A quote in the input options is not closed.')
  return words.map(word => word.replace(/'([^']*)'|"([^"]*)"/g, (_, one, two) => one ?? two))
}

/** @param {string} directory */
function reportsIn(directory) {
  const formats = [...new Set(['json', ...list('FORMATS'), ...(isOn('SUMMARY') ? ['markdown'] : [])])]
  const wrong = formats.find(format => !/^[a-z]+$/.test(format))
  if (wrong !== undefined) throw new Error(`The input formats takes names of formats, not '${wrong}'.`)
  return formats
    .filter(format => format !== 'table')
    .map(format => ({ format, path: join(directory, `report.${format === 'markdown' ? 'md' : format}`) }))
}

/** Builds the program, unless an earlier step did. Returns whether it is there. */
function build() {
  if (existsSync(join(ROOT, 'dist/main.cjs'))) return true
  // The tools of the build are development dependencies, which NODE_ENV=production would leave out.
  const options = { cwd: ROOT, shell: process.platform === 'win32' }
  const { status, stdout, stderr } = spawnSync('npm', ['ci', '--include=dev', '--no-audit', '--no-fund'], options)
  if (status === 0 && existsSync(join(ROOT, 'dist/main.cjs'))) return true
  process.stderr.write(`kms-audit could not be built:\n${stdout ?? ''}${stderr ?? ''}\n`)
  return false
}

/** @param {readonly string[]} words */
function run(words) {
  const { status } = spawnSync(process.execPath, [PROGRAM, ...words], { stdio: 'inherit' })
  return status ?? NOT_RUN
}

/**
 * @param {string} directory
 * @param {readonly { format: string, path: string }[]} reports
 * @param {number} exitCode
 */
function writeOutputs(directory, reports, exitCode) {
  const written = reports.filter(({ path }) => existsSync(path))
  const json = written.find(({ format }) => format === 'json')
  const outputs = {
    'exit-code': exitCode,
    directory,
    ...Object.fromEntries(written.map(({ format, path }) => [format, path])),
    ...(json === undefined ? {} : numbersIn(json.path)),
  }
  const lines = Object.entries(outputs).map(([name, value]) => `${name}=${value}\n`)
  appendTo('GITHUB_OUTPUT', lines.join(''))
  const markdown = written.find(({ format }) => format === 'markdown')
  if (markdown !== undefined && isOn('SUMMARY')) appendTo('GITHUB_STEP_SUMMARY', readFileSync(markdown.path, 'utf8'))
}

/** @param {string} path of a JSON report */
function numbersIn(path) {
  const { summary, savings, findings } = JSON.parse(readFileSync(path, 'utf8'))
  return {
    keys: summary.keys,
    unused: savings.unused_key_count,
    'monthly-savings': savings.monthly_savings ?? '',
    failed: findings?.filter((/** @type {{ status: string }} */ { status }) => status === 'fail').length ?? '',
  }
}

/**
 * @param {string} variable that names a file of the runner
 * @param {string} text
 */
function appendTo(variable, text) {
  const file = process.env[variable]
  if (file !== undefined && file !== '') appendFileSync(file, text)
}
