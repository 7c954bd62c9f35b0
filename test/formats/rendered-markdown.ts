import { micromark } from 'micromark'
import { gfm, gfmHtml } from 'micromark-extension-gfm'

/** The HTML of a text in GitHub Flavored Markdown, without the extra filters of a web site. */
export const renderedMarkdown = (text: string): string =>
  micromark(text, { allowDangerousHtml: true, extensions: [gfm()], htmlExtensions: [gfmHtml()] })

/** The names of all tags, without those that end. */
export const tagsIn = (html: string): string[] =>
  Array.from(html.matchAll(/<([a-z][a-z0-9]*)/gi), ([, name = '']) => name.toLowerCase())

/** What a web site searches for mentions, references and addresses: the text outside code. */
export const searchedText = (html: string): string =>
  decodedEntities(html.replace(/<(code|pre)\b[^]*?<\/\1>/g, ' ').replace(/<[^>]*>/g, ' '))

export const decodedEntities = (html: string): string =>
  html
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&')

/** What GitHub or GitLab turns into a link or a notification. */
export const REFERENCES =
  /@[\w-]|(?<!\w)#\d|GH-\d|\b[\w.-]+\/[\w.-]+#\d|https?:|www\.|\b[\da-f]{7,40}\b|[!~%$&^*][\w"]|\w@\w/i

/** The number of cells of each row of each table. */
export const rowsIn = (html: string): number[][] =>
  Array.from(html.matchAll(/<table>[^]*?<\/table>/g), ([table]) =>
    Array.from(table.matchAll(/<tr>[^]*?<\/tr>/g), ([row]) => row.match(/<t[hd][ >]/g)?.length ?? 0),
  )
