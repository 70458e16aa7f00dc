import type { Guide, GuideEntry, GuideFields } from '@/lib/library/schema'
import { DocumentBody } from '@/components/mdx/document-body'
import { ProgressDocument } from '@/components/progress/progress-document'

/** The authoring guide: every component live, every refused form beside its replacement, every field. */
export function GuidePage({ guide }: { guide: Guide }) {
  return (
    <div className="max-w-[62rem]">
      <header className="kind-rule">
        <h1 className="title">Authoring guide</h1>
        <p className="mt-3 max-w-[64ch] text-ink-2">
          A document is Markdown with these components and literal props. It holds no code that runs: no import, no
          export, no expression, no HTML beyond <code>br</code>, <code>kbd</code>, <code>sub</code> and <code>sup</code>
          . Tables, footnotes, formulas between <code>$</code> signs and highlighted code blocks are part of it.
        </p>
      </header>
      <h2 className="mt-12 text-2xl">Components</h2>
      {guide.components.map((entry) => (
        <Entry key={entry.name} entry={entry} />
      ))}
      <h2 className="mt-16 text-2xl">What is refused, and what to write</h2>
      <Refused guide={guide} />
      <h2 className="mt-16 text-2xl">Fields of the front matter</h2>
      {guide.fields.map((fields) => (
        <Fields key={fields.kind} fields={fields} />
      ))}
    </div>
  )
}

function Entry({ entry }: { entry: GuideEntry }) {
  return (
    <section aria-labelledby={`component-${entry.name}`} className="mt-8 border-t border-line pt-4">
      <h3 id={`component-${entry.name}`} className="font-mono text-lg font-semibold">
        &lt;{entry.name}&gt;
      </h3>
      <p className="mt-1 text-ink-2">{entry.about}</p>
      {entry.props.length > 0 && (
        <ul className="mt-2 text-meta">
          {entry.props.map(({ name, about, isRequired }) => (
            <li key={name}>
              <code className="font-mono font-semibold">{name}</code> {isRequired ? '' : '(optional)'} {about}
            </li>
          ))}
        </ul>
      )}
      <div className="mt-3 grid gap-6 md:grid-cols-2">
        <Source text={entry.example} />
        <div className="min-w-0 border border-line bg-surface px-5">
          <ProgressDocument documentId={undefined}>
            <DocumentBody tree={entry.body.tree} references={entry.references} />
          </ProgressDocument>
        </div>
      </div>
    </section>
  )
}

function Refused({ guide }: { guide: Guide }) {
  return (
    <ul className="mt-4">
      {guide.refused.map(({ write, why, instead }) => (
        <li key={write} className="grid gap-x-6 gap-y-2 border-t border-line py-4 md:grid-cols-2">
          <div className="min-w-0">
            <p className="text-meta font-semibold text-bad">Refused</p>
            <Source text={write} />
            <p className="mt-1 text-meta text-ink-2">{why}</p>
          </div>
          <div className="min-w-0">
            <p className="text-meta font-semibold text-ok">Write</p>
            <Source text={instead} />
          </div>
        </li>
      ))}
    </ul>
  )
}

const kindWords = { lesson: 'A lesson', 'toy-problem': 'A toy problem', postmortem: 'A postmortem' }

function Fields({ fields: { kind, fields } }: { fields: GuideFields }) {
  return (
    <details className="mt-4 border-t border-line pt-3" open={kind === 'postmortem'}>
      <summary className="font-semibold">{kindWords[kind]}</summary>
      <dl className="mt-2 grid gap-x-6 gap-y-1 text-ui sm:grid-cols-[10rem_1fr]">
        {fields.map(({ name, about, isRequired }) => (
          <div key={name} className="contents">
            <dt className="font-mono text-meta">
              {name} {isRequired && <span className="text-post">required</span>}
            </dt>
            <dd className="text-ink-2">{about}</dd>
          </div>
        ))}
      </dl>
    </details>
  )
}

function Source({ text }: { text: string }) {
  return (
    <pre
      tabIndex={0}
      className="overflow-x-auto whitespace-pre-wrap border border-line bg-(--code-bg) p-3 font-mono text-sm"
    >
      {text}
    </pre>
  )
}
