// Opt-in: plain fragments change the DOM directly, with two events a message.
htmx.config.ws = { swap: 'fast' }
