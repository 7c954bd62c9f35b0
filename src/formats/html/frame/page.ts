import { createHash } from 'node:crypto'
import { toSafeJson } from '../../../lib/text/safe-json.ts'
import frameScript from '../browser/frame.js?raw'
import chartStyle from '../browser/charts.css?raw'
import frameStyle from '../browser/frame.css?raw'
import { markup, type Markup, rawMarkup } from './markup.ts'

export interface Page {
  /** Of the browser tab. Raw text. */
  title: string
  /** The parts of `<body>`, made with `markup`. Read once, so it can be a generator. */
  body: Iterable<Markup>
  /** CSS beside that of the frame and the charts. The program's own text. */
  style?: string
  /** JavaScript that runs after that of the frame, when the page is complete. The program's own text. */
  script?: string
  /** What the script reads: one JSON value for each id, in `<script type="application/json" id="…">`. */
  data?: Readonly<Record<string, DataChunks>>
}

/** JSON text in chunks, as `jsonChunks` makes them. */
export type DataChunks = Iterable<string>

/**
 * Returns a whole HTML document in chunks: one file that opens offline and makes no request. Its Content-Security-Policy
 * allows its own style and script by their hashes and nothing else, so the body must not have `style` attributes or
 * event handlers; SVG attributes such as `width` and `fill` are allowed.
 *
 * `yield* page({ title: 'Differences', body: [masthead({ … }), section({ … }), horizontalBars({ … })] })`
 */
export function* page({ title, body, style = '', script = '', data = {} }: Page): Generator<string> {
  const css = `\n${[frameStyle, chartStyle, style].filter(Boolean).join('\n')}`
  const code = `\n${[frameScript, script].filter(Boolean).map(inOwnScope).join('\n')}`
  const policy = [
    "default-src 'none'",
    `style-src '${hashOf(css)}'`,
    `script-src '${hashOf(code)}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ]
  yield markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${rawMarkup(policy.join('; '))}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${rawMarkup(css)}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
`.text
  for (const part of body) yield `${part.text}\n`
  for (const [id, chunks] of Object.entries(data)) {
    yield markup`<script type="application/json" id="${id}">`.text
    yield* chunks
    yield '</script>\n'
  }
  yield `<script>${code}</script>\n</body>\n</html>\n`
}

/** Returns JSON text that cannot end the script block that it is in. */
export const scriptJson = (value: unknown): string => toSafeJson(value).replaceAll('<', '\\u003c')

const hashOf = (text: string): string => `sha256-${createHash('sha256').update(text).digest('base64')}`

const inOwnScope = (script: string): string => `;(() => {\n'use strict'\n${script}})()`
