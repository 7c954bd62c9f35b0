/** Escapes `[text](target)`, which SARIF reads as a link, and `{0}`, which it reads as a placeholder. */
export const sarifText = (text: string): string => text.replaceAll('](', '] (').replace(/\{(\d+)\}/g, '{{$1}}')
