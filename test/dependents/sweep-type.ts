import { TypeSweep } from '../../src/collect/sweep/type-sweep.ts'
import type { Dependent, FoundResource } from '../../src/dependents/dependent.ts'
import { dependents } from '../../src/dependents/index.ts'
import type { Json } from '../../src/lib/json.ts'
import { load } from '../../src/lib/registry.ts'
import { OPERATIONS } from '../../src/model/operations/operations.ts'
import { aPlace, arn, awsError, denied } from '../aws/a-place.ts'

/** The key that the answers of the cases name. */
export const KEY = arn(1)

/** What AWS answers to one command: always this, or what a function makes of the request. An error is thrown. */
export type Answer = Json | Error | ((input: Json) => Json | Error)

/** The answers of one type, in the shape of AWS, and what is to be found in them. */
export interface TypeCase {
  /** By command: `DescribeVolumes`. A list holds all of its items; the tests cut it into pages. */
  answers: Readonly<Record<string, Answer>>
  /**
   * The lists among the commands: the member with the items, that of the request with the token, and that of the answer
   * with the next one, if it has another name. A list that has no pages names no token.
   */
  lists: Readonly<Record<string, readonly [items: string, token?: string, next?: string]>>
  /** Each resource that is to be found: its id, and behind it ` / ` and the role, if it has one. */
  found: readonly string[]
}

export interface SweptCase {
  sweep: TypeSweep
  dependent: Dependent
  /** The commands that were sent, with what they asked. */
  sent: { command: string; input: Json }[]
  /** The operations in whose queues calls were made. */
  operations: string[]
  /** `operation reason` of every gap. */
  gaps: string[]
}

const FAST = Object.fromEntries(Object.keys(OPERATIONS).map(operation => [operation, 5000]))

/** Runs the `list` of a type. Its commands are real, and are answered without a network. */
export async function sweepType(
  id: string,
  answers: Readonly<Record<string, Answer>>,
  wanted: { wantsAll?: boolean } = {},
): Promise<SweptCase> {
  const sent: SweptCase['sent'] = []
  const send = async (command: { readonly input: object }): Promise<Json> => {
    const name = command.constructor.name.replace(/Command$/, '')
    const input = command.input as Json
    sent.push({ command: name, input })
    const answer = answers[name]
    if (answer === undefined) throw new TypeError(`${id} sends ${name}, for which its case has no answer`)
    const given = typeof answer === 'function' ? answer(input) : answer
    if (given instanceof Error) throw given
    return given
  }
  const { client, said } = aPlace(FAST, undefined, { of: () => ({ send }) })
  const dependent = await load<Dependent>(dependents, id)
  const sweep = new TypeSweep(client, wanted)
  await sweep.run(dependent)
  return { sweep, dependent, sent, operations: [...client.queues.keys()], gaps: said() }
}

/** As `found` of a case says it. */
export const lineOf = ({ id, role }: FoundResource): string => (role === undefined ? id : `${id} / ${role}`)

/** The same answers in pages of one item each. */
export const inPages = ({ answers, lists }: TypeCase): Record<string, Answer> =>
  Object.fromEntries(
    Object.entries(answers).map(([command, answer]) => {
      const [items, token, next = token] = lists[command] ?? []
      if (items === undefined || token === undefined || next === undefined) return [command, answer]
      return [command, input => onePage(answered(answer, input), items, next, input[token])]
    }),
  )

/** The page of this token. The first page is empty, as those of AWS may be. */
function onePage(answer: Json | Error, items: string, next: string, token: unknown): Json | Error {
  if (answer instanceof Error) return answer
  const all = answer[items] as unknown[]
  const page = token === undefined ? 0 : Number(/^page (\d+)$/.exec(String(token))?.[1])
  return {
    ...answer,
    [items]: page === 0 ? [] : [all[page - 1]],
    [next]: page < all.length ? `page ${page + 1}` : undefined,
  }
}

/** The same answers, but one command is refused; a list only from its second page on. */
export const refusing = (one: TypeCase, refused: string): Record<string, Answer> => {
  const answers = inPages(one)
  const answer = answers[refused]
  const token = one.lists[refused]?.[1]
  const refuse = (input: Json): Json | Error =>
    token !== undefined && input[token] !== 'page 2' ? answered(answer, input) : denied.byIdentityPolicy()
  return { ...answers, [refused]: refuse }
}

/** The same answers, in which the key is named otherwise. */
export const naming = (answers: Readonly<Record<string, Answer>>, key: string): Record<string, Answer> =>
  Object.fromEntries(
    Object.entries(answers).map(([command, answer]) => [
      command,
      (input: Json): Json | Error => {
        const given = answered(answer, input)
        return given instanceof Error ? given : (renamed(given, key) as Json)
      },
    ]),
  )

/** The same answers, in which each member is a number. */
export const misshaping = (answers: Readonly<Record<string, Answer>>): Record<string, Answer> =>
  Object.fromEntries(
    Object.entries(answers).map(([command, answer]) => [
      command,
      (input: Json) => Object.fromEntries(Object.keys(answered(answer, input)).map(member => [member, 42])),
    ]),
  )

function renamed(value: unknown, key: string): unknown {
  if (value === KEY) return key
  if (Array.isArray(value)) return value.map(each => renamed(each, key))
  if (value === null || typeof value !== 'object' || value instanceof Date) return value
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, renamed(each, key)]))
}

function answered(answer: Answer | undefined, input: Json): Json | Error {
  if (answer === undefined) return awsError('InternalFailure')
  return typeof answer === 'function' ? answer(input) : answer
}
