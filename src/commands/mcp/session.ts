import { acceptedBy, type Command, entriesOf, type Input, optionsOfAll } from '../../cli/command.ts'
import { nameOf, variableOf } from '../../cli/option.ts'
import type { OptionSet } from '../../cli/option-set.ts'
import type { Given, TypedOptions } from '../../cli/settings.ts'
import type { AdviceReport } from '../../model/advice.ts'
import type { Report } from '../../model/report/report.ts'
import type { Host } from '../shared/host.ts'
import { Kept } from './kept.ts'
import type { McpRequest } from './request.ts'
import { Turns } from './turns.ts'

/** What all calls of one server share. */
export interface Session {
  request: McpRequest
  host: Host
  /** The options of the server. */
  options: OptionSet
  /** Names of the options on the command line of the server. No call changes them. */
  fixed: ReadonlySet<string>
  reports: Kept<Report>
  /** Results of `advise`. */
  advice: Kept<AdviceReport>
  turns: Turns
}

export function sessionOf(request: McpRequest, host: Host): Session {
  const options = acceptedBy(commandIn(host, 'mcp'))
  const fixed = new Set(request.given.typed.keys())
  return { request, host, options, fixed, reports: new Kept('audit'), advice: new Kept('advise'), turns: new Turns() }
}

export const commandIn = ({ commands }: Host, name: string): Command => commands[name] as Command

/**
 * Returns the request of another command, as its own command line would give it: from the options of the server and the
 * arguments of a call.
 *
 * @throws an `AuditError` of one line, with a hint, for the first thing that is wrong
 */
export function requestOf(session: Session, name: string, typed: TypedOptions, operands: readonly string[] = []) {
  const command = commandIn(session.host, name)
  return command.read(inputOf(session, acceptedBy(command), { typed, operands }))
}

function inputOf(
  { request: { given }, host, options }: Session,
  accepted: OptionSet,
  { typed, operands }: Pick<Input, 'typed' | 'operands'>,
): Input {
  const fixed = [...given.typed].filter(([option]) => Object.hasOwn(accepted, option))
  const calls = [...typed].filter(([option, words]) => Object.hasOwn(accepted, option) && !isOff(words))
  const off = [...typed].flatMap(([option, words]) => (isOff(words) ? [option] : []))
  return { operands, typed: new Map([...calls, ...fixed]), ...withoutOthers(given, host, { options, off }) }
}

/** A switch that a call turns off, although a variable or the config file may turn it on. */
const isOff = (words: readonly string[]): boolean => words.length === 1 && words[0] === 'false'

/** Keeps variables and values of the config file for options of the server: others may name files or other accounts. */
function withoutOthers(
  { env, config }: Given,
  { commands }: Host,
  { options, off }: { options: OptionSet; off: readonly string[] },
): Pick<Given, 'env' | 'config'> {
  const counts = ([name]: readonly [string, unknown]): boolean => Object.hasOwn(options, name) && !off.includes(name)
  const own = new Set(
    entriesOf(options)
      .filter(counts)
      .map(([, entry]) => nameOf(entry)),
  )
  const others = new Set(
    Object.values(optionsOfAll(commands)).flatMap(entry => (own.has(nameOf(entry)) ? [] : [variableOf(entry)])),
  )
  return {
    env: Object.fromEntries(Object.entries(env).filter(([name]) => !others.has(name))),
    config: config && { ...config, values: new Map([...config.values].filter(([name]) => own.has(name))) },
  }
}
