import { componentSpecs, refusedForms, type RefusedForm } from '@/lib/markup'
import type { Body } from '@/lib/markup/schema'
import { once } from '@/lib/process'
import { checkDocument } from './check'
import { referencesOf, type Reference } from './references'
import { folderOf, kinds, schemaOf, type Kind } from './schema'
import { openShelf } from './shelf'

/** One component of the guide: what it is for, its props, its example as text and as a compiled body. */
export type GuideEntry = {
  name: string
  about: string
  props: { name: string; about: string; isRequired: boolean }[]
  example: string
  body: Body
  references: Record<string, Reference>
}

/** One kind's fields, each with its sentence. */
export type GuideFields = { kind: Kind; fields: { name: string; about: string; isRequired: boolean }[] }

/** What the authoring guide shows; all of it derived from what the checker enforces. */
export type Guide = { components: GuideEntry[]; refused: readonly RefusedForm[]; fields: GuideFields[] }

/** The authoring guide. */
export async function getGuide(): Promise<Guide> {
  const entries = await once('guide', compileExamples)
  const components = await Promise.all(
    entries.map(async (entry) => ({ ...entry, references: await referencesOf(entry.body.links) })),
  )
  return {
    components,
    refused: refusedForms,
    fields: kinds.map((kind) => ({ kind, fields: describe(schemaOf[kind].shape) })),
  }
}

async function compileExamples(): Promise<Omit<GuideEntry, 'references'>[]> {
  const { catalogue } = await openShelf()
  const idOf = (kind: Kind) => [...catalogue.byPath.values()].find((document) => document.kind === kind)?.id
  const entries = [...componentSpecs].map(async ([name, { about, props, example }]) => {
    // The examples name documents by id; in a folder with other content they name one that is there.
    const id = idOf(name === 'Toy' ? 'toy-problem' : 'lesson')
    const shown = /^(Toy|DocumentLink)$/.test(name) && id ? example.replace(/id="\w+"/, `id="${id}"`) : example
    return { name, about, props: describe(props.shape), example: shown, body: await compileExample(shown) }
  })
  return Promise.all(entries)
}

async function compileExample(example: string): Promise<Body> {
  const stand =
    '---\nid: guide00000\ntitle: Guide\nsummary: Guide\nlessons: [1]\ncreated: "2000-01-01"\nseverity: minor\nhappened: "2000"\n---\n\n'
  const checked = await checkDocument(`${folderOf.postmortem}/guide.mdx`, stand + example)
  if (!checked.ok) throw new Error(`The guide's example is refused: ${checked.problems[0]?.message}\n${example}`)
  return checked.document.body
}

function describe(shape: Readonly<Record<string, unknown>>): { name: string; about: string; isRequired: boolean }[] {
  return Object.entries(shape).map(([name, value]) => {
    const field = value as {
      description?: string
      isOptional: () => boolean
      def: { innerType?: { description?: string } }
    }
    return { name, about: field.description ?? field.def.innerType?.description ?? '', isRequired: !field.isOptional() }
  })
}
