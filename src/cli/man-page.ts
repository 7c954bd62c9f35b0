import { CONFIG_NAME } from './config/config.ts'
import { wrap } from '../lib/text/wrap.ts'
import { type Command, type Commands, entriesOf, type Example } from './command.ts'
import { exitCodes } from './exit-codes.ts'
import { termsOf } from './help.ts'
import { flagOf, type OptionEntry, shownFlags, variableOf } from './option.ts'

/** What the head of the page shows. */
export interface Edition {
  version: string
  /** `2026-11-20` */
  date: string
}

/** Returns the man page in roff, as `man kms-audit` shows it. The default command comes first. */
export function manPage(commands: Commands, { version, date }: Edition): string {
  const [[defaultName, first] = ['', undefined], ...others] = Object.entries(commands)
  if (first === undefined) return ''
  return [
    '.\\" Generated from the options of kms-audit.',
    `.TH KMS\\-AUDIT 1 ${date} "kms-audit ${version}" "User Commands"`,
    section('NAME', ['kms\\-audit \\- find unused AWS KMS keys, what they cost, and security problems']),
    section('SYNOPSIS', synopsis(commands)),
    section('DESCRIPTION', [...textLines(first.description), '.PP', ...textLines(ABOUT_LISTS)]),
    section(
      'COMMANDS',
      Object.entries(commands).flatMap(([name, command]) => commandLines(name, command)),
    ),
    section(`OPTIONS OF ${defaultName.toUpperCase()}`, optionLines(first)),
    ...others.map(([name, command]) => ownSection(name, command, first)),
    section('ENVIRONMENT', [...textLines(aboutVariables(first))]),
    section(
      'FILES',
      FILES.flatMap(([path, text]) => tagged(bold(path), text)),
    ),
    section(
      'EXIT STATUS',
      exitCodes.flatMap(({ code, meaning }) => tagged(bold(String(code)), meaning)),
    ),
    section('EXAMPLES', examplesOfAll(commands)),
    section('SEE ALSO', ['.BR aws (1)', ...textLines('The guide is in the directory .github/guide of the package.')]),
  ].join('\n')
}

const ABOUT_LISTS =
  'Separate the values of a <list> with commas, or repeat the option. The report goes to stdout, and everything else ' +
  'to stderr.'

const FILES: readonly (readonly [path: string, text: string])[] = [
  [CONFIG_NAME, 'Options of every run, searched upward from the current directory; --config names another file.'],
  ['~/.aws/config', 'Profiles of the AWS CLI; AWS_CONFIG_FILE names another file.'],
  ['~/.aws/credentials', 'Credentials of the AWS CLI; AWS_SHARED_CREDENTIALS_FILE names another file.'],
]

const section = (title: string, lines: readonly string[]): string => [`.SH ${title}`, ...lines, ''].join('\n').trimEnd()

function synopsis(commands: Commands): string[] {
  const rows = Object.entries(commands).flatMap(([name, command]) =>
    termsOf(name, command).map(({ term }) => (command.common === undefined ? term : `[${term}]`)),
  )
  return rows.flatMap((row, at) => [...(at === 0 ? [] : ['.br']), `${bold('kms-audit')} ${escaped(row)} [options]`])
}

const commandLines = (name: string, command: Command): string[] =>
  termsOf(name, command).flatMap(({ term, summary }) => tagged(bold(term), `${summary}.`))

/** The options below the headings of the help. */
function optionLines({ options, texts = {} }: Command): string[] {
  const groups = new Map<string, string[]>()
  for (const [name, entry] of entriesOf(options))
    groups.set(entry.group, [...(groups.get(entry.group) ?? []), ...optionItem(entry, texts[name] ?? entry.help)])
  return [...groups].flatMap(([group, lines]) => [`.SS ${group}`, ...lines])
}

/** What another command says about itself: options that the default command explains are named only. */
function ownSection(name: string, command: Command, first: Command): string {
  const { options, texts = {}, description } = command
  const all = entriesOf(options)
  const isShared = ([key, { help, flags }]: (typeof all)[number]): boolean =>
    texts[key] === undefined && first.options[key]?.help === help && first.options[key]?.flags === flags
  const shared = all.filter(isShared).map(([, entry]) => flagOf(entry))
  return section(`${name.toUpperCase()}`, [
    ...textLines(description),
    ...all.filter(each => !isShared(each)).flatMap(([key, entry]) => optionItem(entry, texts[key] ?? entry.help)),
    ...(shared.length === 0 ? [] : ['.PP', ...textLines(`It also takes ${shared.join(', ')}.`)]),
  ])
}

const optionItem = (entry: OptionEntry, text: string): string[] => tagged(bold(shownFlags(entry)), `${text}.`)

const tagged = (term: string, text: string): string[] => ['.TP', term, ...textLines(text)]

const aboutVariables = ({ options }: Command): string => {
  const typedOnly = Object.values(options).filter(({ inEnvironment }) => inEnvironment === false)
  const example = options['region'] === undefined ? '' : ` For --region, it is ${variableOf(options['region'])}.`
  return `Each option has an environment variable, except ${typedOnly.map(flagOf).join(' and ')}.${example} A typed option takes precedence. The variables of the AWS CLI, such as AWS_PROFILE and HTTPS_PROXY, are used as well.`
}

/** The first line would be an empty paragraph below the heading. */
const examplesOfAll = (commands: Commands): string[] =>
  Object.values(commands)
    .flatMap(({ examples }) => examples)
    .flatMap(exampleLines)
    .slice(1)

const exampleLines = ({ what, command }: Example): string[] => [
  '.PP',
  ...textLines(`${what}:`),
  '.PP',
  '.RS 4',
  '.EX',
  escaped(command),
  '.EE',
  '.RE',
]

const bold = (text: string): string => `\\fB${escaped(text)}\\fR`

/** Lines of at most 78 characters, so that the source can be read and diffed. */
const textLines = (text: string): string[] => wrap(text, 70).map(escaped)

/** No character of the text means anything to roff. */
function escaped(text: string): string {
  const plain = text
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replace(/["'`^~]/g, character => SPECIAL[character] ?? character)
    .replace(/[^ -~]/gu, character => `\\[u${character.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0')}]`)
  return /^[.']/.test(plain) ? `\\&${plain}` : plain
}

/** https://man7.org/linux/man-pages/man7/man-pages.7.html: typed characters that roff would make typographic. */
const SPECIAL: Readonly<Record<string, string>> = {
  '"': '\\(dq',
  "'": '\\(aq',
  '`': '\\(ga',
  '^': '\\(ha',
  '~': '\\(ti',
}
