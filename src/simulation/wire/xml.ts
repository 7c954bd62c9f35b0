/** How a service writes its answers in XML. */
export interface XmlNames {
  /** The address of the schema. */
  namespace: string
  /** The element of a member that has another name in XML, by `Member` or, if the parent matters, `Parent.Member`. */
  elements?: Readonly<Record<string, string>>
  /** Whether elements begin with a small letter. */
  lowerCase?: boolean
  /** The element of an item, by the list. */
  items?: Readonly<Record<string, string>>
  /** The element of an item of all other lists. Left out: `member`. */
  item?: string
  /** Lists whose items have no element around them. */
  flat?: readonly string[]
  /** Members that are maps, written as entries of a key and a value. */
  maps?: readonly string[]
}

/** Writes the members of an object as XML elements. A member that is undefined or null is left out. */
export const xmlMembers = (members: object, names: XmlNames, parent = ''): string =>
  Object.entries(members)
    .map(([member, value]: [string, unknown]) => xmlMember(member, value, names, parent))
    .join('')

export const xmlElement = (name: string, content: string): string => `<${name}>${content}</${name}>`

export const escapeXml = (plain: string): string =>
  plain.replace(/[<>&"\r]/g, character => `&#${character.codePointAt(0) ?? 0};`)

function xmlMember(member: string, value: unknown, names: XmlNames, parent: string): string {
  if (value === undefined || value === null) return ''
  const element = names.elements?.[`${parent}.${member}`] ?? names.elements?.[member] ?? usualElement(member, names)
  if (!Array.isArray(value)) return xmlElement(element, xmlContent(member, value, names))
  const flat = names.flat?.includes(member) === true
  const itemElement = flat ? element : (names.items?.[member] ?? names.item ?? 'member')
  const items = value.map((item: unknown) => xmlElement(itemElement, xmlContent(member, item, names))).join('')
  return flat ? items : xmlElement(element, items)
}

const usualElement = (member: string, { lowerCase = false }: XmlNames): string =>
  lowerCase ? `${member.charAt(0).toLowerCase()}${member.slice(1)}` : member

function xmlContent(member: string, value: unknown, names: XmlNames): string {
  if (value instanceof Date) return value.toISOString()
  if (typeof value !== 'object' || value === null) return escapeXml(String(value))
  if (names.maps?.includes(member) !== true) return xmlMembers(value, names, member)
  return Object.entries(value)
    .map(([key, held]) =>
      xmlElement('entry', xmlElement('key', escapeXml(key)) + xmlElement('value', escapeXml(String(held)))),
    )
    .join('')
}
