import 'server-only'

export { checkSource } from './compile'
export { componentSpecs } from './components'
export { splitFrontMatter } from './front-matter'
export { refusedForms, type RefusedForm } from './refused-forms'
export { codeToHtml } from './code'
