/** Elements that htmx takes away: what the reference for htmx 1.9 can't do. */
import assert from 'node:assert/strict'
import { opens, page, passes } from '../steps.mjs'

/** @type {import('../harness.mjs').Defect[]} */
export default [
  {
    name: 'the close event of an element that htmx took away is announced and throws nothing',
    id: 'l.44',
    hosts: ['1.9.12'],
    body: page('<p id="a">old</p>'),
    steps: [opens(), ['remove', (control) => control.remove('#c')], passes(0), passes(60_000)],
    expect({ errors, events, sockets }) {
      assert.deepEqual(errors, [])
      assert.equal(events.filter(({ name }) => name === 'htmx:wsClose').length, 1)
      assert.equal(sockets.length, 1)
    }
  },
  {
    name: 'a failure of an element that htmx took away while it was connecting throws nothing',
    id: 'l.44',
    hosts: ['1.9.12'],
    body: page('<p id="a">old</p>'),
    steps: [['remove', (control) => control.remove('#c')], passes(0), passes(60_000)],
    expect({ errors, sockets }) {
      assert.deepEqual(errors, [])
      assert.equal(sockets.length, 1)
    }
  }
]
