import 'server-only'

export { checkSource } from './compile'
export { componentSpecs } from './components'
export { conflictsIn } from './conflict'
export { readFrontMatter, splitFrontMatter } from './front-matter'
export { refusedForms, type RefusedForm } from './refused-forms'
export { codeToHtml } from './code'
