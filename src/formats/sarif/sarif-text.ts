/** SARIF reads `[text](target)` in a message as a link and `{0}` as a place for an argument: here they are just text. */
export const sarifText = (text: string): string => text.replaceAll('](', '] (').replace(/\{(\d+)\}/g, '{{$1}}')
