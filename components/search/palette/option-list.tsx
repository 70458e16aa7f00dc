import type { MouseEvent } from 'react'
import { Snippet } from '../snippet'
import type { Group, Option } from './options'

type Props = {
  id: string
  groups: Group[]
  /** Id of the option that Enter takes. */
  current: string | undefined
  /** `staysHere` is false when the page opens in another tab. */
  onChoose: (option: Option, staysHere: boolean) => void
}

/** The options of the palette under their headings. Pages are links, so that a pointer can do with them what it does with links. */
export function OptionList({ id, groups, current, onChoose }: Props) {
  return (
    <div id={id} role="listbox" aria-label="Results" className="palette-list">
      {groups.map(({ label, options }) => (
        <div key={label} role="group" aria-label={label}>
          <p aria-hidden className="px-4 pb-1 pt-3 text-meta font-semibold text-ink-3">
            {label}
          </p>
          {options.map((option) => (
            <OptionRow key={option.id} option={option} isCurrent={option.id === current} onChoose={onChoose} />
          ))}
        </div>
      ))}
    </div>
  )
}

const middle = 1

type RowProps = { option: Option; isCurrent: boolean; onChoose: Props['onChoose'] }

function OptionRow({ option, isCurrent, onChoose }: RowProps) {
  const shared = {
    id: option.id,
    role: 'option',
    tabIndex: -1,
    'aria-selected': isCurrent,
    'data-kind': option.kind,
    className: `palette-option ${option.isInner ? 'palette-inner' : ''}`,
    onClick: ({ metaKey, ctrlKey, shiftKey }: MouseEvent) => onChoose(option, !(metaKey || ctrlKey || shiftKey)),
    onAuxClick: ({ button }: MouseEvent) => option.url && button === middle && onChoose(option, false),
  }
  if (option.url) {
    return (
      <a href={option.url} {...shared}>
        <OptionWords option={option} />
      </a>
    )
  }
  return (
    <button type="button" {...shared} {...(option.act === 'shortcuts' && { 'data-open-shortcuts': true })}>
      <OptionWords option={option} />
    </button>
  )
}

function OptionWords({ option: { title, detail, snippet, kind } }: { option: Option }) {
  return (
    <>
      <span className="flex items-baseline gap-2">
        <span className="min-w-0 font-semibold">
          {title}
          {snippet && detail && <span className="font-normal text-ink-2"> › {detail}</span>}
        </span>
        {!snippet && detail && (
          <span className="ml-auto text-meta text-ink-2">{kind ? detail : <kbd>{detail}</kbd>}</span>
        )}
      </span>
      {snippet && snippet.length > 0 && (
        <span className="mt-0.5 line-clamp-2 text-meta text-ink-2">
          <Snippet parts={snippet} />
        </span>
      )}
    </>
  )
}
