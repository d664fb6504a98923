import { element, find } from './element.ts'

/** A button that copies a text, and says so. @param rest of its name, for those who can't see what it stands beside */
export function copyButton(text: () => string, rest: string, label = 'Copy'): HTMLButtonElement {
  const name = `${label} ${rest}`.trim()
  const unseen = element('span', { class: 'unseen' }, name.slice(label.length))
  const button = element('button', { type: 'button', class: 'copy' }, label, unseen)
  button.addEventListener('click', async () => {
    const isCopied = await copy(text())
    find('status').textContent = isCopied
      ? `${name.replace(/^Copy/, 'Copied')}.`.replace(/\.+$/, '.')
      : 'The browser lets nothing be copied.'
  })
  return button
}

async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return copyBySelection(text)
  }
}

/** Some browsers have no clipboard for a page that is a file. */
function copyBySelection(text: string): boolean {
  const area = element('textarea', { class: 'unseen', 'aria-hidden': 'true' })
  area.value = text
  const { activeElement } = document
  document.body.append(area)
  area.select()
  const isCopied = document.execCommand('copy')
  area.remove()
  if (activeElement instanceof HTMLElement) activeElement.focus()
  return isCopied
}
