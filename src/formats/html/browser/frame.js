// Buttons that copy a command, and a print that hides nothing.

for (const block of document.querySelectorAll('.command')) addCopyButton(block)

document.addEventListener('added-commands', ({ target }) => {
  if (target instanceof Element) for (const block of target.querySelectorAll('.command')) addCopyButton(block)
})

/** @param {Element} block */
function addCopyButton(block) {
  const text = block.querySelector('pre')
  if (text === null || block.querySelector('button') !== null) return
  const button = document.createElement('button')
  button.type = 'button'
  button.textContent = 'Copy'
  button.addEventListener('click', async () => {
    button.textContent = (await copied(text)) ? 'Copied' : 'Selected'
    setTimeout(() => (button.textContent = 'Copy'), 2000)
  })
  block.append(button)
}

/**
 * Copies a text, or selects it where the browser does not let a page copy.
 *
 * @param {HTMLElement} text
 */
async function copied(text) {
  try {
    await navigator.clipboard.writeText(text.textContent ?? '')
    return true
  } catch {
    getSelection()?.selectAllChildren(text)
    return false
  }
}

/** @type {Set<HTMLDetailsElement>} */
const closed = new Set()
addEventListener('beforeprint', () => {
  for (const details of document.querySelectorAll('details')) {
    if (details.open) continue
    details.open = true
    closed.add(details)
  }
})
addEventListener('afterprint', () => {
  for (const details of closed) details.open = false
  closed.clear()
})
