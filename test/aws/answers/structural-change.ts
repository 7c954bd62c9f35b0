import type { Random } from '../../../src/simulation/world/random.ts'

/** Changes the shape of one answer at random and names the change; an answer without a place for one stays as it is. */
export type Change = (body: string, random: Random, tell: (what: string) => void) => string

type Parts = Record<string | number, unknown>
interface Spot {
  holder: Parts
  name: string | number
}

const spotsIn = (value: unknown): Spot[] =>
  typeof value === 'object' && value !== null
    ? Object.keys(value).flatMap(name => [{ holder: value as Parts, name }, ...spotsIn((value as Parts)[name])])
    : []

const kindOf = (value: unknown): string => (value === null ? 'null' : Array.isArray(value) ? 'list' : typeof value)
const pick = <T>(random: Random, all: readonly T[]): T => all[Math.floor(random() * all.length)] as T

/** Gives one random member of a JSON answer another type, or takes it away unless AWS may leave it out too. */
export const changedJson =
  (mayBeAbsent: (name: string) => boolean): Change =>
  (body, random, tell) => {
    const answer = JSON.parse(body) as unknown
    const spots = spotsIn(answer)
    if (spots.length === 0) return body
    const { holder, name } = pick(random, spots)
    const was = holder[name]
    const others = [null, 'text', 7, -1e15, 1e17, true, [], {}, [was], { value: was }, [null]]
    const value = pick(random, [...others.filter(other => kindOf(other) !== kindOf(was)), undefined])
    const isAbsent = value === undefined || value === null
    if (isAbsent && mayBeAbsent(String(name))) return body
    if (value === undefined && !Array.isArray(holder)) delete holder[name]
    else holder[name] = value ?? null
    tell(`${String(name)} is ${JSON.stringify(value)}`)
    return JSON.stringify(answer)
  }

/** What can happen to an element of an XML answer. */
const ELEMENT_CHANGES: Readonly<Record<string, (element: string, name: string, inner: string) => string>> = {
  removed: () => '',
  empty: (_, name) => `<${name}></${name}>`,
  twice: element => element + element,
  renamed: (_, name, inner) => `<x${name}>${inner}</x${name}>`,
  'not closed': (_, name, inner) => `<${name}>${inner}`,
  'without its elements': (_, name) => `<${name}>text</${name}>`,
  'an element of its own': (element, name) => `<${name}>${element}</${name}>`,
}

/** Changes one random element of an XML answer. `isEntry`: nobody can tell that such an element was lost. */
export const changedXml =
  (isEntry: (name: string) => boolean): Change =>
  (body, random, tell) => {
    const names = [...body.matchAll(/<(\w+)>/g)]
    if (names.length === 0) return body
    const start = pick(random, names)
    const name = start[1] ?? ''
    const end = body.indexOf(`</${name}>`, start.index)
    const how = pick(random, Object.keys(ELEMENT_CHANGES))
    if (isEntry(name) && (how === 'removed' || how === 'renamed')) return body
    const inner = body.slice(start.index + start[0].length, end)
    const element = `${start[0]}${inner}</${name}>`
    tell(`${name} is ${how}`)
    const changed = ELEMENT_CHANGES[how]?.(element, name, inner) ?? element
    return body.slice(0, start.index) + changed + body.slice(start.index + element.length)
  }
