// htmx 1 parses by the first tag, and loses or moves what does not fit it, unless it is told to use a template.
import { step } from './steps.mjs'

/**
 * A function of the page, as text: the elements that htmx finds. Where parts of a table do not fit the first one, htmx 1
 * fails, or takes a text for the fragment.
 */
export const elementsOf = `((text) => {
  try {
    return Array.from(control.api.makeFragment(text).children)
  } catch {
    return undefined
  }
})`

/**
 * Notes of each message whether htmx 1 finds the same top-level elements either way.
 * @param {string[][]} messages each as the texts that are parsed by themselves
 */
export const notesWhetherAlike = (messages) =>
  step(
    'random messages are parsed',
    `const { config } = control.htmx
    const parse = (text, useTemplateFragments) => {
      config.useTemplateFragments = useTemplateFragments
      return ${elementsOf}(text)
    }
    const isAlike = (text) => {
      const [byFirstTag, inTemplate] = [parse(text, false), parse(text, true)]
      return byFirstTag?.length === inTemplate?.length && byFirstTag?.every((node, index) => node.isEqualNode(inTemplate[index])) === true
    }
    control.note(${JSON.stringify(messages)}.map((texts) => texts.every(isAlike)))`
  )
