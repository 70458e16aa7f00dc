'use client'

import { showTab, useTab, type Tab } from './tab'

const tabs: [Tab, string][] = [
  ['problem', 'Problem'],
  ['code', 'Code'],
  ['results', 'Results'],
]

/** On small screens: which part of a toy problem's page is shown. */
export function ToyTabs() {
  const shown = useTab()
  return (
    <div role="group" aria-label="Show" className="toy-tabs" data-needs-script>
      {tabs.map(([tab, word]) => (
        <button key={tab} type="button" aria-pressed={shown === tab} onClick={() => showTab(tab)}>
          {word}
        </button>
      ))}
    </div>
  )
}
