import { element } from './element.ts'
import { clientIdField, emptyForm, type Field, fields, groups, isShown, type Values } from './fields.ts'
import type { Reading } from './read-form.ts'

/** What a person writes into; of a choice, all its radio buttons. */
type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement

/** The form: it shows a row for each field, reads and restores them, and complains next to them. */
export class Form {
  readonly #rows = new Map<string, HTMLElement>()
  /** Fields whose complaints are shown: nobody is corrected before the end of a word. */
  readonly #left = new Set<string>()

  /** @param form takes all groups @param late takes what is known only later */
  constructor(form: HTMLElement, late: HTMLElement) {
    for (const { legend, fields: inGroup } of groups) {
      const rows = inGroup.map((field) => this.#row(field))
      form.append(element('fieldset', {}, element('legend', {}, legend), ...rows))
    }
    late.append(this.#row(clientIdField))
  }

  get values(): Values {
    return Object.fromEntries(fields.map((field) => [field.name, this.#value(field)]))
  }

  /** Fills in what is given, and the rest as it is in the beginning; complaints about it are shown. */
  restore(values: Values): void {
    for (const { name, kind } of fields) {
      const value = values[name] ?? emptyForm[name] ?? ''
      for (const control of this.#controls(name)) {
        if (kind === 'cards' || kind === 'switch')
          (control as HTMLInputElement).checked = control.value === value
        else control.value = value
      }
      if (value !== emptyForm[name]) this.#left.add(name)
    }
  }

  /** Calls when something changed. */
  listen(changed: (isDone: boolean) => void): void {
    for (const [name, row] of this.#rows) {
      row.addEventListener('input', () => changed(false))
      row.addEventListener('change', () => {
        this.#left.add(name)
        changed(true)
      })
    }
  }

  /** Shows the fields that count, and what is wrong with them. */
  show({ complaints }: Pick<Reading, 'complaints'>): void {
    const { values } = this
    for (const field of fields) {
      const { name } = field
      const row = this.#rows.get(name)
      if (!row) continue
      row.hidden = !isShown(field, values)
      const sentence = this.#left.has(name) ? complaints.get(name) : undefined
      const place = row.querySelector('.error')
      if (place && place.textContent !== (sentence ?? '')) place.textContent = sentence ?? ''
      for (const control of this.#controls(name)) {
        if (sentence) control.setAttribute('aria-invalid', 'true')
        else control.removeAttribute('aria-invalid')
      }
    }
  }

  #value({ name, kind }: Field): string {
    const controls = this.#controls(name)
    if (kind === 'cards' || kind === 'switch') {
      return controls.find((control) => (control as HTMLInputElement).checked)?.value ?? ''
    }
    return controls[0]?.value ?? ''
  }

  #controls(name: string): Control[] {
    return [...(this.#rows.get(name)?.querySelectorAll<Control>(`[name="${name}"]`) ?? [])]
  }

  #row(field: Field): HTMLElement {
    const row = rowMakers[field.kind](field)
    this.#rows.set(field.name, row)
    return row
  }
}

const rowMakers: Readonly<Record<Field['kind'], (field: Field) => HTMLElement>> = {
  line: (field) => labelled(field, element('input', { type: 'text', ...attributesOf(field) })),
  lines: (field) => {
    const area = element('textarea', { rows: 1, ...attributesOf(field) })
    return labelled(field, area, ...(field.suggestions ? [adder(field, area)] : []))
  },
  list: (field) => {
    const options = (field.options ?? []).map(({ value, label }) => element('option', { value }, label))
    return labelled(field, element('select', attributesOf(field), ...options))
  },
  switch: (field) =>
    element(
      'div',
      { class: 'row' },
      element(
        'label',
        { class: 'switch' },
        element('input', { type: 'checkbox', name: field.name, id: field.name, value: 'true' }),
        field.label,
      ),
    ),
  cards: ({ name, label, options = [] }) =>
    element(
      'div',
      { class: 'row cards', role: 'radiogroup', 'aria-label': label },
      ...options.map(({ value, label: text, hint }) =>
        element(
          'label',
          { class: 'card' },
          element('input', { type: 'radio', name, value }),
          element('span', {}, element('b', {}, text), hint && element('small', {}, hint)),
        ),
      ),
    ),
}

function attributesOf({ name, hint, isRequired }: Field) {
  return {
    ...{ id: name, name, autocomplete: 'off', spellcheck: 'false', autocapitalize: 'none' },
    'aria-describedby': [hint && `${name}-hint`, `${name}-error`].filter(Boolean).join(' '),
    ...(isRequired && { 'aria-required': 'true' }),
  }
}

function labelled({ name, label, hint }: Field, ...controls: HTMLElement[]): HTMLElement {
  return element(
    'div',
    { class: 'row' },
    element('label', { for: name }, label),
    hint && element('small', { id: `${name}-hint` }, hint),
    ...controls,
    element('p', { class: 'error', id: `${name}-error`, 'aria-live': 'polite' }),
  )
}

/** Adds one of many names to a field, a line each. */
function adder({ name, label, suggestions = [] }: Field, area: HTMLTextAreaElement): HTMLElement {
  const parts = Map.groupBy(suggestions, ({ group = '' }) => group)
  const list = element(
    'select',
    { id: `${name}-suggestions`, 'aria-label': `${label} by name` },
    ...[...parts].map(([group, options]) =>
      element(
        'optgroup',
        { label: group },
        ...options.map(({ value, label: text }) => element('option', { value }, text)),
      ),
    ),
  )
  const button = element('button', { type: 'button' }, 'Add')
  // Its own choice changes nothing yet.
  list.addEventListener('input', (event) => event.stopPropagation())
  list.addEventListener('change', (event) => event.stopPropagation())
  button.addEventListener('click', () => {
    const lines = area.value.split('\n').filter(Boolean)
    if (!lines.includes(list.value)) area.value = [...lines, list.value].join('\n')
    area.dispatchEvent(new Event('change', { bubbles: true }))
  })
  return element('div', { class: 'adder' }, list, button)
}
