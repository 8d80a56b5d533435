// htmx 1 parses by the first tag, and loses or moves what does not fit it, unless it is told to use a template.
import { step } from './steps.mjs'

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
      // behind a caption or a column that is lost, htmx 1 may take a text for the fragment
      return [...control.api.makeFragment(text).children ?? []]
    }
    const isAlike = (text) => {
      const [byFirstTag, inTemplate] = [parse(text, false), parse(text, true)]
      return byFirstTag.length === inTemplate.length && byFirstTag.every((node, index) => node.isEqualNode(inTemplate[index]))
    }
    control.note(${JSON.stringify(messages)}.map((texts) => texts.every(isAlike)))`
  )
