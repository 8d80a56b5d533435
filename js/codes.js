/** The numbers that cross the border, with the names that they have in the C++ headers (a test compares them). */

/** What happened to a connection (ConnectionEvent in src/connection.hpp). */
export const ConnectionEvent = {
  connect: 0,
  failed: 1,
  open: 2,
  message: 3,
  close: 4,
  error: 5,
  timer: 6,
  remove: 7,
  send: 8,
  flush: 9,
  flushed: 10,
  tick: 11,
  wake: 12,
  slept: 13,
  hide: 14,
  show: 15,
  stop: 16,
  sent: 17,
  acked: 18
}

/** What to do next (ConnectionAction in src/connection.hpp). */
export const ConnectionAction = {
  nothing: 0,
  discard: 1,
  attempt: 2,
  announce: 3,
  flush: 4,
  retry: 5,
  shut: 6,
  send: 7,
  enqueue: 8,
  sendFront: 9,
  ask: 10,
  soon: 11,
  sendAgain: 12,
  refuse: 13,
  dropFront: 14,
  giveUp: 15
}

/** Where a connection is (ConnectionState in src/connection.hpp). */
export const ConnectionState = {
  idle: 0,
  connecting: 1,
  open: 2,
  waiting: 3,
  closed: 4,
  removed: 5,
  paused: 6,
  stopped: 7
}

/** What stands in an element of a message (ElementFlag in src/fragments.hpp). */
export const ElementFlag = {
  script: 1,
  htmx: 2,
  preserve: 4,
  autofocus: 8,
  id: 16,
  custom: 32,
  template: 64,
  tablePart: 128,
  style: 256,
  form: 512,
  link: 1024
}

/** Whether a message's elements are known (Certainty in src/fragments.hpp). */
export const Certainty = { unsure: 0, sure: 1, separate: 2 }

/** What a negative result says (Error in src/error.hpp). */
export const Failure = { outOfMemory: -1, badArgument: -2, notFound: -3, badUrl: -4, badSelector: -5, tooLarge: -6 }

/** What stands before the pieces of a URL (UrlPrefix in src/attributes.hpp). */
export const urlPrefixes = ['', 'ws://', 'wss://']

/** How an entry is given (EntryFlag in wasm/abi.hpp). */
export const EntryFlag = { nameIsJson: 1, valueIsJson: 2, replaces: 4 }

/** What a value of hx-ws says (LegacyFlag in wasm/abi.hpp). */
export const LegacyFlag = { connect: 1, send: 2 }

/** What stands in the place of an offset (Missing in wasm/abi.hpp). */
export const Missing = { absent: -1, decoded: -2 }

/** How the source of a step of a batch is to be parsed (StepKind in wasm/abi.hpp). */
export const StepKind = { byHost: 0, together: 1, alone: 2 }
