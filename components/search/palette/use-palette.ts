'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useState, type KeyboardEvent } from 'react'
import { placeAfter, upAndDown } from '@/components/ui/place-after'
import { pageOf } from '../ways-on'
import { actionsFor, groupHits, whenNothing, writeId, type Group, type Option } from './options'
import { rememberRecent } from './recent'
import { useMissed } from './use-missed'
import { useSearch, type Asked } from './use-search'
import { useStart } from './use-start'

type Palette = Asked & {
  typed: string
  type: (words: string) => void
  groups: Group[]
  /** The option that Enter takes. */
  current: Option | undefined
  /** What the answer in view says there is nothing for. */
  nothingFor: string | undefined
  /** Does what an option stands for, but for opening its page, which its link does. */
  choose: (option: Option, staysHere: boolean) => void
  handleKey: (event: KeyboardEvent) => void
  /** It is closed. */
  handleClose: () => void
}

/** What is typed, what is offered for it, and what the keys do. */
export function usePalette(initial: string, close: () => void): Palette {
  const router = useRouter()
  const [typed, setTyped] = useState(initial)
  const [at, setAt] = useState(0)
  const start = useStart()
  const asked = useSearch(typed)
  const answer = typed.trim() === '' ? undefined : asked.answer
  const missed = useMissed(asked.answer)
  const groups = answer ? [...actionsFor(typed), ...found(answer)] : start
  const options = groups.flatMap((group) => group.options)
  const place = Math.min(at, options.length - 1)
  const current = options[place]
  useEffect(() => {
    // In braces: some browsers give a promise, which an effect must not return.
    document.getElementById(current?.id ?? '')?.scrollIntoView({ block: 'nearest' })
  }, [current?.id])
  const type = (words: string) => {
    setTyped(words)
    setAt(0)
  }
  const choose = (option: Option, staysHere: boolean) => {
    if (option.id !== writeId) missed.use()
    if (option.act === 'respell') return type(option.words)
    if (option.act === 'scheme') window.dispatchEvent(new Event('twelvefold:scheme'))
    else if (option.kind) rememberRecent(placeOf(option))
    if (staysHere) close()
  }
  const leave = () => {
    // The search page says itself what becomes of it.
    missed.use()
    close()
    router.push(pageOf(typed))
  }
  const giveUp = () => {
    missed.giveUp()
    type('')
  }
  const enter = (inNewTab: boolean) => {
    // Old results stay in view until new ones come, but Enter means the words as they are now.
    const isCurrent = typed.trim() === (answer?.query ?? '')
    const url = isCurrent ? current?.url : pageOf(typed)
    if (inNewTab && url) {
      if (isCurrent && current) choose(current, false)
      window.open(url, '_blank', 'noopener')
    } else if (isCurrent) document.getElementById(current?.id ?? '')?.click()
    else leave()
  }
  const handleKey = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    const to = placeAfter(event.key, { now: place, count: options.length, keys: upAndDown })
    if (to !== undefined) setAt(to)
    else if (event.key === 'Escape' && typed !== '') giveUp()
    else if (event.key === 'Tab' && !event.shiftKey && typed.trim() !== '') leave()
    else if (event.key === 'Enter') enter(event.metaKey || event.ctrlKey)
    else return
    event.preventDefault()
  }
  const nothingFor = answer?.total === 0 ? answer.query : undefined
  return { ...asked, typed, type, groups, current, nothingFor, choose, handleKey, handleClose: missed.giveUp }
}

function found(answer: NonNullable<Asked['answer']>): Group[] {
  return answer.total === 0 ? whenNothing(answer) : groupHits(answer)
}

function placeOf({ title, url = '', kind, detail }: Option) {
  return { title, url, ...(kind && { kind }), ...(detail && { detail }) }
}
