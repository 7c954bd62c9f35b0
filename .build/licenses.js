/** @import { Package } from './packages.js' */

/** Licenses that let the program be passed on under its own, as long as their texts come along. */
const PERMITTED = ['MIT', 'Apache-2.0', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD']

/**
 * Packages without a file of their license whose sources name the same license and holder as another package: "Copyright
 * (c) Meta Platforms, Inc. and affiliates."
 *
 * @type {Readonly<Record<string, string>>}
 */
const SAME_HOLDER = { 'yoga-layout': 'react' }

/**
 * The licenses of these packages: a list of them, then each text once.
 *
 * @param {readonly Package[]} packages
 * @returns {string}
 * @throws if a package has no license, one that is not permitted, or no text of it
 */
export function licensesText(packages) {
  /** @type {Map<string, string[]>} */
  const byText = new Map()
  for (const one of packages) {
    for (const text of textsFor(one, packages)) byText.set(text, [...(byText.get(text) ?? []), titleOf(one)])
  }
  return [
    'kms-audit contains code of the packages below. Their licenses follow.\n',
    ...packages.map(one => `${titleOf(one)}: ${one.license}`),
    ...Array.from(byText, ([text, titles]) => `\n${'-'.repeat(80)}\n${titles.join(', ')}\n\n${text}`),
    '',
  ].join('\n')
}

/**
 * The license and notices of a package. One without a file of its own is often part of a repository whose other packages
 * have it.
 *
 * @param {Package} one
 * @param {readonly Package[]} others
 */
function textsFor(one, others) {
  if (one.license === null || !PERMITTED.includes(one.license)) {
    const found = one.license === null ? 'names no license' : `has the license ${one.license}`
    throw new Error(`${titleOf(one)} ${found}. Only these may be bundled: ${PERMITTED.join(', ')}.`)
  }
  const sibling = others.find(other => other.texts.length > 0 && isSibling(one, other))
  const texts = one.texts.length > 0 ? one.texts : (sibling?.texts ?? [])
  if (texts.length === 0) throw new Error(`${titleOf(one)} has no file with the text of its license (${one.license}).`)
  return texts.map(text => text.replaceAll('\r\n', '\n').replace(/^\n+/, '').trimEnd())
}

/**
 * @param {Package} one
 * @param {Package} other
 */
const isSibling = (one, other) =>
  one.license === other.license &&
  ((one.repository !== null && one.repository === other.repository) || SAME_HOLDER[one.name] === other.name)

/** @param {Package} one */
const titleOf = ({ name, version }) => `${name} ${version}`
