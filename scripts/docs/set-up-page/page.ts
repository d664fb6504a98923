import { makePlan } from '../../../src/commands/set-up/make-plan.ts'
import { pipelineOf } from '../../../src/commands/set-up/pipeline.ts'
import type { Jobs } from '../../../src/request/set-up/wanted.ts'
import { copyButton } from './copy.ts'
import { element, find } from './element.ts'
import { Form } from './form.ts'
import { fragmentOf, readFragment } from './link.ts'
import { pictureOf } from './picture.ts'
import { type Reading, readForm } from './read-form.ts'
import { Tabs } from './tabs.ts'
import { type Block, ways } from './ways.ts'

/** How a first run is started. */
const starts: Readonly<Record<Jobs['system'], string>> = {
  github: 'Actions › List environments › Run workflow, on a branch or tag that the app trusts.',
  'azure-devops': 'Pipelines › New pipeline: choose the repository and this file, and Run.',
  gitlab: 'Build › Pipelines › New pipeline, on a branch or tag that the app trusts.',
  any: 'Have a job run the file with bash.',
}

const form = new Form(find('form'), find('late'))
const tabs = new Tabs(find('ways'), 'Ways to set it up', ways, () => {
  show()
  keepLink()
})
let reading = readForm(form.values)
/** The form for which all else is shown. */
let shownFor = ''

restore()
form.listen((isDone) => {
  // Whoever leaves a field by a click on a button must find that button where it was.
  if (JSON.stringify(form.values) === shownFor) form.show(reading)
  else show()
  if (isDone) keepLink()
})
addEventListener('hashchange', restore)
find('link').append(copyButton(address, '', 'Copy link'))

/** Takes the form from the address. */
function restore(): void {
  const { values, way } = readFragment(location.hash)
  form.restore(values)
  tabs.choose(way)
  show()
}

function address(): string {
  const url = new URL(location.href)
  url.hash = fragmentOf(form.values, reading.complaints, tabs.chosen)
  return url.href
}

function keepLink(): void {
  history.replaceState(null, '', address())
}

/** Writes all that follows from the form. */
function show(): void {
  const { values } = form
  reading = readForm(values)
  shownFor = JSON.stringify(values)
  const { wanted, clientId } = reading
  form.show(reading)
  const plan = makePlan(wanted)
  for (const { id, label, takes, blocks, whole } of ways) {
    const head = element(
      'div',
      { class: 'head' },
      element('p', {}, takes),
      whole && copyButton(() => whole(plan), `commands for ${label}`, 'Copy all'),
    )
    const shown = blocks(plan, clientId)
    tabs.fill(id, head, element('ol', {}, ...shown.map((block) => element('li', {}, ...blockOf(block)))))
    if (id === tabs.chosen) find('open').replaceChildren(...remarksOn(textOf(shown), reading))
  }
  const { file, text, reads } = pipelineOf(wanted, clientId)
  find('file').textContent = file
  find('pipeline').replaceChildren(codeOf(text, file))
  find('reads').replaceChildren(
    ...reads.map((sentence) => element('li', {}, sentence)),
    ...remarksOn(text, { ...reading, open: reading.open.filter(({ placeholder }) => placeholder) }),
  )
  find('start').textContent = starts[wanted.jobs.system]
  find('picture').replaceChildren(pictureOf(wanted, values, 560), pictureOf(wanted, values, 320))
}

function blockOf({ title, needs, clicks = [], command }: Block): Node[] {
  return [
    element('h3', {}, title),
    ...(needs ? [element('p', { class: 'needs' }, `Who may: ${needs}.`)] : []),
    ...clicks.map((sentence) => element('p', {}, sentence)),
    ...(command ? [codeOf(command, title)] : []),
  ]
}

function codeOf(text: string, what: string): HTMLElement {
  return element(
    'div',
    { class: 'code' },
    element('pre', {}, element('code', {}, text)),
    copyButton(() => text, what),
  )
}

/** What the placeholders in a text stand for. */
function remarksOn(text: string, { open, complaints }: Reading): Node[] {
  const here = open.filter(({ placeholder }) => !placeholder || stands(placeholder, text))
  return here.map(({ name, label, placeholder }) => {
    const link = element('a', { href: `#${name}` }, label)
    link.addEventListener('click', (event) => {
      event.preventDefault()
      find(name).focus()
    })
    const why = complaints.has(name) ? 'needs a correction' : 'is missing'
    return placeholder
      ? element('li', {}, element('code', {}, placeholder), ' stands for ', link, `, which ${why}.`)
      : element('li', {}, link, ` ${why}, and is left out.`)
  })
}

function textOf(blocks: readonly Block[]): string {
  return blocks.flatMap(({ title, clicks = [], command = '' }) => [title, ...clicks, command]).join('\n')
}

/** Whether a text has a placeholder, and not only a variable of the shell that is called so. */
function stands(placeholder: string, text: string): boolean {
  return new RegExp(`(?<![$\\w{])${placeholder}(?![\\w=])`).test(text)
}
