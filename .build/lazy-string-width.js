/** @import { Plugin } from 'rolldown' */

const MODULE = /[\\/]node_modules[\\/]string-width[\\/]index\.js$/

/** What string-width makes when it is loaded, and the same made when it is first asked for. */
const LAZY = [
  [
    'const segmenter = new Intl.Segmenter();',
    'let segments;\nconst segmenter = { segment: text => (segments ??= new Intl.Segmenter()).segment(text) };',
  ],
  [
    'const rgiEmojiRegex = /^\\p{RGI_Emoji}$/v;',
    'let rgiEmoji;\nconst rgiEmojiRegex = { test: text => (rgiEmoji ??= /^\\p{RGI_Emoji}$/v).test(text) };',
  ],
]

let isChanged = false

/**
 * Lets string-width start without the data of all emoji and graphemes, which takes 35 ms: most tables have only
 * characters whose width `src/lib/text/plain-text.ts` knows. The older copy of string-width that ink brings stays.
 *
 * @type {Plugin}
 */
export const lazyStringWidth = {
  name: 'lazy-string-width',
  transform: {
    filter: { id: MODULE },
    handler(code) {
      if (!LAZY.every(([eager = '']) => code.includes(eager))) return null
      isChanged = true
      return LAZY.reduce((changed, [eager = '', lazy = '']) => changed.replace(eager, () => lazy), code)
    },
  },
  buildEnd() {
    if (!isChanged) throw new Error('string-width has changed: it can no longer be made to start without its data.')
  },
}
