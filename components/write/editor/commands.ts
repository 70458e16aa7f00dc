import {
  Bold,
  Code,
  Gauge,
  Heading2,
  History,
  Image,
  Info,
  Italic,
  Link,
  List,
  ListChecks,
  Quote,
  SquareCode,
  Table,
  type IconNode,
} from 'lucide'
import { cycleHeading, insertBlock, insertLink, prefixLines, wrapWith, type Command } from './text-edits'

/** What the toolbar offers: its name, its drawing, its key with Ctrl or ⌘ if it has one, and what it does. */
export type Tool = { name: string; icon: IconNode; key?: { shift?: true; letter: string }; command: Command }

/** The tools in their groups: within a sentence, lines, components. */
export const toolGroups: Tool[][] = [
  [
    { name: 'Bold', icon: Bold, key: { letter: 'b' }, command: wrapWith('**') },
    { name: 'Italic', icon: Italic, key: { letter: 'i' }, command: wrapWith('*') },
    { name: 'Code', icon: Code, key: { letter: 'e' }, command: wrapWith('`') },
    { name: 'Link', icon: Link, key: { shift: true, letter: 'k' }, command: insertLink },
  ],
  [
    { name: 'Heading', icon: Heading2, command: cycleHeading },
    { name: 'List', icon: List, command: prefixLines('- ') },
    { name: 'Quote', icon: Quote, command: prefixLines('> ') },
    { name: 'Block of code', icon: SquareCode, command: insertBlock('```python\ncode\n```', 'code') },
    {
      name: 'Table',
      icon: Table,
      command: insertBlock('| What | Expected | Observed |\n|---|---|---|\n| name |  |  |', 'name'),
    },
  ],
  [
    {
      name: 'Callout',
      icon: Info,
      command: insertBlock('<Callout kind="note">\n\nWhat must not be missed\n\n</Callout>', 'What must not be missed'),
    },
    {
      name: 'Checklist',
      icon: ListChecks,
      command: insertBlock('<Checklist>\n\n- Something to do\n\n</Checklist>', 'Something to do'),
    },
    {
      name: 'Timeline',
      icon: History,
      command: insertBlock(
        '<Timeline>\n\n<Event at="2026-11-02T09:00Z">What happened first.</Event>\n<Event at="2026-11-02T10:30Z">What happened then.</Event>\n\n</Timeline>',
        'What happened first.',
      ),
    },
    {
      name: 'Metric',
      icon: Gauge,
      command: insertBlock('<Metric name="What is measured" expected="0.80" observed="0.60" />', 'What is measured'),
    },
    {
      name: 'Figure',
      icon: Image,
      command: insertBlock(
        '<Figure src="picture.png" alt="What the picture shows" caption="What to see in it." />',
        'What the picture shows',
      ),
    },
  ],
]

/** The tools that have a key. */
export const keyedTools = toolGroups.flat().flatMap(({ key, ...tool }) => (key ? [{ ...tool, key }] : []))
