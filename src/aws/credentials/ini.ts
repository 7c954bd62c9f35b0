/** The settings below one section header. An indented block below a name is a group of settings of its own. */
export type Section = Readonly<Record<string, string | Readonly<Record<string, string>>>>

/** A line that the AWS CLI cannot read either. */
export class IniMistake extends Error {
  /** Counted from 1. */
  readonly line: number

  constructor(line: number, what: string) {
    super(what)
    this.line = line
  }
}

/**
 * The sections of a shared configuration file, by their raw headers, as the AWS CLI reads them: names of settings in
 * any case, `=` or `:` between name and value, comments on lines of their own, an indented line belongs to the setting
 * above it, and nothing may be named twice. A byte order mark is passed over, which the AWS CLI does not do.
 * https://docs.python.org/3/library/configparser.html#supported-ini-file-structure
 */
export function parseIni(text: string): Map<string, Section> {
  const sections = new Map<string, Map<string, Setting>>()
  let section: Map<string, Setting> | null = null
  let setting: Setting | null = null
  for (const [index, raw] of text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|[\r\n]/)
    .entries()) {
    const line = raw.trim()
    if (line === '' || /^[#;]/.test(line)) continue
    const indent = raw.length - raw.trimStart().length
    if (section !== null && setting !== null && indent > setting.indent) {
      setting.values.push(line)
      continue
    }
    const header = /^\[(.+)\]/.exec(line)?.[1]
    if (header !== undefined) {
      if (sections.has(header)) throw new IniMistake(index + 1, `duplicate section [${header}]`)
      section = new Map()
      setting = null
      sections.set(header, section)
      continue
    }
    const { name, value } = settingIn(line, index + 1)
    if (section === null) throw new IniMistake(index + 1, 'setting before the first [section]')
    if (section.has(name)) throw new IniMistake(index + 1, `duplicate setting ${name}`)
    setting = { line: index + 1, indent, values: [value] }
    section.set(name, setting)
  }
  return new Map([...sections].map(([header, settings]) => [header, toSection(settings)]))
}

interface Setting {
  line: number
  indent: number
  values: string[]
}

function settingIn(line: string, at: number): { name: string; value: string } {
  const found = /^(.*?)\s*[=:]\s*(.*)$/.exec(line)
  // The line itself may be half of a secret: it is not shown.
  if (found === null)
    throw new IniMistake(at, 'expected a [section], a comment or a setting such as region = eu-west-1')
  return { name: (found[1] ?? '').toLowerCase(), value: found[2] ?? '' }
}

function toSection(settings: ReadonlyMap<string, Setting>): Section {
  const section: Record<string, string | Record<string, string>> = Object.create(null) as Record<string, string>
  for (const [name, setting] of settings) {
    const [first = '', ...more] = setting.values
    section[name] = first === '' && more.length > 0 ? toGroup(name, more, setting.line) : setting.values.join('\n')
  }
  return section
}

function toGroup(name: string, lines: readonly string[], line: number): Record<string, string> {
  const group: Record<string, string> = Object.create(null) as Record<string, string>
  for (const text of lines) {
    const at = text.indexOf('=')
    if (at < 1) throw new IniMistake(line, `expected settings such as endpoint_url = … below ${name}`)
    group[text.slice(0, at).trim()] = text.slice(at + 1).trim()
  }
  return group
}
