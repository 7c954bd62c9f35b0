import type { TagRecord } from '../../model/report/key-facts.ts'

/** What people write for an environment, in tags and in names. */
const WORDS: Readonly<Record<string, string>> = {
  prod: 'production',
  production: 'production',
  prd: 'production',
  live: 'production',
  stage: 'staging',
  staging: 'staging',
  stg: 'staging',
  preprod: 'staging',
  uat: 'uat',
  qa: 'qa',
  test: 'test',
  testing: 'test',
  dev: 'development',
  develop: 'development',
  development: 'development',
  sandbox: 'sandbox',
  demo: 'demo',
}

const TAGS = /^(env|environment|stage|deployment-?stage|tier)$/i

/**
 * The environment of a key or secret by its tags and its names. Null: none says it. Different answers are all in the
 * text, in their order, so that it equals no other environment.
 */
export function environmentOf(tags: readonly TagRecord[], names: readonly string[]): string | null {
  const tagged = tags.filter(({ TagKey }) => TAGS.test(TagKey)).map(({ TagValue }) => wordOf(TagValue) ?? TagValue)
  const named = names.flatMap(name => name.split(/[^a-zA-Z0-9]+/).flatMap(word => wordOf(word) ?? []))
  const all = [...new Set([...tagged, ...named])].toSorted()
  return all.length === 0 ? null : all.join(' and ')
}

const wordOf = (text: string): string | undefined => {
  const word = text.toLowerCase()
  return Object.hasOwn(WORDS, word) ? WORDS[word] : undefined
}

/** Tags as one text, to compare them. `Name` and the names in a stack say nothing about who may share. */
export const tagsText = (tags: readonly TagRecord[]): string =>
  JSON.stringify(
    tags
      .filter(({ TagKey }) => !['Name', 'aws:cloudformation:logical-id'].includes(TagKey))
      .map(({ TagKey, TagValue }) => [TagKey, TagValue])
      .toSorted((a, b) => (String(a[0]) < String(b[0]) ? -1 : 1)),
  )
