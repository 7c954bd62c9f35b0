import type { YAMLParseError } from 'yaml'

/** What is wrong with the YAML, in words for people who do not know the parser, and what to do. */
export function yamlMistake({
  code,
  message,
}: Pick<YAMLParseError, 'code' | 'message'>): [text: string, hint?: string] {
  const [first = ''] = message.split('\n')
  const [text, hint] = WORDING[code] ?? [first.replace(/[.:]$/, '')]
  const sentence = `The YAML is not valid: ${text}.`
  return hint === undefined ? [sentence] : [sentence, hint]
}

/** In YAML, a value that begins with `*` refers to an anchor, but globs begin so, too. */
export const QUOTE_GLOB = 'Put a value that begins with * in quotes.'

/** By the code of the parser. For the others, its own message is used. */
const WORDING: Readonly<Partial<Record<YAMLParseError['code'], [text: string, hint?: string]>>> = {
  BAD_ALIAS: ['a name is missing after * or &', QUOTE_GLOB],
  BAD_SCALAR_START: ['a value cannot begin with this character', 'Put the value in quotes.'],
  MULTIPLE_DOCS: ['the file holds several documents', 'Remove the lines --- between them.'],
  MISSING_CHAR: ['a quote or a bracket is not closed'],
  BAD_INDENT: ['a bracket is not closed, or a line is not indented as the lines before it'],
  DUPLICATE_KEY: ['the same key is set twice', 'Use one list, such as region: [eu-west-1, us-east-1].'],
  TAB_AS_INDENT: ['a line is indented with a tab', 'Use spaces.'],
  // The parser calls itself for each level of nesting.
  RESOURCE_EXHAUSTION: ['it is nested too deeply'],
}
