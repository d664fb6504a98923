import { element } from './element.ts'

interface Tab {
  id: string
  label: string
}

/** Tabs by the pattern of the ARIA Authoring Practices (https://www.w3.org/WAI/ARIA/apg/patterns/tabs/). */
export class Tabs {
  readonly #tabs: readonly { id: string; button: HTMLButtonElement; panel: HTMLElement }[]
  #chosen = ''

  constructor(place: HTMLElement, label: string, tabs: readonly Tab[], changed: () => void) {
    this.#tabs = tabs.map(({ id, label: text }) => ({
      id,
      button: element(
        'button',
        { type: 'button', role: 'tab', id: `tab-${id}`, 'aria-controls': `panel-${id}` },
        text,
      ),
      panel: element('div', {
        ...{ role: 'tabpanel', id: `panel-${id}`, 'aria-labelledby': `tab-${id}`, tabindex: 0 },
      }),
    }))
    const list = element(
      'div',
      { role: 'tablist', 'aria-label': label },
      ...this.#tabs.map(({ button }) => button),
    )
    place.append(list, ...this.#tabs.map(({ panel }) => panel))
    for (const { id, button } of this.#tabs) {
      button.addEventListener('click', () => {
        this.choose(id)
        changed()
      })
    }
    list.addEventListener('keydown', (event) => {
      const next = this.#next(event.key)
      if (!next) return
      event.preventDefault()
      next.button.focus()
      next.button.click()
    })
    this.choose(tabs[0]?.id)
  }

  get chosen(): string {
    return this.#chosen
  }

  /** Without one of its own tabs, all stays as it is. */
  choose(wanted: string | undefined): void {
    if (!this.#tabs.some(({ id }) => id === wanted)) return
    this.#chosen = wanted ?? ''
    for (const { id, button, panel } of this.#tabs) {
      button.setAttribute('aria-selected', String(id === wanted))
      button.tabIndex = id === wanted ? 0 : -1
      panel.hidden = id !== wanted
    }
  }

  fill(wanted: string, ...children: Node[]): void {
    this.#tabs.find(({ id }) => id === wanted)?.panel.replaceChildren(...children)
  }

  #next(key: string) {
    const { length } = this.#tabs
    const index = this.#tabs.findIndex(({ id }) => id === this.#chosen)
    const moves: Readonly<Record<string, number>> = {
      ...{ ArrowRight: (index + 1) % length, ArrowLeft: (index + length - 1) % length },
      ...{ Home: 0, End: length - 1 },
    }
    return this.#tabs[moves[key] ?? -1]
  }
}
